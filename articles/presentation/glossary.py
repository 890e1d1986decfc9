"""The glossary page: the terms of one language in its alphabetical order, and where articles use them."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Page

from articles import queries
from articles.domain.collation import initial, sort_key
from articles.domain.parity.texts import edition_sections
from articles.domain.terms import Terms, terms
from articles.models import ArticlePage
from articles.queries import GlossaryEntry

#: How many of the newest articles are looked through for terms, and how many are named at one term.
LOOKED_THROUGH: Final = 100
USES_SHOWN: Final = 3
#: Which articles use a term is worked out again when an article or the glossary changes; what they are called and where they
#: are is never kept. This only lets old uses go, in seconds.
_KEPT: Final = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class UseView:
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class TermView:
    """`uses` are some of the articles that explain the term in place."""

    entry: GlossaryEntry
    uses: list[UseView]


@dataclass(frozen=True, slots=True)
class LetterView:
    """The terms under one letter. `anchor` is its number: an address holds no letter of every script."""

    letter: str
    anchor: str
    terms: list[TermView]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    letters: list[LetterView]


def glossary_view(request: HttpRequest, language: str) -> GlossaryView:
    """Four queries, however many terms and articles there are; three where nothing changed since they were last counted."""
    entries = sorted(queries.signed_glossary(language), key=lambda entry: sort_key(entry.term, language))
    uses = _uses(request, entries, language) if entries else {}
    groups = groupby(entries, key=lambda entry: initial(entry.term, language))
    return GlossaryView(
        [
            LetterView(letter, f"letter-{number}", [TermView(entry, uses.get(entry.key, [])) for entry in group])
            for number, (letter, group) in enumerate(groups, start=1)
        ]
    )


def _uses(request: HttpRequest, entries: Sequence[GlossaryEntry], language: str) -> dict[str, list[UseView]]:
    names = tuple(name for entry in entries for name in entry.names)
    public = {article.pk: article for article in queries.newest_articles(language, LOOKED_THROUGH)}
    state = [(pk, article.live_revision_id, article.last_published_at) for pk, article in public.items()]
    version = json.dumps([language, names, state], default=str)
    key = f"glossary-uses:{hashlib.sha256(version.encode()).hexdigest()}"
    found: dict[str, list[int]] | None = cache.get(key)
    if found is None:
        found = _found_in_articles(list(public.values()), terms(names, language))
        cache.set(key, found, _KEPT)
    return {
        term: [UseView(public[pk].title, public[pk].get_url(request) or "") for pk in articles]
        for term, articles in found.items()
    }


def _found_in_articles(articles: Sequence[Page], known: Terms) -> dict[str, list[int]]:
    """The first few of these articles that use each term."""
    found: dict[str, list[int]] = defaultdict(list)
    for article in queries.texts_of(articles):
        for key in _keys_in(article, known):
            if len(found[key]) < USES_SHOWN:
                found[key].append(article.pk)
    return dict(found)


def _keys_in(article: ArticlePage, known: Terms) -> list[str]:
    sections = edition_sections({"sections": {key.value: raw for key, raw in article.raw_bodies().items()}})
    return list(dict.fromkeys(place.key for section in sections for place in known.find(section.text)))
