"""What a reader of an article may want to read next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.queries import Nearby, PublicPage


@dataclass(frozen=True, slots=True)
class RelatedLink:
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Other articles about the same condition, and other conditions."""

    articles: list[RelatedLink]
    conditions: list[RelatedLink]


def related_view(near: Nearby) -> RelatedView:
    return RelatedView(_links(near.articles), _links(near.conditions))


def _links(pages: Iterable[PublicPage]) -> list[RelatedLink]:
    return [RelatedLink(page.title, page.url) for page in pages]
