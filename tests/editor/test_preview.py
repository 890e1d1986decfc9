"""Previewing a draft: in the edition's own language and direction, whoever looks."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from articles.models import ArticlePage
from tests.editor.forms import add_address, article_form, empty_article_form
from tests.factories import LANGUAGES, home, make_article, make_condition, make_editor, set_default_disclaimer

pytestmark = pytest.mark.django_db

TAGS = {"en": "en", "es": "es", "fr": "fr", "de": "de", "ar": "ar", "zh-hans": "zh-Hans"}
ON_THIS_PAGE = "nav.contents h2"


@pytest.fixture(params=["en", "ar"])
def editor(request: pytest.FixtureRequest, client: Client) -> Client:
    """The browser of an editor who reads the admin in the parameter's language."""
    set_default_disclaimer()
    user = make_editor()
    UserProfile.objects.create(user=user, preferred_language=request.param)
    client.force_login(user)
    return client


def shown(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def previewed(client: Client, address: str, form: dict[str, str]) -> BeautifulSoup:
    """What the preview panel shows of a form that was not saved yet."""
    assert client.post(address, form).json() == {"is_valid": True, "is_available": True}
    return shown(client, f"{address}?in_preview_panel=true&mode=")


def preview_address(page: Page) -> str:
    return reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])


def readers_words(client: Client, language: str) -> str:
    """What the contents list is called on a live article in a language."""
    return BeautifulSoup(client.get(make_article(language).url).content, "html.parser").select_one(ON_THIS_PAGE).get_text()


def assert_in_language(page: BeautifulSoup, client: Client, language: str) -> None:
    assert page.html["lang"] == TAGS[language]
    assert page.html["dir"] == ("rtl" if language == "ar" else "ltr")
    assert page.select_one(ON_THIS_PAGE).get_text() == readers_words(client, language)
    disclaimer = page.find(id="disclaimer").get_text()
    assert f"[{language}]" in disclaimer


@pytest.mark.parametrize("language", LANGUAGES)
def test_preview__of_a_typed_draft_is_in_its_own_language(editor: Client, language: str) -> None:
    page = make_article(language, live=False)
    preview = previewed(editor, preview_address(page), article_form(title="Typed just now?"))
    assert preview.h1.get_text() == "Typed just now?"
    assert_in_language(preview, editor, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_saved_draft__is_shown_in_its_own_language(editor: Client, language: str) -> None:
    page = make_article(language, live=False)
    page.save_revision()
    assert_in_language(shown(editor, reverse("wagtailadmin_pages:view_draft", args=[page.pk])), editor, language)


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_preview__of_a_new_article_is_in_the_language_of_its_condition(editor: Client, language: str) -> None:
    address = reverse("wagtailadmin_pages:preview_on_add", args=["articles", "articlepage", make_condition(language).pk])
    preview = previewed(editor, address, article_form(title="Typed just now?"))
    assert preview.h1.get_text() == "Typed just now?"
    assert_in_language(preview, editor, language)


def test_preview__of_an_empty_draft_shows_its_sections_without_an_error(editor: Client) -> None:
    page = make_article("de", live=False)
    preview = previewed(editor, preview_address(page), empty_article_form(title="Nur ein Titel"))
    assert preview.h1.get_text() == "Nur ein Titel"
    for anchor in ("tldr", "causes", "genetics", "risk-factors", "research", "disclaimer"):
        assert preview.find(id=anchor) is not None


def test_preview__of_a_live_page_shows_the_draft_and_readers_still_see_what_is_live(editor: Client) -> None:
    page = make_article()
    page.tldr = "A newer short answer."
    page.save_revision()
    draft = shown(editor, reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "A newer short answer." in draft.find(id="tldr").get_text()
    assert "A newer short answer." not in shown(editor, page.url).find(id="tldr").get_text()


def test_preview__changes_nothing(editor: Client) -> None:
    page = make_article()
    before = ArticlePage.objects.filter(pk=page.pk).values().get()
    previewed(editor, preview_address(page), article_form(title="Typed just now?"))
    assert ArticlePage.objects.filter(pk=page.pk).values().get() == before


@pytest.mark.parametrize("language", ["de", "ar"])
def test_preview__of_home_and_condition_is_in_their_own_language(editor: Client, language: str) -> None:
    condition = make_condition(language)
    for page in (home(language), condition):
        html = shown(editor, reverse("wagtailadmin_pages:view_draft", args=[page.pk])).html
        assert (html["lang"], html["dir"]) == (language, "rtl" if language == "ar" else "ltr")


def test_preview__is_only_for_those_who_may_edit(client: Client) -> None:
    page = make_article(live=False)
    page.save_revision()
    for address in (
        preview_address(page),
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        add_address("articlepage", page.get_parent()),
    ):
        assert client.get(address).status_code in {302, 403}
