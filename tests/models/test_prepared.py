"""Queries that are written once: they must find what the query set finds, whatever they are asked for."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from wagtail.models import Page

from articles.models import ArticlePage
from articles.models.addresses import address_of
from articles.models.home import pages_along, whole
from articles.models.prepared import Prepared
from tests.factories import LANGUAGES, make_article, make_disclaimer, make_private, translate_to_all
from tests.site.reader import queries_of

pytestmark = pytest.mark.django_db


def by_key(keys: Any) -> Any:
    return Page.objects.filter(pk__in=keys).select_related("locale").annotate(again=F("title")).order_by("pk")


def named(*columns: str, keys: Any, live: Any) -> Any:
    return Page.objects.filter(pk__in=keys, live=live).order_by("pk").values_list(*columns)


def test_prepared__finds_what_the_query_set_finds_for_none_and_for_many() -> None:
    find, rows = Prepared[Page](Page, by_key), Prepared[Any](Page, named)
    pages = sorted([make_article(live=bool(number % 2)) for number in range(5)], key=lambda page: page.pk)
    for count in (0, 1, 2, 3, 5, 1, 0):
        keys = [page.pk for page in pages[:count]]
        found = find(keys=keys)
        assert found == list(by_key(keys))
        assert [(page.again, page.locale.language_code, page.first_published_at) for page in found] == [
            (page.title, "en", Page.objects.get(pk=page.pk).first_published_at) for page in found
        ]
        for columns in (("pk", "title"), ("title", "translation_key", "pk")):
            assert [tuple(row) for row in rows(*columns, keys=keys, live=True)] == list(named(*columns, keys=keys, live=True))


def test_prepared__remembers_nothing_of_an_answer() -> None:
    find, page = Prepared[Page](Page, by_key), make_article()
    assert [found.title for found in find(keys=[page.pk])] == [page.title]
    Page.objects.filter(pk=page.pk).update(title="Glimmer")
    assert [found.title for found in find(keys=[page.pk])] == ["Glimmer"]
    assert len(queries_of(lambda: find(keys=[page.pk]))) == 1


def test_page_by_its_address__is_what_wagtail_finds() -> None:
    article = make_article(disclaimer=make_disclaimer(), citations=2)
    private = make_private(make_article())
    for page, is_public in ((article, True), (private, False)):
        home = page.get_parent().get_parent()
        *above, found = pages_along(home.url_path, page.url_path.removeprefix(home.url_path).strip("/").split("/"))
        assert above == [home, page.get_parent()]
        known = whole(found)
        assert isinstance(known, ArticlePage)
        stored = ArticlePage.objects.get(pk=page.pk)
        assert {field.attname: getattr(known, field.attname) for field in ArticlePage._meta.concrete_fields} == {
            field.attname: getattr(stored, field.attname) for field in ArticlePage._meta.concrete_fields
        }
        assert known.is_known_to_be_public is is_public
        assert bool(known.get_view_restrictions()) is not is_public


def test_address__is_the_one_that_wagtail_works_out() -> None:
    article = make_article()
    editions = {"en": article, **translate_to_all(article)}
    assert set(editions) == set(LANGUAGES)
    for language, edition in editions.items():
        for page in (edition, edition.get_parent(), edition.get_parent().get_parent()):
            assert address_of(language, page.url_path) == page.url
    root = Page.objects.get(depth=1)
    assert (address_of("en", root.url_path), root.url) == ("", None)


def test_addresses__are_looked_up_by_an_index() -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Page._meta.db_table)
    assert found["articles_page_url_path"]["columns"] == ["url_path"]
