"""The glossary as readers of one language get it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F, QuerySet
from modeltranslation.utils import build_localized_fieldname
from wagtail.models import Page

from articles.domain.names import split_names
from articles.models import ArticlePage, GlossaryTerm
from articles.models.prepared import Prepared

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
    return [_entry(key, *texts) for key, signed, *texts in _live_terms(language) if language in signed and texts[0] and texts[1]]


def _wanted(language: str) -> QuerySet[Any]:
    columns = [build_localized_fieldname(field, language) for field in _FIELDS]
    # Without modeltranslation's manager, which changes the order of the columns.
    rows: QuerySet[Any] = QuerySet(GlossaryTerm)
    return rows.filter(live=True).order_by("key").values_list("key", "signed_languages", *columns)


_live_terms: Prepared[Any] = Prepared(GlossaryTerm, _wanted)


def _entry(key: str, term: str, definition: str, others: str | None, pronunciation: str | None) -> GlossaryEntry:
    return GlossaryEntry(key, term, definition, tuple(split_names(others)), pronunciation or "")


def newest_articles(language: str, count: int) -> list[Page]:
    """The newest public articles in a language, without their texts. One query."""
    articles = public_pages(Page.objects.filter(articlepage__isnull=False, locale__language_code=language))
    return list(articles.select_related("locale").order_by(F("first_published_at").desc(nulls_last=True), "-pk")[:count])


def texts_of(articles: Sequence[Page]) -> list[ArticlePage]:
    """Articles with their texts, in the same order. One query."""
    found = ArticlePage.objects.in_bulk([article.pk for article in articles])
    return [found[article.pk] for article in articles if article.pk in found]
