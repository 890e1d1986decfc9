"""Ten searches a language, as readers type them, each with the article that must come first. Run on both databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from articles import queries
from articles.models import SearchDocument
from tests.factories import LANGUAGES
from tests.search.corpus import Search, build, searches


@pytest.fixture(scope="module")
def _corpus(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Built once for all searches, and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        for language in LANGUAGES:
            build(language)
        yield
        transaction.set_rollback(True)


def test_list__ten_searches_in_each_language() -> None:
    assert Counter(search.language for search in searches()) == dict.fromkeys(LANGUAGES, 10)


@pytest.mark.django_db
@pytest.mark.usefixtures("_corpus")
@pytest.mark.parametrize("search", searches(), ids=str)
def test_search__article_that_was_meant_comes_first(search: Search) -> None:
    found = queries.search(search.query, search.language).documents
    articles = [document.page.slug for document in found if document.kind == SearchDocument.Kind.ARTICLE and document.page]
    assert articles[:1] == [search.first], articles
