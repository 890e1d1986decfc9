"""Work outside the CMS: editions as files for translators' tools, and back as drafts."""

from __future__ import annotations

from articles.domain.exchange import LARGEST, ExchangeError, Format, Problem

from .exporting import export_edition, file_name
from .importing import Report, edition_in, import_edition, save_texts
from .words import describe
from .work import Work, source_edition_for, work_on

__all__ = [
    "LARGEST",
    "ExchangeError",
    "Format",
    "Problem",
    "Report",
    "Work",
    "describe",
    "edition_in",
    "export_edition",
    "file_name",
    "import_edition",
    "save_texts",
    "source_edition_for",
    "work_on",
]
