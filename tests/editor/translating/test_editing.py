"""The translator's editor: the source beside each section, what is declared there, and the checks while one writes."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import Tag
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import queries
from articles.domain.signoffs import Severity
from articles.models import ArticlePage
from tests.editor.forms import edit_address, passage, save_draft, soup, tidy
from tests.editor.unchanged_form import unchanged_form
from tests.factories import (
    make_article,
    make_disclaimer,
    make_glossary_term,
    make_translator,
    make_user,
    set_default_disclaimer,
    text_block,
    translate,
)
from tests.reviewing import at, revise
from tests.translating import sign_and_publish

pytestmark = pytest.mark.django_db

OLD, NEW = "<p>Take 800 mg of moonlight.</p>", "<p>Take 900 mg of moonlight.</p>"

#: What brings the causes up to date.
MORE = {"causes-0-value": passage("<p>Toma 900 mg de luna.</p>")}


@pytest.fixture
def translator(client: Client) -> Client:
    client.force_login(make_translator(["es"], first_name="Tere", last_name="Traductora"))
    return client


def outdated(severity: Severity = Severity.SAFETY) -> ArticlePage:
    """A draft in Spanish of an article whose causes have changed since, on 3 March 2030."""
    with at(2030, 1):
        page = make_article(causes=[{**text_block(OLD), "id": "a"}], citations=0, references=[])
        edition: ArticlePage = translate(
            page, "es", live=False, causes=[{**text_block("<p>Toma 800 mg de luna.</p>"), "id": "a"}]
        )
        edition.save_revision()
    with at(2030, 3, 3):
        revise(page, {"causes": [{**text_block(NEW), "id": "a"}]}, severity=severity)
    return edition


def stored(page: ArticlePage) -> ArticlePage:
    draft: ArticlePage = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft


def beside(response: HttpResponse, section: str) -> Tag:
    found = soup(response).find(id=f"beside-{section}")
    assert isinstance(found, Tag), section
    return found


def save(client: Client, page: ArticlePage, **values: str) -> HttpResponse:
    form = unchanged_form(client, page)
    return save_draft(client, page, {**form, **values})


def is_behind(page: ArticlePage) -> list[str]:
    draft = stored(page)
    return [item.section for item in queries.source_of(draft).behind(draft.basis)]


# --- What is shown ---------------------------------------------------------------------------------------------------


def test_editor__shows_the_source_beside_its_section_with_what_changed(translator: Client) -> None:
    make_glossary_term(term_en="moonlight", term_es="luz de luna", also_known_as_es="", avoid_es="lunada")
    page = outdated()
    response = translator.get(edit_address(page))
    part = beside(response, "causes")
    assert [part.find(name).get_text() for name in ("del", "ins")] == ["removed: 800 mg", "added: 900 mg"]
    assert "changed for safety in the source on 3 March 2030" in tidy(part.get_text(" "))
    assert part.select_one(".beside-text[dir=ltr]")
    assert tidy(part.select_one(".beside-terms").get_text(" ")) == "moonlight luz de luna avoid: lunada"
    assert "Toma 800 mg" not in part.get_text()
    other = beside(response, "genetics")
    assert "genetics in en" in other.find(class_="beside-text", lang="en").get_text()
    assert "Outdated" not in other.get_text()
    title = soup(response).find(attrs={"name": "title"})
    assert (title["lang"], title["dir"]) == ("es", "ltr")


def test_editor__of_a_source_edition_shows_nothing_beside(translator: Client, client: Client) -> None:
    client.force_login(make_user(superuser=True))
    assert not soup(client.get(edit_address(make_article()))).select(".beside, .beside-overview, [name^=in_step]")


def test_editor__says_that_a_source_is_an_unsigned_draft(translator: Client) -> None:
    set_default_disclaimer()
    source = make_article(live=False, title="Not signed")
    page = translate(source, "es", live=False)
    page.save_revision()
    response = translator.get(edit_address(page))
    assert "nobody has signed it" in soup(response).select_one(".beside-overview").get_text()
    assert "genetics in en" in beside(response, "genetics").get_text()
    response = save(translator, page, in_step_genetics="updated")
    assert "no signed source" in beside(response, "genetics").get_text()


def test_editor__shows_what_readers_see_where_the_draft_differs(translator: Client) -> None:
    page = translate(make_article(), "es")
    save(translator, page, tldr="Otra respuesta.")
    response = translator.get(edit_address(page))
    assert page.tldr in beside(response, "tldr").get_text()
    assert "readers see now" not in beside(response, "genetics").get_text()


def test_editor__asks_as_many_questions_however_long_the_text_is(translator: Client) -> None:
    def opened(blocks: int, terms: int) -> int:
        for _n in range(terms):
            make_glossary_term(also_known_as_en="genetics", also_known_as_es="genética")
        page = translate(make_article(blocks=blocks), "es", live=False)
        page.save_revision()
        translator.get(edit_address(page))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            translator.get(edit_address(page))
        return len(asked)

    make_disclaimer()
    assert opened(1, 1) == opened(12, 6)


# --- Declaring -------------------------------------------------------------------------------------------------------


def test_declaring__that_a_section_is_up_to_date_and_taking_it_back(translator: Client) -> None:
    page = outdated()
    before = stored(page).basis
    assert is_behind(page) == ["causes"]
    for _twice in range(2):
        save(translator, page, in_step_causes="updated", tldr="Corta.", **MORE)
    draft = stored(page)
    assert draft.tldr == "Corta."
    assert not is_behind(page)
    assert (draft.basis["causes"]["kind"], str(draft.basis["causes"]["by"])) == ("updated", translator.session["_auth_user_id"])
    assert "Brought up to date by Tere Traductora" in tidy(beside(translator.get(edit_address(page)), "causes").get_text(" "))
    save(translator, page, in_step_causes="")
    assert stored(page).basis == before


def test_declaring__that_nothing_needs_to_change_takes_a_reason(translator: Client) -> None:
    page = outdated()
    response = save(translator, page, in_step_causes="unchanged", in_step_reason_causes=" ")
    assert "Say why nothing needs to change" in beside(response, "causes").get_text()
    assert is_behind(page) == ["causes"]
    save(translator, page, in_step_causes="unchanged", in_step_reason_causes="The unit only.")
    assert stored(page).basis["causes"]["reason"] == "The unit only."
    assert not is_behind(page)


def test_declaring__is_of_the_source_that_was_on_the_screen(translator: Client) -> None:
    page = outdated()
    form = unchanged_form(translator, page)
    source = queries.source_page(page)
    with at(2030, 4):
        revise(source, {"causes": [{**text_block("<p>Take none.</p>"), "id": "a"}]}, severity=Severity.SAFETY)
    save_draft(translator, page, {**form, "in_step_causes": "updated", **MORE})
    assert is_behind(page) == ["causes"]


@pytest.mark.parametrize("is_live", [True, False])
def test_declaring__brought_up_to_date_takes_other_words_than_before_the_change(translator: Client, is_live: bool) -> None:
    page = outdated()
    if is_live:
        sign_and_publish(page)
    response = save(translator, page, in_step_causes="updated")
    assert "No word of this section has changed" in beside(response, "causes").get_text()
    assert is_behind(page) == ["causes"]
    save(translator, page, **MORE)  # as autosave does, before anything is declared
    save(translator, page, in_step_causes="updated")
    assert is_behind(page) == []
    if is_live:
        sign_and_publish(page)
        save(translator, page, in_step_causes="updated", search_description="Luna.")
        assert stored(page).search_description == "Luna."


def test_declaring__of_an_earlier_source_is_not_said_again_of_the_next_one(translator: Client) -> None:
    page = outdated()
    save(translator, page, in_step_causes="unchanged", in_step_reason_causes="The unit only.")
    sign_and_publish(page)
    declared = stored(page).basis["causes"]
    with at(2030, 4):
        revise(queries.source_page(page), {"causes": [{**text_block("<p>Take none.</p>"), "id": "a"}]}, severity=Severity.SAFETY)
    form = unchanged_form(translator, page)
    assert (form["in_step_causes"], form["in_step_reason_causes"].strip()) == ("", "")
    save_draft(translator, page, {**form, "search_description": "Luna."})
    assert is_behind(page) == ["causes"]
    assert stored(page).basis["causes"] == declared


def test_going_back_to_a_revision__brings_back_what_is_stated_of_its_words(translator: Client) -> None:
    page = outdated()
    draft = stored(page)
    draft.machine_made, draft.tray = {"tldr": {"engine": "babel", "at": "2030-01-01T09:00:00+00:00"}}, "Left over."
    old = draft.save_revision()
    save(translator, page, in_step_causes="updated", confirm_machine_tldr="on", tray="", **MORE)
    assert (is_behind(page), stored(page).machine_made) == ([], {})
    where = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    form = unchanged_form(translator, page, where)
    assert soup(translator.get(where)).find(id="page-edit-form")["action"] == where
    translator.post(where, form)
    latest = stored(page)
    assert page.revisions.latest("pk").pk != old.pk
    assert (latest.basis, latest.machine_made, latest.tray) == (draft.basis, draft.machine_made, "Left over.")


def test_machine_made__is_confirmed_by_section(translator: Client) -> None:
    page = outdated()
    draft = stored(page)
    draft.machine_made = {name: {"engine": "babel", "at": "2030-01-01T09:00:00+00:00"} for name in ("tldr", "causes")}
    draft.save_revision()
    assert "babel" in beside(translator.get(edit_address(page)), "tldr").get_text()
    save(translator, page, confirm_machine_tldr="on")
    assert list(stored(page).machine_made) == ["causes"]


# --- The checks ------------------------------------------------------------------------------------------------------


def number_finding(page: ArticlePage) -> Any:
    (finding,) = queries.open_blocking(stored(page))
    return finding


def test_finding__is_justified_in_writing(translator: Client) -> None:
    page = outdated()
    page.tldr += " 7 lunas."
    page.save_revision()
    finding = number_finding(page)
    part = beside(translator.get(edit_address(page)), "tldr")
    assert part.find("textarea", attrs={"name": f"check_reason_{finding.fingerprint}"})
    for _twice in range(2):
        save(translator, page, **{f"check_reason_{finding.fingerprint}": "Counted in Spain."})
    kept = stored(page).check_reasons[finding.fingerprint]
    assert kept["reason"] == "Counted in Spain."
    assert not queries.open_blocking(stored(page))
    assert "Justified by Tere Traductora" in tidy(beside(translator.get(edit_address(page)), "tldr").get_text(" "))
    save(translator, page, **{f"check_reason_{finding.fingerprint}": ""})
    assert number_finding(page) == finding


def checks(client: Client, page: ArticlePage, form: dict[str, Any]) -> HttpResponse:
    return client.post(reverse("translation_editor:checks", args=[page.pk]), form)


def test_checks__are_of_the_form_and_keep_nothing(translator: Client) -> None:
    page = outdated()
    form = unchanged_form(translator, page)
    before = stored(page).tldr, page.revisions.count()
    answer = checks(
        translator, page, {**form, "causes-0-value": passage("<p>Toma 80 mg de luna.</p>"), "in_step_genetics": "unchanged"}
    )
    assert answer.status_code == 200
    found = soup(answer).find(attrs={"data-findings": "causes"}).get_text()
    assert "the source says “800 mg”, the translation says “80 mg”" in found
    assert (stored(page).tldr, page.revisions.count()) == before


WRONG = [
    ({}, "could not be read"),
    ({"causes-count": "many"}, "could not be read"),
    ({"causes-0-value": "{"}, "could not be read"),
    ({"tldr": "x" * 601}, "“short answer (TL;DR)”"),
]


@pytest.mark.parametrize(("wrong", "message"), WRONG)
def test_checks__of_what_is_no_form_are_refused_with_a_sentence(translator: Client, wrong: dict[str, str], message: str) -> None:
    page = outdated()
    answer = checks(translator, page, {**unchanged_form(translator, page), **wrong} if wrong else {})
    assert answer.status_code == 400
    assert message.casefold() in answer.content.decode().casefold()


def test_checks__and_the_source_are_for_those_who_may_write_this_language(client: Client, translator: Client) -> None:
    page = outdated()
    form = unchanged_form(translator, page)
    read = reverse("translation_editor:source", args=[page.pk])
    assert "900" in translator.get(read).content.decode()
    client.force_login(make_translator(["fr"]))
    assert checks(client, page, form).status_code == 302
    assert client.get(read).status_code == 302


@pytest.mark.parametrize("address", ["translation_editor:source", "translation_editor:checks", "review_desk:source"])
def test_address__with_a_number_that_no_page_has(translator: Client, address: str) -> None:
    method = translator.post if address.endswith("checks") else translator.get
    assert method(reverse(address, args=[99999999999999999999])).status_code == 404
