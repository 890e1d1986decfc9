"""A page about the site as readers get it, and the links to these pages that stand on every page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from articles.blocks.preload import preloaded
from articles.blocks.rich_text import CITATION_MARK
from articles.models import InformationPage
from articles.queries import Nearby, PublicPage

#: From how many headings on a page begins with a list of contents.
CONTENTS_FROM = 3
_HEADINGS = {"section": "heading", "question_answer": "question"}


@dataclass(frozen=True, slots=True)
class SiteLink:
    kind: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class InformationView:
    """`contents` are anchors and headings; empty on a short page."""

    introduction: str
    contents: list[tuple[str, str]]
    parts: list[SafeString]
    updated: datetime | None


def site_links(pages: Iterable[PublicPage]) -> list[SiteLink]:
    """To the pages about the site."""
    return [SiteLink(page.kind or "", page.label, page.url) for page in pages]


def information_view(page: InformationPage, near: Nearby) -> InformationView:
    """No query."""
    headings, parts = [], []
    with preloaded({Page: near.links}):
        for number, child in enumerate(page.body, 1):
            anchor = f"part-{child.id or number}"
            if name := _HEADINGS.get(child.block_type):
                headings.append((anchor, child.value[name]))
            # A program may bring citations, and there is nothing here that they could name.
            html = CITATION_MARK.sub("", str(child.render({"page": page, "anchor": anchor})))
            parts.append(mark_safe(html))  # noqa: S308 - rendered by our own templates
    return InformationView(
        introduction=page.introduction,
        contents=headings if len(headings) >= CONTENTS_FROM else [],
        parts=parts,
        updated=page.last_published_at,
    )
