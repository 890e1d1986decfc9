"""Rows of the matrix without a database."""

from __future__ import annotations

from datetime import date
from typing import Any

from articles.domain.basis import Behind
from articles.domain.signoffs import Meaning
from articles.domain.translation_state import Facts, standing
from articles.models import TranslationRequest
from articles.queries.matrix import Cell, Row

TODAY = date(2026, 6, 1)


def cell(language: str = "es", *, asked: TranslationRequest | None = None, behind: tuple[Behind, ...] = (), **facts: Any) -> Cell:
    known = Facts(
        **{"asked": asked is not None, "due": asked.due if asked else None, "behind": [part.severity for part in behind], **facts}
    )
    missing = {Meaning.LANGUAGE: 1} if facts.get("in_review") else {}
    return Cell(language, standing(known, TODAY), missing, behind, asked, 7 if facts.get("in_review") else None, None)


def row(*cells: Cell, subject: str = "article:1", title: str = "Why do knees glimmer?") -> Row:
    source = cell("en", exists=True, live=True, review_due=TODAY)
    return Row(subject, title, "en", "", None, True, True, {found.language: found for found in (source, *cells)})
