"""The glossary as readers of one language get it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, Max, QuerySet
from modeltranslation.utils import build_localized_fieldname

from articles.domain.names import split_names
from articles.models import ArticlePage, GlossaryTerm

from .pages import public_pages

_FIELDS: Final = ("term", "definition", "also_known_as", "pronunciation")


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term in one language. `others` are its other names."""

    key: str
    term: str
    definition: str
    others: tuple[str, ...]
    pronunciation: str

    @property
    def names(self) -> Iterable[tuple[str, str]]:
        """Every name beside the key, as the matcher wants them."""
        return ((self.key, name) for name in (self.term, *self.others))


def signed_glossary(language: str) -> list[GlossaryEntry]:
    """What is public and signed in exactly this language, by key; no other language stands in. One query."""
    columns = [build_localized_fieldname(field, language) for field in _FIELDS]
    rows = GlossaryTerm.objects.filter(live=True).order_by("key").values_list("key", "signed_languages", *columns)
    return [_entry(key, *texts) for key, signed, *texts in rows if language in signed and texts[0] and texts[1]]


def _entry(key: str, term: str, definition: str, others: str | None, pronunciation: str | None) -> GlossaryEntry:
    return GlossaryEntry(key, term, definition, tuple(split_names(others)), pronunciation or "")


def articles_in(language: str) -> QuerySet[ArticlePage]:
    """The public articles in a language with their texts, newest first."""
    articles = public_pages(ArticlePage.objects.filter(locale__language_code=language))
    newest: QuerySet[ArticlePage] = articles.order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    return newest


def version_of_articles(language: str) -> list[Any]:
    """Something that changes with every change of the public articles in a language. One query."""
    counted = articles_in(language).order_by().aggregate(Count("pk"), Max("last_published_at"), Max("pk"))
    return list(counted.values())
