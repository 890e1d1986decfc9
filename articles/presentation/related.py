"""What a reader of an article may want to read next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from articles import queries
from articles.models import ArticlePage


@dataclass(frozen=True, slots=True)
class RelatedLink:
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Other articles about the same condition, and other conditions."""

    articles: list[RelatedLink]
    conditions: list[RelatedLink]


def related_view(page: ArticlePage, linked: Collection[int]) -> RelatedView:
    """`linked` are the pages that its text leads readers to. Two queries."""
    articles, conditions = (
        queries.related_articles(page, linked),
        queries.related_conditions(page.path[: -page.steplen], page.locale.language_code, linked),
    )
    return RelatedView(
        [RelatedLink(article.title, article.url or "") for article in articles],
        [RelatedLink(condition.title, condition.url or "") for condition in conditions],
    )
