"""Pages about the site: one of a kind in a language, under the kind's own address, in their own language alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from articles.models import ConditionPage, HomePage, InformationPage
from articles.models.signing_words import GateError
from tests.factories import LANGUAGES, home, locale, make_condition, make_information, translate

pytestmark = pytest.mark.django_db

KINDS = [kind for kind in InformationPage.Kind.values if kind != "other"]


@pytest.mark.parametrize("kind", KINDS)
def test_address__is_the_kinds_own_in_every_language(kind: str) -> None:
    for language in ("en", "ar"):
        assert make_information(kind, language, title="شيء", slug="something-else").url == f"/{language}/{kind}/"


def test_address__of_another_page_is_its_own() -> None:
    assert make_information("other", slug="our-prizes").url == "/en/our-prizes/"


@pytest.mark.parametrize("slug", ["reviewers", "privacy"])
def test_address__of_another_page_is_none_that_the_site_takes_itself(slug: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        make_information("other", slug=slug)
    assert set(refusal.value.message_dict) == {"slug"}


@pytest.mark.parametrize("live", [True, False], ids=["live", "draft"])
def test_kind__is_there_once_in_a_language(live: bool) -> None:
    make_information("privacy", live=live)
    make_information("privacy", "de")
    with pytest.raises(ValidationError) as refusal:
        make_information("privacy")
    assert set(refusal.value.message_dict) == {"kind"}
    make_information("other", slug="one")
    make_information("other", slug="two")


def test_kind__that_is_changed_takes_its_address_along() -> None:
    page = make_information("privacy")
    page.kind = "contact"
    page.save_revision().publish()
    assert InformationPage.objects.get().url == "/en/contact/"


@pytest.mark.parametrize(("parent", "allowed"), [(home, True), (make_condition, False)])
def test_place__is_below_a_home_page(parent: Any, allowed: bool) -> None:
    assert InformationPage.can_create_at(parent()) is allowed
    assert not ConditionPage.can_create_at(make_information())
    assert InformationPage in HomePage.allowed_subpage_models()


def test_page__stays_in_its_language() -> None:
    page = make_information()
    assert not page.can_move_to(home("de"))
    with pytest.raises(GateError):
        page.move(home("de"), pos="last-child")
    with pytest.raises(GateError):
        home("de").add_child(instance=InformationPage(title="X", kind="about", locale=locale("en")))


def test_page__waits_for_no_medical_review() -> None:
    page = make_information(live=False)
    assert home().has_workflow
    assert (page.has_workflow, page.get_workflow()) == (False, None)
    page.save_revision().publish()
    assert InformationPage.objects.get().live


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_translation__is_a_draft_of_the_same_kind_and_address(language: str) -> None:
    page = make_information("how-we-review")
    edition: Page = page.copy_for_translation(locale(language))
    assert (edition.live, edition.kind, edition.slug) == (False, "how-we-review", "how-we-review")
    edition.save_revision().publish()
    assert InformationPage.objects.get(locale__language_code=language).url == f"/{language}/how-we-review/"


def test_introduction__has_a_limit() -> None:
    make_information("about", introduction="x" * 400)
    with pytest.raises(ValidationError):
        make_information("privacy", introduction="x" * 401)


def test_translation__of_its_page_is_an_edition_of_it() -> None:
    page = make_information("other", slug="prizes")
    assert translate(page, "de").translation_key == page.translation_key
