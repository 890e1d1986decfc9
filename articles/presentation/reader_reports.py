"""Reports of readers, and what they found helpful, as the people who work here see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from articles.models import ArticlePage, ReaderReport, reviewed_edition
from articles.models.feedback import place_label
from articles.queries import desk
from articles.queries import feedback as queries

from .desk.history import ActView, act_views
from .desk.rendering import Renderer
from .desk.sections import Section, edition_sections, raw_pieces
from .desk.words import language_name, person_name
from .languages import LanguageLabel, language_label

#: From how many answers on a share is shown. Of fewer, one reader more would turn it round.
ENOUGH_VOTES: Final = 5
#: How much of a report its row shows.
_EXCERPT: Final = 120
#: How many reports stand beside a text under review.
BESIDE: Final = 10


@dataclass(frozen=True, slots=True)
class ReportRow:
    pk: int
    excerpt: str
    title: str
    label: LanguageLabel
    language: str
    section: str
    state: str
    reason: str
    times: int
    last: datetime
    assignee: str
    is_mine: bool


def report_rows(reports: Iterable[ReaderReport], person: int | None) -> list[ReportRow]:
    return [
        ReportRow(
            pk=report.pk,
            excerpt=report.text if len(report.text) <= _EXCERPT else f"{report.text[:_EXCERPT]}…",
            title=report.title,
            label=language_label(report.language),
            language=language_name(report.language),
            section=report.section_label,
            state=str(report.get_state_display()),
            reason=str(report.get_reason_display()) if report.reason else "",
            times=report.times,
            last=report.last_at,
            assignee=person_name(report.assignee) if report.assignee else "",
            is_mine=report.assignee_id == person,
        )
        for report in reports
    ]


@dataclass(frozen=True, slots=True)
class ReportsBeside:
    """What waits about an edition, for the screen of its review: how many reports, and the latest of them where the person
    may read them."""

    number: int
    rows: list[ReportRow]
    all: str


def reports_beside(page: ArticlePage, language: str, languages: queries.Languages, person: int | None) -> ReportsBeside:
    """`languages` are those whose reports the person sees. One query."""
    found = queries.unsettled_about(page.translation_key, language)
    is_seen = languages is None or language in languages
    return ReportsBeside(
        number=len(found),
        rows=report_rows(found[:BESIDE], person) if is_seen else [],
        all=f"{reverse('reader_reports:queue')}?{urlencode({'article': found[0].title, 'language': language})}"
        if is_seen and found
        else "",
    )


# --- One report ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """A section's words: those that the reader had before them, and those that readers have now where they are others."""

    name: str
    then: SafeString | None
    now: SafeString | None


@dataclass(frozen=True, slots=True)
class ReportScreen:
    """`changed` is None where nothing is live to compare with."""

    title: str
    label: LanguageLabel
    language: str
    section: str
    words: Words | None
    changed: bool | None
    sign_offs: list[ActView]
    public: str
    edit: str
    review: str
    history: str
    unkept: int


def report_screen(report: ReaderReport) -> ReportScreen:
    """About twelve queries, however long the article and its history are."""
    page, subject = report.page, f"article:{report.translation_key}"
    place = (subject, report.language)
    live = reviewed_edition(page).content if page is not None and page.live else None
    then = desk.content_of(page, place, report.digest) if page is not None else None
    return ReportScreen(
        title=report.title,
        label=language_label(report.language),
        language=language_name(report.language),
        section=report.section_label,
        words=_words(report, then, live),
        changed=_changed(report, then, live),
        sign_offs=act_views(queries.sign_offs_of(report), report.digest),
        public=page.get_url() or "" if page is not None and page.live else "",
        edit=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page is not None else "",
        review=reverse("review_desk:text", args=[report.review_request_id]) if report.review_request_id else "",
        history=reverse("review_desk:history", args=place) if report.sign_off else "",
        unkept=queries.unkept_reports(None, (report.translation_key, report.language)),
    )


def _words(report: ReaderReport, then: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> Words | None:
    """None for a report about the whole page."""
    if not report.section:
        return None
    before, after = _section(then, report.section), _section(now, report.section)
    found = [section for section in (before, after) if section]
    renderer = Renderer(raw_pieces(found), report.language)
    return Words(
        name=report.section_label,
        then=renderer.section(before) if before else None,
        now=renderer.section(after) if after and before != after else None,
    )


def _changed(report: ReaderReport, then: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> bool | None:
    if now is None:
        return None
    if report.section and then is not None:
        return _section(then, report.section) != _section(now, report.section)
    return then != now


def _section(content: Mapping[str, Any] | None, key: str) -> Section | None:
    if content is None:
        return None
    return next((section for section in edition_sections(content) if section.key == key), None)


# --- What helped -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HelpfulRow:
    """`share` is in percent, and None where too few have answered."""

    title: str
    label: LanguageLabel
    language: str
    section: str
    yes: int
    no: int
    share: int | None
    since: date
    edit: str


def helpful_rows(found: Iterable[queries.Helped]) -> list[HelpfulRow]:
    """Least helpful first; what too few have answered at the end."""
    return [
        HelpfulRow(
            title=one.title,
            label=language_label(one.language),
            language=language_name(one.language),
            section=place_label(one.section),
            yes=one.yes,
            no=one.no,
            share=round(100 * one.share) if one.votes >= ENOUGH_VOTES else None,
            since=one.since,
            edit=reverse("wagtailadmin_pages:edit", args=[one.page]) if one.page else "",
        )
        for one in queries.least_helpful_first(found, ENOUGH_VOTES)
    ]


@dataclass(frozen=True, slots=True)
class EditionFeedback:
    """What readers say of one edition: by section, and how many of their reports wait."""

    rows: list[HelpfulRow]
    waiting: int
    enough: int


def edition_feedback(page: ArticlePage) -> EditionFeedback:
    """Two queries."""
    waiting = queries.unsettled(None).filter(translation_key=page.translation_key, language=page.locale.language_code)
    return EditionFeedback(helpful_rows(queries.helped_by_edition(page)), waiting.count(), ENOUGH_VOTES)
