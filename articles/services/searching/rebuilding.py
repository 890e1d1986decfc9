"""Making what the search keeps anew, while readers go on searching."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Page

from articles.domain.search import stem_of
from articles.models import ArticlePage, ConditionPage, GlossaryTerm, SearchDocument, SearchKey, SearchPosting, SearchWord

from .keeping import batches, keep_pages, keep_terms, write_keys


def rebuild() -> int:
    """Replaces everything, in a transaction for each batch: what has not been replaced yet is found as before. Takes away what
    is no longer public, and words that no text has any more. Gives how many documents are kept."""
    kept = SearchDocument.objects.values
    pages = Q(live=True) & Q(pk__in=_pages()) | Q(pk__in=kept("page"))
    for keys in batches(Page.objects.filter(pages).order_by("pk").values_list("pk", flat=True)):
        keep_pages(keys, anew=True)
    terms = Q(live=True) | Q(pk__in=kept("term"))
    for keys in batches(GlossaryTerm.objects.filter(terms).order_by("pk").values_list("pk", flat=True)):
        keep_terms(keys, anew=True)
    for keys in batches(SearchWord.objects.order_by("language", "word").values_list("pk", flat=True)):
        _keep_words(keys)
    return SearchDocument.objects.count()


def rebuild_if_empty() -> None:
    """After an update that brought the search to a site that has articles."""
    if not SearchDocument.objects.exists() and _pages().exists():
        rebuild()


def _pages() -> QuerySet[Any]:
    pages: QuerySet[Any] = Page.objects.type(ArticlePage, ConditionPage).filter(live=True).values("pk")
    return pages


@transaction.atomic
def _keep_words(keys: list[int]) -> None:
    """The words that a text can be found by, with their keys anew; not the others. A publication that brings such a word back
    at this very moment leaves it out of the corrections until the next one that has it as a new word."""
    words = list(SearchWord.objects.filter(pk__in=keys).order_by("language", "word"))
    stem = {word.pk: f"{word.language}:{stem_of(word.word, word.language)}" for word in words}
    used = set(SearchPosting.objects.filter(word__in=set(stem.values())).values_list("word", flat=True).distinct())
    SearchKey.objects.filter(word__in=keys).delete()
    SearchWord.objects.filter(pk__in=[word.pk for word in words if stem[word.pk] not in used]).delete()
    write_keys(word for word in words if stem[word.pk] in used)
