"""The admin's own API: a refusal is 403 with a reason that a program can read, whoever asks and whoever refuses first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from articles.models import ArticlePage
from tests.editor.states import fresh, live_with_unsigned_draft, signed_draft, unsigned_draft
from tests.factories import home, locale, make_article, make_condition, make_editor, make_superuser, make_translator, translate

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["editor", "superuser"])
def publisher(request: pytest.FixtureRequest, client: Client) -> Client:
    client.force_login(make_superuser() if request.param == "superuser" else make_editor())
    return client


def act(client: Client, page: Page, action: str, **data: Any) -> HttpResponse:
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    response: HttpResponse = client.post(address, data, content_type="application/json")
    return response


def assert_refused(response: HttpResponse, reason: str, status: int = 403) -> None:
    assert response.status_code == status
    answer = response.json()
    assert answer["reason"] == reason
    assert answer["messages"]


@pytest.mark.parametrize("state", [unsigned_draft, live_with_unsigned_draft])
def test_publish__of_unsigned_words(publisher: Client, state: Callable[[], ArticlePage]) -> None:
    page = state()
    before = page.live, page.tldr
    response = act(publisher, page, "publish")
    assert_refused(response, "not_signed_off")
    assert response.json()["messages"] == ["1 medical sign-off of exactly this text is missing."]
    assert (fresh(page).live, fresh(page).tldr) == before


def test_publish__of_an_incomplete_draft(publisher: Client) -> None:
    assert_refused(act(publisher, unsigned_draft(tldr=""), "publish"), "incomplete", status=409)


def test_publish__of_unsigned_words_for_later_puts_nothing_on_the_timetable(publisher: Client) -> None:
    page = make_article()
    page.go_live_at, page.tldr = "2099-01-01T08:00:00Z", "Unsigned."
    page.save_revision()
    assert_refused(act(publisher, page, "publish"), "not_signed_off")
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_publish__of_signed_words(publisher: Client) -> None:
    page = signed_draft()
    assert act(publisher, page, "publish").status_code == 200
    assert fresh(page).live


def test_publish__by_somebody_who_may_not(client: Client) -> None:
    client.force_login(make_translator())
    for page in (unsigned_draft(), signed_draft()):
        assert_refused(act(client, page, "publish"), "not_permitted")
        assert not fresh(page).live


def test_unpublish__of_an_article_or_of_a_condition_with_its_articles(publisher: Client) -> None:
    page = make_article()
    assert_refused(act(publisher, page, "unpublish"), "take_down_with_reason")
    assert_refused(act(publisher, page.get_parent(), "unpublish", recursive=True), "take_down_with_reason")
    assert fresh(page).live
    assert act(publisher, page.get_parent(), "unpublish").status_code == 200


@pytest.mark.parametrize("of", ["article", "condition"])
def test_copy__that_keeps_an_article_live(publisher: Client, of: str) -> None:
    article = make_article()
    page = article if of == "article" else article.get_parent()
    for data in ({}, {"keep_live": True}):
        assert_refused(act(publisher, page, "copy", recursive=True, **data), "not_signed_off")
    assert ArticlePage.objects.count() == 1
    assert act(publisher, page, "copy", recursive=of == "condition", keep_live=False).status_code == 201
    assert ArticlePage.objects.filter(live=True).get() == article


@pytest.mark.parametrize("action", ["copy", "move"])
@pytest.mark.parametrize("of", ["article", "condition"])
def test_article__stays_in_its_language(publisher: Client, of: str, action: str) -> None:
    article = make_article()
    page, target = (article, make_condition("fr")) if of == "article" else (article.get_parent(), home("fr"))
    before = article.url_path
    data = {"destination_page_id": target.pk, "position": "last-child"} if action == "move" else {
        "destination_page_id": target.pk, "keep_live": False, "recursive": True,
    }  # fmt: skip
    assert_refused(act(publisher, page, action, **data), "another_language")
    assert ArticlePage.objects.get().url_path == before


def test_alias__of_an_article(publisher: Client) -> None:
    article = make_article()
    assert_refused(act(publisher, article, "create_alias"), "alias")
    assert_refused(act(publisher, article.get_parent(), "create_alias", recursive=True), "alias")
    make_condition("fr", translation_key=article.get_parent().translation_key)
    assert_refused(act(publisher, article, "copy_for_translation", locale="fr", alias=True), "alias")
    assert ArticlePage.objects.count() == 1


@pytest.mark.parametrize("of", ["article", "condition"])
def test_copy_for_translation__takes_what_is_signed_into_a_language_of_the_person(client: Client, of: str) -> None:
    source = make_article()
    edition = translate(source, "es", live=False)
    if of == "article":
        source.get_parent().specific.copy_for_translation(locale("fr"))

    def copy(article: ArticlePage, language: str = " fr ") -> HttpResponse:
        page = article if of == "article" else article.get_parent()
        return act(client, page, "copy_for_translation", locale=language, recursive=of == "condition")

    client.force_login(make_translator(["es"]))
    assert_refused(copy(edition), "not_permitted")
    client.force_login(make_superuser())
    assert_refused(copy(edition), "translation")
    ArticlePage.objects.filter(pk=source.pk).update(live=False)
    assert_refused(copy(source), "not_signed_off")
    assert not ArticlePage.objects.filter(locale=locale("fr")).exists()
    ArticlePage.objects.filter(pk=source.pk).update(live=True)
    assert copy(source).status_code == 201
    assert ArticlePage.objects.filter(locale=locale("fr"), translation_key=source.translation_key).exists()


@pytest.mark.parametrize("action", ["copy", "move", "publish", "unpublish", "create_alias", "copy_for_translation", "made-up"])
@pytest.mark.parametrize(
    "data", [{"destination_page_id": "nowhere", "keep_live": False}, {"destination_page_id": 999999999, "keep_live": False}]
)
def test_nonsense__is_answered_and_does_nothing(publisher: Client, action: str, data: dict[str, Any]) -> None:
    page = unsigned_draft()
    assert 400 <= act(publisher, page, action, **data).status_code < 500
    assert not fresh(page).live
    assert ArticlePage.objects.count() == 1


def test_list_instead_of_an_object__is_answered(publisher: Client) -> None:
    address = reverse("wagtailadmin_api:pages:action", args=[make_article().pk, "copy"])
    assert 400 <= publisher.post(address, [1, 2], content_type="application/json").status_code < 500


def test_edit_form_asked_by_a_script__answers_with_the_reason_and_not_with_a_page(publisher: Client) -> None:
    """A view that expects no refusal at all: what converts an alias. The middleware answers in the caller's language."""
    page, original = live_with_unsigned_draft(), make_article()
    ArticlePage.objects.filter(pk=page.pk).update(alias_of=original, tldr="From elsewhere.")
    address = reverse("wagtailadmin_pages:convert_alias", args=[page.pk])
    assert_refused(publisher.post(address, headers={"accept": "application/json"}), "not_signed_off")
