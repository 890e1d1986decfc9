"""Writing pages about the site: by whom, and what the form says of a kind that there is already."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from articles.blocks.information import SECTION_FEATURES
from articles.models import InformationPage
from tests.editor.forms import add_address, edit_address, field_errors, notices, soup
from tests.factories import home, locale, make_editor, make_information, make_reviewer, make_translator

pytestmark = pytest.mark.django_db


def form(**values: Any) -> dict[str, Any]:
    body = [("section", {"heading": "Who?", "text": rich_text("<p>Nobody.</p>", features=SECTION_FEATURES)})]
    known = {
        "title": "About", "slug": "", "kind": "about", "introduction": "Hello.", "seo_title": "", "search_description": "",
        "show_in_menus": "", "go_live_at": "", "expire_at": "", "comment_notifications": "",
    }  # fmt: skip
    posted: dict[str, Any] = nested_form_data({**known, **values, "body": streamfield(body), "comments": inline_formset([])})
    return posted


def create(client: Client, *, publish: bool = False, language: str = "en", **values: Any) -> HttpResponse:
    more = {"action-publish": "1"} if publish else {}
    answer: HttpResponse = client.post(add_address("informationpage", home(language)), {**form(**values), **more}, follow=True)
    return answer


def test_editor__publishes_a_page_under_the_address_of_its_kind(client: Client) -> None:
    client.force_login(make_editor())
    assert "created and published" in notices(create(client, publish=True, kind="privacy", slug="my-own"))
    page = InformationPage.objects.get()
    assert (page.live, page.url) == (True, "/en/privacy/")
    assert "Nobody." in client.get(page.url).content.decode()


def test_editor__publishes_a_change(client: Client) -> None:
    page = make_information()
    client.force_login(make_editor())
    client.post(edit_address(page), {**form(introduction="Changed."), "action-publish": "1"})
    assert InformationPage.objects.get().introduction == "Changed."


def test_second_of_a_kind__is_refused_at_the_kind(client: Client) -> None:
    make_information("about")
    client.force_login(make_editor())
    response = create(client, publish=True)
    assert "already" in field_errors(response, "kind")
    assert field_errors(response, "slug") == ""
    other = make_information("contact")
    changed = client.post(edit_address(other), {**form(), "action-publish": "1"}, follow=True)
    assert field_errors(changed, "kind").count("already") == 1
    assert InformationPage.objects.count() == 2


def test_translator__writes_drafts_in_an_own_language_alone(client: Client) -> None:
    client.force_login(make_translator(["es"]))
    create(client, publish=True, language="es")
    create(client, publish=True, language="fr")
    pages = InformationPage.objects.select_related("locale")
    assert [(page.locale.language_code, page.live) for page in pages] == [("es", False)]


@pytest.mark.parametrize("make", [make_translator, make_reviewer])
def test_live_page__is_not_changed_for_readers_by_those_who_may_not_publish(client: Client, make: Any) -> None:
    page = make_information()
    client.force_login(make())
    client.post(edit_address(page), {**form(introduction="Changed."), "action-publish": "1"})
    assert InformationPage.objects.get().introduction == "Introduction of about."


def test_editor__is_offered_to_publish_and_not_to_submit(client: Client) -> None:
    client.force_login(make_editor())
    page = soup(client.get(edit_address(make_information(live=False))))
    assert page.select('[name="action-publish"]')
    assert not page.select('[name="action-submit"]')


def test_translation__begins_as_a_draft_of_the_same_kind(client: Client) -> None:
    page = make_information("contact")
    client.force_login(make_translator(["de"]))
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    client.post(address, {"locales": [locale("de").pk], "include_subtree": ""})
    german = InformationPage.objects.get(locale__language_code="de")
    assert (german.live, german.kind, german.slug, german.translation_key) == (False, "contact", "contact", page.translation_key)


@pytest.mark.parametrize(("kind", "copies"), [("about", 1), ("other", 2)])
def test_copy__is_one_of_another_kind_only(client: Client, kind: str, copies: int) -> None:
    page: Page = make_information(kind, slug="prizes")
    client.force_login(make_editor())
    posted = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": home().pk, "alias": "on"}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), posted)
    assert InformationPage.objects.count() == copies
    assert not InformationPage.objects.filter(alias_of__isnull=False).exists()


@pytest.mark.parametrize("junk", ["a\0b", "x" * 100_000, "‮<script>"], ids=["NUL", "long", "script"])
def test_junk__is_refused_or_kept_harmless(client: Client, junk: str) -> None:
    client.force_login(make_editor())
    answer = client.post(
        add_address("informationpage", home()),
        {**form(title=junk, introduction=junk, kind=junk), "body-0-value-heading": junk, "action-publish": "1"},
    )
    assert answer.status_code == 200
    assert not InformationPage.objects.exists()
    typed = {"key": "a1b2c", "text": junk, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    passage = json.dumps({"blocks": [typed], "entityMap": {}})
    answer = client.post(add_address("informationpage", home()), {**form(), "body-0-value-text": passage, "action-publish": "1"})
    assert answer.status_code < 500
    for page in InformationPage.objects.filter(live=True):
        assert "<script>" not in client.get(page.url).content.decode()
