"""What home and condition pages list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from articles import queries
from articles.domain.collation import sort_key
from articles.domain.sentences import first_sentence
from articles.models import ConditionPage, HomePage

#: How many of the newest articles a home page shows.
NEWEST = 12


@dataclass(frozen=True, slots=True)
class ArticleCard:
    title: str
    address: str
    summary: str
    updated: Any


@dataclass(frozen=True, slots=True)
class ConditionCard:
    title: str
    address: str
    names: list[str]
    articles: int


@dataclass(frozen=True, slots=True)
class TermCard:
    key: str
    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class RelatedCondition:
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class HomeView:
    introduction: str
    conditions: list[ConditionCard]
    articles: list[ArticleCard]


@dataclass(frozen=True, slots=True)
class ConditionView:
    names: list[str]
    codes: list[Any]
    articles: list[ArticleCard]
    terms: list[TermCard]
    related: list[RelatedCondition]


def home_view(request: HttpRequest, page: HomePage) -> HomeView:
    counts = Counter(
        path[: page.steplen * (page.depth + 1)] for path in queries.articles_under(page).values_list("path", flat=True)
    )
    return HomeView(
        introduction=page.introduction,
        conditions=[
            ConditionCard(condition.title, condition.get_url(request), condition.names, counts[condition.path])
            for condition in queries.conditions_under(page)
        ],
        articles=_cards(request, queries.articles_under(page)[:NEWEST]),
    )


def condition_view(request: HttpRequest, page: ConditionPage) -> ConditionView:
    codes = list(page.codes.all())
    language = page.locale.language_code
    return ConditionView(
        names=page.names,
        codes=codes,
        articles=_cards(request, queries.articles_under(page)),
        terms=_terms(page, language),
        related=[
            RelatedCondition(other.title, _address(request, other)) for other in queries.related_conditions(page.path, language)
        ],
    )


def _terms(page: ConditionPage, language: str) -> list[TermCard]:
    """What the glossary explains of this condition's articles, as they are sorted in this language."""
    cards = [
        TermCard(row.term.key, row.sections[0][1], row.sections[0][2]) for row in queries.terms_of(page, language) if row.term
    ]
    return sorted(cards, key=lambda card: sort_key(card.term, language))


def _cards(request: HttpRequest, articles: Any) -> list[ArticleCard]:
    return [
        ArticleCard(article.title, _address(request, article), first_sentence(article.tldr), article.last_published_at)
        for article in articles
    ]


def _address(request: HttpRequest, page: Page) -> str:
    return page.get_url(request) or ""
