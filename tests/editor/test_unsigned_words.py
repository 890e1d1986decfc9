"""What nobody signs says nothing about health: doses never reach readers, and somebody answers for names of conditions."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageLogEntry

from articles.models import InformationPage
from articles.models.signing_words import GateError
from tests.editor.forms import edit_address, field_errors, soup
from tests.editor.test_information_form import form
from tests.editor.unchanged_form import unchanged_form
from tests.factories import home, make_condition, make_editor, make_glossary_term, make_information, make_risk_factor
from tests.signing import sign_off_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def publish(client: Client, page: Page, **values: str) -> Any:
    return client.post(edit_address(page), {**form(**values), "action-publish": "1"})


def live(page: InformationPage) -> str:
    return InformationPage.objects.get(pk=page.pk).introduction


def test_dose__is_kept_in_the_draft_and_refused_at_its_field(editor: Client) -> None:
    page = make_information()
    answer = publish(editor, page, introduction="Take 5 mg a day.")
    assert "“5 mg” is a dose" in field_errors(answer, "introduction")
    assert live(page) == "Introduction of about."
    assert editor.post(edit_address(page), form(introduction="Take 5 mg a day.")).status_code == 302
    assert InformationPage.objects.get().get_latest_revision_as_object().introduction == "Take 5 mg a day."


@pytest.mark.parametrize("field", ["title", "search_description", "introduction"])
def test_dose__goes_to_readers_on_no_other_path_either(field: str) -> None:
    page = make_information()
    setattr(page, field, "Take 5 mg a day.")
    with pytest.raises(GateError) as refused:
        page.save_revision().publish()
    assert refused.value.reason == "dose"
    assert "5 mg" not in getattr(InformationPage.objects.get(), field)


@pytest.mark.parametrize("make", [home, make_condition], ids=["home page", "condition"])
def test_dose__is_refused_on_home_pages_and_conditions(editor: Client, make: Any) -> None:
    page = make()
    posted = {**unchanged_form(editor, page), "title": "Take 5 mg", "action-publish": "1"}
    assert "“5 mg” is a dose" in field_errors(editor.post(edit_address(page), posted), "title")
    assert not Page.objects.filter(title="Take 5 mg").exists()


def test_name__of_a_condition_asks_the_publisher_once(editor: Client) -> None:
    make_condition(title="Glimmer knee")
    sign_off_entry(make_risk_factor(name_en="Open curtains", live=False))
    page = make_information()
    assert not soup(editor.get(edit_address(page))).select("#id_says_nothing_about_health")
    words = "We explain the glimmer knee."
    answer = publish(editor, page, introduction=words)
    assert "names “Glimmer knee”" in field_errors(answer, "says_nothing_about_health")
    assert live(page) != words
    publish(editor, page, introduction=words, says_nothing_about_health="on")
    assert live(page) == words
    assert PageLogEntry.objects.get(action="articles.unsigned.confirm").data == {"names": ["Glimmer knee"]}
    publish(editor, page, introduction=f"{words} In plain words.")
    assert live(page) == f"{words} In plain words."


def test_name__that_is_not_signed_asks_nobody(editor: Client) -> None:
    make_glossary_term(term_en="Moonlight", live=False)
    page = make_information()
    publish(editor, page, introduction="By moonlight.")
    assert live(page) == "By moonlight."
