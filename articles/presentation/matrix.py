"""The language matrix as its screen and its spreadsheet show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.domain.signoffs import Severity
from articles.domain.translation_state import PUBLIC, State
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.queries import SIGNED_VOCABULARY
from articles.queries.matrix import Cell, Row, in_step

from .desk.words import language_name, missing_in_short, person_name
from .languages import LanguageLabel, language_label
from .translation_words import STATE_NAMES, WHY_OVERDUE, part_name, severity_name

#: Wagtail's icon for each state, so that no state is told by its colour alone.
ICONS = {
    State.MISSING: "minus",
    State.NOT_STARTED: "circle-plus",
    State.DRAFT: "edit",
    State.IN_REVIEW: "glasses",
    State.LIVE: "circle-check",
    State.OUTDATED: "history",
    State.TAKEN_DOWN: "no-view",
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever looks, as far as links depend on it: the languages that they write, whether they may use the review desk, and
    the kinds of vocabulary that they may change."""

    written: frozenset[str]
    sees_desk: bool
    changes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Link:
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Start:
    """A button that makes the draft of a translation; of a source that nobody has signed, `ahead` of its sign-off."""

    address: str
    text: str
    ahead: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """A text in one language. `alarms` are what must not be missed, `lines` whatever else is to be said."""

    language: str
    state: str
    name: str
    icon: str
    beside: str
    alarms: list[str]
    lines: list[str]
    links: list[Link]
    start: Start | None


@dataclass(frozen=True, slots=True)
class RowView:
    subject: str
    title: str
    label: LanguageLabel
    condition: str
    cells: list[CellView]


@dataclass(frozen=True, slots=True)
class Column:
    """A language, and how many of all rows that were asked for are in step in it. Of the source: how many are live."""

    code: str
    name: str
    is_source: bool
    in_step: int
    total: int

    @property
    def number(self) -> str:
        return _("%(count)d of %(total)d in step") % {"count": self.in_step, "total": self.total}


def columns(rows: Sequence[Row], languages: Iterable[str]) -> list[Column]:
    return [Column(code, language_name(code), code == SOURCE_LANGUAGE, in_step(rows, code), len(rows)) for code in languages]


def row_views(rows: Iterable[Row], conditions: Mapping[str, str], viewer: Viewer) -> list[RowView]:
    return [
        RowView(
            subject=row.subject,
            title=row.title,
            label=language_label(row.language),
            condition=conditions.get(row.condition, ""),
            cells=[_cell(row, cell, viewer) for cell in row.cells.values()],
        )
        for row in rows
    ]


def state_name(row: Row, cell: Cell) -> str:
    """The state in words. The column of the source says what its lack means for all the others."""
    if cell.standing.state is State.MISSING and cell.language == SOURCE_LANGUAGE and not row.has_source:
        return _("Missing source")
    return str(STATE_NAMES[cell.standing.state])


def section_names(row: Row, cell: Cell) -> list[str]:
    """The sections whose source changed since."""
    return [part_name(row.subject, section.section) for section in cell.behind]


def _cell(row: Row, cell: Cell, viewer: Viewer) -> CellView:
    standing = cell.standing
    return CellView(
        language=cell.language,
        state=standing.state.value,
        name=state_name(row, cell),
        icon=ICONS[standing.state],
        beside=str(STATE_NAMES[standing.beside]) if standing.beside else "",
        alarms=list(_alarms(cell)),
        lines=list(_lines(row, cell)),
        links=list(_links(row, cell, viewer)),
        start=start_of(row.subject, cell.language, viewer, live=row.source_is_live)
        if cell.text is None and row.has_source
        else None,
    )


def _alarms(cell: Cell) -> Iterator[str]:
    if cell.standing.severity is Severity.SAFETY:
        yield _("The source changed for safety.")
    if cell.standing.request_overdue:
        yield str(WHY_OVERDUE["request"])
    if cell.standing.review_overdue:
        yield str(WHY_OVERDUE["review"])


def _lines(row: Row, cell: Cell) -> Iterator[str]:
    yield from (_("Missing: %(sign_offs)s") % {"sign_offs": missing} for missing in missing_in_short(cell.missing))
    if cell.behind and cell.standing.severity:
        yield _("%(severity)s: %(sections)s") % {
            "severity": severity_name(cell.standing.severity),
            "sections": ", ".join(section_names(row, cell)),
        }
    if cell.asked and cell.asked.due:
        yield _("Due: %(day)s") % {"day": shown_day(cell.asked.due)}
    if cell.asked and cell.asked.assignee:
        yield _("For %(name)s") % {"name": person_name(cell.asked.assignee)}


def shown_day(day: date) -> str:
    return str(date_format(day, "SHORT_DATE_FORMAT"))


def _links(row: Row, cell: Cell, viewer: Viewer) -> Iterator[Link]:
    """Where one acts on it, for whoever may."""
    if address := edit_address(row.subject, cell.language, cell.page, row.entry, viewer):
        yield Link(address, pgettext("open a text to change it", "Edit") if cell.text else pgettext("begin a text", "Write"))
    if not viewer.sees_desk:
        return
    if cell.review is not None:
        yield Link(reverse("review_desk:text", args=[cell.review]), _("Review"))
    if cell.standing.state in PUBLIC or cell.standing.state is State.TAKEN_DOWN:
        yield Link(reverse("review_desk:history", args=[row.subject, cell.language]), _("History"))


def edit_address(subject: str, language: str, page: int | None, entry: int | None, viewer: Viewer) -> str:
    """Where the text is edited; empty for whoever may not, and for an edition that does not exist."""
    kind = subject.partition(":")[0]
    if page is not None:
        return reverse("wagtailadmin_pages:edit", args=[page]) if language in viewer.written else ""
    if entry is None or kind not in viewer.changes:
        return ""
    return reverse(SIGNED_VOCABULARY[kind].snippet_viewset.get_url_name("edit"), args=[entry])


def start_of(subject: str, language: str, viewer: Viewer, *, live: bool) -> Start | None:
    """The button that begins a translation of an article's source. None for whoever may not write in the language."""
    if language == SOURCE_LANGUAGE or language not in viewer.written or subject.partition(":")[0] in SIGNED_VOCABULARY:
        return None
    address = reverse("translations:start", args=[subject, language])
    return Start(address, _("Start") if live else _("Prepare ahead"), ahead=not live)
