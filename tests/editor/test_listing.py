"""All articles in one listing: which language each is in, and whether readers can see it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.editor.forms import soup, tidy
from tests.factories import make_article, make_condition, make_editor, translate, translate_to_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def show(editor: Client, **query: object) -> HttpResponse:
    response: HttpResponse = editor.get(reverse("articles:index"), query)
    assert response.status_code == 200
    return response


def rows(response: HttpResponse) -> list[list[str]]:
    return [[tidy(cell.get_text(" ")) for cell in row.find_all("td")] for row in soup(response).select("main table tbody tr")]


def test_listing__stands_in_the_main_menu(editor: Client) -> None:
    response = editor.get(reverse("wagtailadmin_home"))
    assert reverse("articles:index").encode() in response.content


def test_listing__shows_language_condition_and_status(editor: Client) -> None:
    condition = make_condition(title="Glimmer knee")
    live = make_article(parent=condition, title="Why do knees glimmer?")
    translate(condition, "ar", title="ركبة متوهجة")
    translate(live, "ar", live=False, title="لماذا تتوهج الركب؟")
    by_title = {row[1].split("؟")[0].split("?")[0]: " | ".join(row) for row in rows(show(editor))}
    english, arabic = by_title["Why do knees glimmer"], by_title["لماذا تتوهج الركب"]
    for said in ("English", "Glimmer knee", "live"):
        assert said in english
    for said in ("العربيّة", "ركبة متوهجة", "draft"):
        assert said in arabic


def test_listing__names_a_live_edition_that_has_a_newer_draft(editor: Client) -> None:
    page = make_article()
    page.save_revision()
    (row,) = rows(show(editor))
    assert "live + draft" in " ".join(row)


def test_listing__is_filtered_by_language(editor: Client) -> None:
    editions = translate_to_all(make_article())
    assert len(rows(show(editor))) == len(editions)
    choices = soup(show(editor)).select('input[name="locale"], select[name="locale"] option')
    offered = {tidy((choice if choice.name == "option" else choice.parent).get_text()): choice["value"] for choice in choices}
    assert set(offered) >= {"English", "Spanish", "French", "German", "Arabic", "Simplified Chinese"}
    (row,) = rows(show(editor, locale=offered["German"]))
    assert "Deutsch" in " ".join(row)


def test_listing__is_filtered_by_status(editor: Client) -> None:
    live = make_article()
    make_article(live=False)
    (row,) = rows(show(editor, live="true"))
    assert live.title in row[1]


def test_listing__is_searched_and_sorted(editor: Client) -> None:
    moon, lamp = make_article(title="Why the moon?"), make_article(title="Why a lamp?")
    (row,) = rows(show(editor, q="moon"))
    assert moon.title in row[1]
    assert [lamp.title in row[1] for row in rows(show(editor, ordering="title"))] == [True, False]
    assert len(rows(show(editor, ordering="locale"))) == 2


@pytest.mark.parametrize("query", ['"', "'", "%", "\0", "knee AND", "*"])
def test_listing__is_searched_for_anything_without_an_error(editor: Client, query: str) -> None:
    make_article()
    show(editor, q=query)


def test_listing__takes_the_same_queries_for_1_and_for_20_articles(editor: Client) -> None:
    """Otherwise the desk slows down with every article that is written."""
    condition = make_condition()
    make_article(parent=condition)
    show(editor)  # content types and the like are remembered from the first time on
    with CaptureQueriesContext(connection) as with_one:
        assert len(rows(show(editor))) == 1
    for number in range(19):
        make_article(
            "ar" if number % 2 else "en",
            parent=None if number % 3 else condition if not number % 2 else None,
            live=bool(number % 2),
        )
    with CaptureQueriesContext(connection) as with_twenty:
        assert len(rows(show(editor))) == 20
    assert len(with_twenty) == len(with_one)
