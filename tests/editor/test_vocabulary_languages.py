"""The form of an entry by language: who may write where, what each language is translated from, and where the entry is used."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.models import Contribution, RiskFactor, User
from tests.editor.forms import panel, soup, tidy
from tests.factories import (
    LANGUAGES,
    make_article,
    make_disclaimer,
    make_editor,
    make_risk_factor,
    make_translator,
    risk_factor_list_block,
    set_default_disclaimer,
    text_block,
)
from tests.site.reader import queries_of
from tests.workflow.entries import draft_of, edit, sign, stored, translated_factor

pytestmark = pytest.mark.django_db

FIELDS = ("name", "explanation", "advice")


def column(field: str, language: str) -> str:
    return f"{field}_{language.replace('-', '_')}"


def address(entry: Any, view: str = "edit", *more: object) -> str:
    return reverse(f"wagtailsnippets_articles_{entry._meta.model_name}:{view}", args=[entry.pk, *more])


def logged_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def open_form(client: Client, entry: Any) -> BeautifulSoup:
    response = client.get(address(entry))
    assert response.status_code == 200
    return soup(response)


def form_of(entry: RiskFactor, **values: Any) -> dict[str, Any]:
    """What a browser posts of the latest draft, every field of it, whatever the person may change."""
    draft = draft_of(entry)
    words = {column(field, code): getattr(draft, column(field, code)) or "" for field in FIELDS for code in LANGUAGES}
    shared = {"modifiable": "on"} if draft.modifiable else {}
    return {"key": entry.key, **words, **shared, **values}


def save(client: Client, entry: RiskFactor, **values: Any) -> HttpResponse:
    response: HttpResponse = client.post(address(entry), form_of(entry, **values), follow=True)
    return response


# --- Who may write where -----------------------------------------------------------------------------------------------


def test_form__of_a_translator_shows_other_languages_to_be_read(client: Client) -> None:
    form = open_form(logged_in(client, make_translator(["es", "zh-hans"])), make_risk_factor())
    disabled = {code for code in LANGUAGES if form.find(attrs={"name": column("explanation", code)}).has_attr("disabled")}
    assert disabled == set(LANGUAGES) - {"es", "zh-hans"}
    assert form.find(attrs={"name": "explanation_en"}).text.strip().startswith("Explanation of")
    assert form.find(attrs={"name": "modifiable"}).has_attr("disabled")


def test_translator__who_forges_other_fields_changes_their_own_language_alone(client: Client) -> None:
    factor, translator = make_risk_factor("moonlight", modifiable=True), make_translator(["es"])
    before = {name: getattr(draft_of(factor), name) for name in ("name_fr", "name_en", "explanation_zh_hans", "modifiable")}
    forged = {"name_fr": "Faux", "name_en": "Forged", "explanation_zh_hans": "假", "key": "forged", "modifiable": ""}
    save(logged_in(client, translator), factor, name_es="Luz de luna", **forged)
    draft = draft_of(factor)
    assert draft.name_es == "Luz de luna"
    assert {name: getattr(draft, name) for name in before} == before
    assert stored(factor).key == draft.key == "moonlight"
    assert set(draft.basis) == {"es"}
    assert set(Contribution.objects.filter(user=translator.pk).values_list("language", flat=True)) == {"es"}


def test_translator__who_goes_back_to_a_revision_takes_no_other_language_back(client: Client) -> None:
    factor = make_risk_factor("moonlight", languages=["en", "es"])
    edit(factor, name_en="Old", name_es="Viejo")
    old = stored(factor).latest_revision
    edit(factor, name_en="New", name_es="Nuevo")
    where = address(factor, "revisions_revert", old.pk)
    form = {**form_of(factor), "name_en": "Old", "name_es": "Viejo"}
    assert logged_in(client, make_translator(["es"])).post(where, form, follow=True).status_code == 200
    assert (draft_of(factor).name_en, draft_of(factor).name_es) == ("New", "Viejo")


def test_editor__writes_in_all_languages_and_what_they_share(client: Client) -> None:
    factor = make_risk_factor(modifiable=True)
    save(logged_in(client, make_editor()), factor, name_fr="Lune", name_en="Moon", modifiable="")
    draft = draft_of(factor)
    assert (draft.name_fr, draft.name_en, draft.modifiable) == ("Lune", "Moon", False)


def test_new_entry__is_begun_by_those_who_write_in_the_source_language(client: Client) -> None:
    where = reverse("wagtailsnippets_articles_riskfactor:add")
    for languages, opened in ((["es", "fr"], False), (["en"], True)):
        person = make_translator(languages)
        person.user_permissions.add(Permission.objects.get(codename="add_riskfactor"))
        assert (logged_in(client, person).get(where).status_code == 200) is opened
        client.post(where, {"key": "dust", "name_en": "Dust", "explanation_en": "It settles."})
        assert RiskFactor.objects.filter(key="dust").exists() is opened


# --- What it is translated from ----------------------------------------------------------------------------------------


def test_tab__of_a_translation_shows_the_sources_words_beside_each_field(client: Client) -> None:
    factor = make_risk_factor("moonlight", languages=["en"], name_en="<b>Moon</b>")
    form = open_form(logged_in(client, make_translator(["ar"])), factor)
    beside = form.find(attrs={"data-contentpath": "name_ar"}).select_one(".source-words [lang]")
    assert (beside.text, beside["lang"], beside["dir"]) == ("<b>Moon</b>", "en", "ltr")
    assert form.find(attrs={"data-contentpath": "name_en"}).select(".source-words") == []


def test_changed_words__keep_which_source_words_they_were_made_from(client: Client) -> None:
    factor, translator = make_risk_factor("moonlight", languages=["en"]), make_translator(["es"])
    save(logged_in(client, translator), factor, name_es="Luna", explanation_es="Brilla.")
    made = draft_of(factor).basis
    assert set(made) == {"es"}
    assert {(part["kind"], part["by"]) for part in made["es"].values()} == {("made", translator.pk)}
    assert all(part["edition"] for part in made["es"].values())
    edit(factor, name_en="Moon")
    save(client, factor)
    assert draft_of(factor).basis == made  # nothing of the Spanish changed


def moved(client: Client, entry: Any) -> Any:
    return open_form(client, entry).select_one(".source-moved")


def changed_source(*, signed: bool) -> RiskFactor:
    factor = translated_factor()
    edit(factor, explanation_en="It shines by day.")
    if signed:
        sign(factor, "en")
    return factor


def test_tab__shows_what_changed_in_the_source_since_signed_or_not(client: Client) -> None:
    factor = translated_factor()
    logged_in(client, make_translator(["es"]))
    assert moved(client, factor) is None
    edit(factor, explanation_en="It shines by day.")
    unsigned = moved(client, factor)
    assert tidy(" ".join(unsigned.select_one("ins").stripped_strings)) == "added: It"
    assert "removed: Explanation" in tidy(unsigned.select_one("del").text)
    assert "No change of meaning in it is public yet." in tidy(unsigned.text)
    sign(factor, "en")
    assert "which is one of meaning" in tidy(moved(client, factor).text)


def test_still_right__is_offered_to_those_who_write_in_the_language(client: Client) -> None:
    factor = changed_source(signed=True)
    form = open_form(logged_in(client, make_translator(["fr"])), factor)
    assert form.select_one(".source-moved") is not None
    assert form.select('[name^="still_right"]') == []
    save(client, factor, still_right_es="on", still_right_because_es="It holds.")
    assert draft_of(factor).basis == stored(factor).basis


def test_still_right__takes_a_reason_and_is_kept_with_it(client: Client) -> None:
    factor, translator = changed_source(signed=True), make_translator(["es"])
    logged_in(client, translator)
    response = save(client, factor, still_right_es="on", still_right_because_es=" ")
    assert "Say why nothing needs to change." in tidy(soup(response).select_one("main").text)
    response = save(client, factor, still_right_es="on", still_right_because_es="x" * 501)
    assert "500" in tidy(soup(response).select_one("main").text)
    assert draft_of(factor).basis == stored(factor).basis
    save(client, factor, still_right_es="on", still_right_because_es="It holds.")
    made = draft_of(factor).basis["es"]["explanation"]
    assert (made["kind"], made["reason"], made["by"]) == ("unchanged", "It holds.", translator.pk)
    assert moved(client, factor) is None
    assert draft_of(factor).name_es == "Luz de luna"


def test_changed_field__says_nothing_of_the_others(client: Client) -> None:
    factor = changed_source(signed=True)
    before = draft_of(factor).basis["es"]
    logged_in(client, make_translator(["es"]))
    save(client, factor, name_es="Luz lunar")
    after = draft_of(factor).basis["es"]
    assert after["name"]["at"] != before["name"]["at"]
    assert after["explanation"] == before["explanation"]
    assert moved(client, factor) is not None
    save(client, factor, name_es="Luna", still_right_es="on", still_right_because_es="It holds.")
    after = draft_of(factor).basis["es"]
    assert [after[name]["kind"] for name in ("name", "explanation")] == ["made", "unchanged"]
    assert moved(client, factor) is None


def test_still_right__posted_where_nothing_changed_is_ignored(client: Client) -> None:
    factor = translated_factor()
    save(logged_in(client, make_translator(["es"])), factor, still_right_es="on", still_right_because_es="Why not.")
    assert draft_of(factor).basis == factor.basis


# --- Where it is used --------------------------------------------------------------------------------------------------


def using(factor: RiskFactor, language: str = "en", **fields: Any) -> Any:
    return make_article(language, risk_factors=[text_block(), risk_factor_list_block(factor)], **fields)


def uses(client: Client, entry: Any) -> Any:
    return panel(client.get(address(entry)), "Where it is used")


def test_uses__are_listed_before_anything_is_changed(client: Client) -> None:
    factor = make_risk_factor()
    live, draft, other = using(factor), using(factor, "es", live=False, title="Un borrador"), make_article()
    place = uses(logged_in(client, make_translator(["es"])), factor)
    listed = [tidy(item.text) for item in place.select("li")]
    assert [("live" in item, "draft" in item) for item in listed] == [(True, False), (False, True)]
    assert live.title in listed[0]
    assert "Un borrador" in listed[1]
    assert other.title not in tidy(place.text)
    links = {link["href"] for link in place.select("li a")}
    assert links == {live.get_url(), reverse("wagtailadmin_pages:edit", args=[draft.pk])}


def test_uses__by_choice_by_default_and_by_nobody(client: Client) -> None:
    usual, chosen = set_default_disclaimer(), make_disclaimer()
    article = make_article(disclaimer=chosen)
    make_article()
    logged_in(client, make_editor())
    assert "No article uses it" in tidy(uses(client, make_risk_factor()).text)
    assert "1 article without a disclaimer of its own" in tidy(uses(client, usual).text)
    assert article.title in tidy(uses(client, chosen).text)


def test_uses__twenty_are_shown_and_no_more_is_asked_of_the_database(client: Client) -> None:
    one, many = make_risk_factor(), make_risk_factor()
    using(one)
    parent = make_article().get_parent().specific
    for number in range(22):
        using(many, live=False, parent=parent, title=f"Use {number}")
    logged_in(client, make_editor())
    uses(client, one)
    costs = [len(queries_of(lambda: uses(client, entry))) for entry in (one, many)]  # noqa: B023
    assert len(uses(client, many).select("li")) == 20
    assert "and 2 more" in tidy(uses(client, many).text)
    assert costs[0] == costs[1]
