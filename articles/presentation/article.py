"""An article as its page shows it: sections rendered in order, citations numbered, references listed once."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles import queries
from articles.blocks.preload import Preloaded, preloaded
from articles.blocks.rich_text import CITATION_MARK
from articles.domain.citations import cited_keys, number_citations
from articles.domain.sections import BODY_SECTIONS, SECTION_KINDS, SectionKey
from articles.models import ArticleImage, ArticlePage, Disclaimer, RiskFactor

from .explaining import explainer
from .frame import Frame
from .in_step import OutOfStep, out_of_step
from .lately import LatelyView, lately
from .outdated import OutdatedView, outdated_view
from .related import RelatedView, related_view
from .review import ReviewView, review_view


@dataclass(frozen=True, slots=True)
class SectionView:
    anchor: str
    heading: str
    body: SafeString


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A reference with its number and the numbers of its citations, which the list links back to."""

    number: int
    reference: Any
    citations: list[str]


@dataclass(frozen=True, slots=True)
class DisclaimerView:
    """`newer` says that its words are older than their source; empty while they are in step."""

    anchor: str
    heading: str
    title: str
    paragraphs: list[str]
    newer: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    tldr_anchor: str
    tldr_heading: str
    tldr: str
    contents: list[tuple[str, str]]
    sections: list[SectionView]
    references: list[ReferenceView]
    disclaimer: DisclaimerView
    review: ReviewView | None
    outdated: OutdatedView | None
    published: datetime | None
    updated: datetime | None
    lately: list[LatelyView]
    related: RelatedView


@dataclass(slots=True)
class _Citations:
    """Numbers citation marks while the sections are rendered in order."""

    numbers: dict[str, int]
    marks: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def number(self, html: str) -> SafeString:
        return mark_safe(CITATION_MARK.sub(self._link, html))  # noqa: S308 - rendered by Wagtail's own templates

    def _link(self, match: re.Match[str]) -> str:
        number = self.numbers.get(match["key"])
        if number is None:
            return ""
        anchor = f"cite-{number}-{len(self.marks[match['key']]) + 1}"
        self.marks[match["key"]].append(anchor)
        return format_html(
            '<sup class="citation"><a id="{}" href="#ref-{}" aria-label="{}">{}</a></sup>',
            anchor, number, _("Reference %(number)d") % {"number": number}, number,
        )  # fmt: skip


def article_view(page: ArticlePage, around: Frame) -> ArticleView:
    bodies = page.raw_bodies()
    references = {value["key"]: value for value in (child.value for child in page.references) if value["key"]}
    citations = _Citations(number_citations(cited_keys([bodies[section] for section in BODY_SECTIONS]), references))
    loaded, objects = around.loaded, around.loaded.objects
    chosen = page.disclaimer_in_force(loaded.site.settings)
    entries = [*objects[RiskFactor].values(), *([chosen] if chosen else [])]
    behind = out_of_step(entries, around.language.code, loaded.sources, loaded.site.policy)
    sections = _sections(page, citations, objects, behind)
    disclaimer = _disclaimer(page, around, chosen, behind)
    basis, events = queries.reviews_and_history(page, objects[ArticleImage])
    return ArticleView(
        tldr_anchor=_anchor(SectionKey.TLDR),
        tldr_heading=page.heading(SectionKey.TLDR),
        tldr=page.tldr,
        contents=[(section.anchor, section.heading) for section in sections] + [(disclaimer.anchor, disclaimer.heading)],
        sections=sections,
        references=[ReferenceView(number, references[key], citations.marks[key]) for key, number in citations.numbers.items()],
        disclaimer=disclaimer,
        review=review_view(page, around, basis),
        outdated=outdated_view(page, around),
        published=page.first_published_at,
        updated=page.last_published_at,
        lately=lately(events),
        related=related_view(loaded.near),
    )


def _sections(page: ArticlePage, citations: _Citations, objects: Preloaded, behind: OutOfStep) -> list[SectionView]:
    context = {"page": page, "out_of_step": behind}
    with preloaded(objects):
        rendered = {section: citations.number(str(stream.render_as_block(context))) for section, stream in page.body_streams()}
    explained = explainer(page.locale.language_code)
    return [
        SectionView(_anchor(section), page.heading(section), explained.section(_anchor(section), html))
        for section, html in rendered.items()
    ]


def _disclaimer(page: ArticlePage, around: Frame, chosen: Disclaimer | None, behind: OutOfStep) -> DisclaimerView:
    """The disclaimer in the edition's own language or, in a draft that lacks it, empty: never another language's."""
    language = around.language.code
    title = chosen.for_readers("title", language) if chosen else None
    text = chosen.for_readers("text", language) if chosen else None
    return DisclaimerView(
        anchor=_anchor(SectionKey.DISCLAIMER),
        heading=page.heading(SectionKey.DISCLAIMER),
        title=title.text if title and not title.stands_in else "",
        paragraphs=[paragraph.strip() for paragraph in text.text.split("\n\n")] if text and not text.stands_in else [],
        newer=behind.sentence if chosen in behind.entries else "",
    )


def _anchor(section: SectionKey) -> str:
    return next(kind.anchor for kind in SECTION_KINDS if kind.key is section)
