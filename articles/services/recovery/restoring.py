"""Putting a backup in the place of what a site holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from articles.services import ledger
from articles.services.verification import Head, Tally, verify

from . import files
from .archive import ArchiveError, Manifest, opened
from .databases import ask_database, holds, load

#: A site holds something if one of these has a row. The migrations leave all of them empty.
_WORK: Final = (
    "articles_user",
    "articles_ledgerentry",
    "articles_articlepage",
    "articles_conditionpage",
    "articles_articleimage",
)
#: What an archive says of its database, and the restored one must say as well.
_COMPARED: Final = ("rows", "ledger_head", "ledger_keys")


class Refused(Exception):  # noqa: N818 (nothing failed: it was not done)
    """Nothing was touched, and why."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored. `problems` are those that a verification of the ledger and of all that is public found."""

    manifest: Manifest
    files: int
    removed: int
    migrated: int
    problems: list[str]


def restore(path: Path, *, replace: bool = False) -> Restored:
    """Every check comes before the first change. Files are written first, then the database in one transaction, then what the
    archive does not hold is removed: whenever it is cut short, the database is wholly the old or wholly the new one.

    Raises ArchiveError and Refused, having changed nothing; DatabaseToolError, with the database as it was; and OSError.
    """
    with opened(path) as archive:
        manifest = archive.manifest
        _check_kind(manifest)
        _check_migrations(manifest)
        _check_keys(manifest)
        if alias := files.check(archive):
            raise Refused(f"The backup has files of a storage “{alias}”, which the settings of this site do not have.")
        if not replace and (there := next(_work(), None)):
            raise Refused(f"This site is not empty: {there}. --replace deletes all that it holds.")
        written = files.unpack(archive)
        with archive.open(manifest.database) as content:
            load(content, path.parent)
        _check_rows(manifest)
        removed = files.remove_others(archive)
    for cache in caches.all():
        cache.clear()
    return Restored(manifest, written, removed, _migrate(manifest), list(_problems(manifest)))


def _check_kind(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise Refused(
            f"The backup is of a {manifest.vendor} database and this site uses {connection.vendor}. Restore it with a DATABASE_URL "
            "of its own kind, and then use “manage.py copy_database”."
        )
    if manifest.database not in manifest.parts:
        raise ArchiveError("The archive is incomplete: it has no database.")
    if not all(table.isidentifier() for table in manifest.rows):
        raise ArchiveError("The archive is damaged: its manifest cannot be read.")


def _check_migrations(manifest: Manifest) -> None:
    known = MigrationLoader(None)
    here = {*known.disk_migrations, *(old for migration in known.disk_migrations.values() for old in migration.replaces)}
    unknown = [f"{app}.{name}" for app, name in manifest.migrations if app in known.migrated_apps and (app, name) not in here]
    if unknown:
        raise Refused(f"The backup is of a newer version of this program ({unknown[0]}). Install that version first.")


def _check_keys(manifest: Manifest) -> None:
    if missing := sorted(set(manifest.ledger_keys) - set(ledger.keys())):
        raise Refused(f"LEDGER_KEYS lacks a key that the backup’s ledger was written with: {', '.join(missing)}.")


def _work() -> Iterator[str]:
    """What this site holds that a restoration would delete."""
    tables = set(connection.introspection.table_names())
    if tables and "django_migrations" not in tables:
        yield "its database has tables of another program"
    for table in _WORK:
        if table in tables and ask_database(f"SELECT 1 FROM {table} LIMIT 1"):  # noqa: S608
            yield f"its database has rows in {table}"
    for _alias, name in files.everything():
        yield f"it has files ({name})"


def _check_rows(manifest: Manifest) -> None:
    found = holds(ask_database, set(manifest.rows))
    for name in _COMPARED:
        if found[name] != getattr(manifest, name):
            raise ArchiveError(f"The restored database is not what the manifest says ({name}). Restore another backup.")


def _migrate(manifest: Manifest) -> int:
    """An older backup is brought up to this version. How many migrations that took."""
    before = len(manifest.migrations)
    call_command("migrate", interactive=False, verbosity=0)
    return len(ask_database("SELECT 1 FROM django_migrations")) - before


def _problems(manifest: Manifest) -> Iterator[str]:
    expected = Head.parse(manifest.ledger_head) if manifest.ledger_head else None
    for finding in verify(Tally(), expected=expected, files=True):
        yield str(finding)
