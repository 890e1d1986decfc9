"""The language matrix as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from articles.queries.matrix import Cell, Row

from .desk.words import missing_in_short, person_name
from .matrix import section_names, state_name
from .translation_words import STATE_NAMES, severity_name

#: What a spreadsheet takes for a formula at the beginning of a cell (OWASP, “CSV Injection”).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def table(rows: Iterable[Row], conditions: Mapping[str, str], languages: Sequence[str]) -> Iterator[list[str]]:
    """The head, then a line for each text: the state in each language under its code, and beside it what belongs to it."""
    yield [_("Text"), _("Title"), _("Condition"), *(head for language in languages for head in _heads(language))]
    for row in rows:
        values = [row.subject, row.title, conditions.get(row.condition, "")]
        values += [value for language in languages for value in _values(row, row.cells[language])]
        yield [harmless(value) for value in values]


def harmless(value: str) -> str:
    """The text, so that a spreadsheet shows it and does not compute it."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _heads(language: str) -> list[str]:
    parts = (_("newer text"), _("missing sign-offs"), _("severity"), _("sections"), _("due"), _("overdue"), _("assigned to"))
    return [language, *(f"{language}: {part}" for part in parts)]


def _values(row: Row, cell: Cell) -> list[str]:
    standing, asked = cell.standing, cell.asked
    return [
        state_name(row, cell),
        str(STATE_NAMES[standing.beside]) if standing.beside else "",
        ", ".join(missing_in_short(cell.missing)),
        severity_name(standing.severity) if standing.severity else "",
        ", ".join(section_names(row, cell)),
        asked.due.isoformat() if asked and asked.due else "",
        _("yes") if standing.is_overdue else "",
        person_name(asked.assignee) if asked and asked.assignee else "",
    ]
