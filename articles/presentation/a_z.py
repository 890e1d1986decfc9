"""Everything of a language under its first letters: conditions with their other names, articles, words of the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest

from articles import queries
from articles.domain.collation import initial, sort_key
from articles.models import SearchDocument


@dataclass(frozen=True, slots=True)
class Entry:
    """`see` is the condition's own name, under one of its others; `key` a glossary term's."""

    title: str
    kind: str
    address: str
    see: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """`anchor` is the fragment that the jump list leads to."""

    letter: str
    anchor: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class AToZView:
    letters: list[Letter]


def a_z_view(request: HttpRequest, language: str) -> AToZView:
    """Four queries."""
    entries = [*_conditions(request, language), *_articles(request, language), *_terms(language)]
    entries.sort(key=lambda entry: (sort_key(entry.title, language), entry.kind))
    grouped = groupby(entries, key=lambda entry: initial(entry.title, language))
    return AToZView([Letter(letter, f"letter-{number}", list(of)) for number, (letter, of) in enumerate(grouped, 1)])


def _conditions(request: HttpRequest, language: str) -> list[Entry]:
    entries = []
    for page in queries.conditions_of(language):
        address = page.get_url(request) or ""
        entries.append(Entry(page.title, SearchDocument.Kind.CONDITION.value, address))
        entries += [Entry(name, SearchDocument.Kind.CONDITION.value, address, see=page.title) for name in page.names]
    return entries


def _articles(request: HttpRequest, language: str) -> list[Entry]:
    kind = SearchDocument.Kind.ARTICLE.value
    return [Entry(page.title, kind, page.get_url(request) or "") for page in queries.articles_of(language)]


def _terms(language: str) -> list[Entry]:
    return [Entry(entry.term, SearchDocument.Kind.TERM.value, "", key=entry.key) for entry in queries.signed_glossary(language)]
