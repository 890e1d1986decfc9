"""Backups, restoring them, and moving a site from one kind of database to the other.

By the databases' own tools (SQLite's online backup, pg_dump and psql). django-dbbackup was tried: its restore on SQLite writes
over the open file or passes over what fails, and asks nobody before it overwrites a site.
"""

from __future__ import annotations

from .archive import ArchiveError
from .backing_up import Made, back_up
from .copying import copy_database
from .databases import DatabaseToolError
from .restoring import Refused, Restored, restore

__all__ = ["ArchiveError", "DatabaseToolError", "Made", "Refused", "Restored", "back_up", "copy_database", "restore"]
