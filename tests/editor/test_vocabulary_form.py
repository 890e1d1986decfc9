"""The vocabulary in the admin: one entry on one screen, a tab for each language, and none of them lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from modeltranslation.translator import translator as translations
from modeltranslation.utils import build_localized_fieldname
from wagtail.users.models import UserProfile

from articles.models import Disclaimer, GlossaryTerm, ReviewerProfile, RiskFactor, User, VocabularyEntry
from tests.editor.forms import notices, soup, tabs, tidy
from tests.factories import LANGUAGES, make_disclaimer, make_editor, make_glossary_term, make_superuser, make_translator

pytestmark = pytest.mark.django_db

MODELS = [GlossaryTerm, RiskFactor, Disclaimer, ReviewerProfile]
#: What is shared by all languages, by model.
SHARED: dict[type[VocabularyEntry], dict[str, Any]] = {
    GlossaryTerm: {},
    RiskFactor: {"modifiable": "on"},
    Disclaimer: {},
    ReviewerProfile: {
        "user": "",
        "languages": ["en", "ar"],
        "registration": "Register of Knees 7",
        "photo": "",
        "competences": ["medical"],
    },
}
ENDONYMS = ["English", "Español", "Français", "Deutsch", "العربيّة", "简体中文"]


def sign_in(client: Client, user: User, language: str = "en") -> Client:
    """The browser of somebody who reads the admin in a language."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    client.force_login(user)
    return client


def address(model: type[VocabularyEntry], view: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_articles_{model._meta.model_name}:{view}", args=args)


def texts(model: type[VocabularyEntry], *languages: str) -> dict[str, str]:
    """A text for each field in these languages."""
    fields = translations.get_options_for_model(model).get_field_names()
    return {build_localized_fieldname(field, language): f"{field} [{language}]" for field in fields for language in languages}


def entry_form(model: type[VocabularyEntry], *languages: str, key: str = "glimmer", **values: Any) -> dict[str, Any]:
    """What a browser posts: every field of every tab, those of other languages empty."""
    return {"key": key, **SHARED[model], **dict.fromkeys(texts(model, *LANGUAGES), ""), **texts(model, *languages), **values}


def send(client: Client, where: str, form: dict[str, Any], *, publish: bool = False) -> HttpResponse:
    response: HttpResponse = client.post(where, {**form, **({"action-publish": "1"} if publish else {})}, follow=True)
    return response


def draft(model: type[VocabularyEntry]) -> Any:
    return model.objects.get(key="glimmer").get_latest_revision_as_object()


# --- The form --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS)
def test_form__has_a_tab_for_each_language_named_in_itself(client: Client, model: type[VocabularyEntry]) -> None:
    response = sign_in(client, make_superuser()).get(address(model, "add"))
    assert tabs(response)[:7] == ["General", *ENDONYMS]


@pytest.mark.parametrize("model", MODELS)
def test_form__has_every_column_and_writes_arabic_from_the_right(client: Client, model: type[VocabularyEntry]) -> None:
    form = soup(sign_in(client, make_superuser()).get(address(model, "add")))
    for name in texts(model, *LANGUAGES):
        place = form.find(attrs={"name": name})
        assert place is not None, name
        directions = [tag["dir"] for tag in [place, *place.parents] if tag.has_attr("dir")]
        assert directions[0] == ("rtl" if name.endswith("_ar") else "ltr"), name
    for field in translations.get_options_for_model(model).get_field_names():
        assert form.find(attrs={"name": field}) is None  # the plain column holds whatever language was active last


# --- Writing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("publish", [False, True], ids=["draft", "publication"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("model", MODELS)
def test_entry__is_written_in_all_language_tabs(
    client: Client, model: type[VocabularyEntry], language: str, publish: bool
) -> None:
    """And goes live at once only where nobody has to sign it."""
    sign_in(client, make_superuser(), language)
    response = send(client, address(model, "add"), entry_form(model, *LANGUAGES), publish=publish)
    assert response.status_code == 200
    stored = model.objects.get()
    assert stored.live is (publish and not model.needs_sign_off)
    for name, text in texts(model, *LANGUAGES).items():
        assert getattr(draft(model), name) == text
        assert getattr(stored, name) == text


@pytest.mark.parametrize("publish", [False, True], ids=["draft", "publication"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", MODELS)
def test_entry__in_english_alone_is_taken_whatever_language_the_editor_reads(
    client: Client, model: type[VocabularyEntry], language: str, publish: bool
) -> None:
    sign_in(client, make_superuser(), language)
    response = send(client, address(model, "add"), entry_form(model, "en"), publish=publish)
    assert response.status_code == 200
    assert model.objects.get().live is (publish and not model.needs_sign_off)
    for name in texts(model, *LANGUAGES):
        assert (getattr(draft(model), name) or "") == (texts(model, "en").get(name) or "")


def test_entry__without_english_is_refused_at_its_field(client: Client) -> None:
    sign_in(client, make_superuser())
    response = send(client, address(GlossaryTerm, "add"), entry_form(GlossaryTerm, "de"), publish=True)
    assert not GlossaryTerm.objects.exists()
    form = soup(response)
    assert tidy(form.find(attrs={"data-contentpath": "term_en"}).select_one(".w-field__errors").get_text(" "))
    assert form.find(attrs={"name": "term_de"})["value"] == "term [de]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_edit__of_one_language_leaves_the_others_alone(client: Client, language: str) -> None:
    """Whatever language the editor reads the admin in, and whichever tab is written in."""
    sign_in(client, make_editor(), language)
    send(client, address(GlossaryTerm, "add"), entry_form(GlossaryTerm, *LANGUAGES), publish=True)
    where = address(GlossaryTerm, "edit", GlossaryTerm.objects.get().pk)
    send(client, where, entry_form(GlossaryTerm, *LANGUAGES, term_ar="وميض"), publish=True)
    stored = GlossaryTerm.objects.get()
    for name, text in texts(GlossaryTerm, *LANGUAGES).items():
        assert getattr(stored, name) == ("وميض" if name == "term_ar" else text)


def test_edit__of_a_published_entry_waits_as_a_draft(client: Client) -> None:
    sign_in(client, make_editor())
    term = make_glossary_term("glimmer")
    send(client, address(GlossaryTerm, "edit", term.pk), entry_form(GlossaryTerm, *LANGUAGES, term_de="Leuchten"))
    assert GlossaryTerm.objects.get().term_de == "Term glimmer [de]"
    assert draft(GlossaryTerm).term_de == "Leuchten"


def test_key__used_twice_is_refused_at_its_field(client: Client) -> None:
    sign_in(client, make_editor())
    make_glossary_term("glimmer")
    response = send(client, address(GlossaryTerm, "add"), entry_form(GlossaryTerm, "en"))
    assert GlossaryTerm.objects.count() == 1
    assert "already exists" in tidy(soup(response).find(attrs={"data-contentpath": "key"}).get_text(" "))


def test_reviewer__is_asked_for_the_languages_by_name(client: Client) -> None:
    sign_in(client, make_superuser())
    boxes = soup(client.get(address(ReviewerProfile, "add"))).select('input[type="checkbox"][name="languages"]')
    assert [box["value"] for box in boxes] == LANGUAGES
    send(client, address(ReviewerProfile, "add"), entry_form(ReviewerProfile, "en"), publish=True)
    assert ReviewerProfile.objects.get().languages == ["en", "ar"]


def test_reviewer__of_a_language_that_this_site_does_not_have_is_refused(client: Client) -> None:
    sign_in(client, make_superuser())
    send(client, address(ReviewerProfile, "add"), entry_form(ReviewerProfile, "en", languages=["tlh"]), publish=True)
    assert not ReviewerProfile.objects.exists()


def test_translator__writes_a_draft_but_cannot_publish_or_add(client: Client) -> None:
    sign_in(client, make_translator())
    disclaimer = make_disclaimer(["en"], key="glimmer")
    where = address(Disclaimer, "edit", disclaimer.pk)
    assert not soup(client.get(where)).find("button", attrs={"name": "action-publish"})
    send(client, where, entry_form(Disclaimer, "en", "de"), publish=True)
    assert Disclaimer.objects.get().text_de in {None, ""}
    assert draft(Disclaimer).text_de == "text [de]"
    send(client, address(Disclaimer, "add"), entry_form(Disclaimer, "en", key="another"))
    assert Disclaimer.objects.count() == 1


# --- The list --------------------------------------------------------------------------------------------------------


def rows(response: HttpResponse) -> list[str]:
    return [tidy(row.get_text(" ")) for row in soup(response).select("main table tbody tr")]


def test_list__shows_in_which_languages_an_entry_is_written(client: Client) -> None:
    sign_in(client, make_editor())
    make_glossary_term("glimmer", languages=["en", "ar"])
    (row,) = rows(client.get(address(GlossaryTerm, "list")))
    assert "glimmer" in row
    assert "en, ar" in row
    assert "de" not in row.split()


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_list__names_entries_in_the_editors_language(client: Client, language: str) -> None:
    sign_in(client, make_editor(), language)
    make_glossary_term("glimmer")
    assert f"Term glimmer [{language}]" in rows(client.get(address(GlossaryTerm, "list")))[0]


def test_list__is_searched_in_any_language(client: Client) -> None:
    sign_in(client, make_editor())
    make_glossary_term("glimmer", term_de="Leuchten")
    make_glossary_term("hum")
    (row,) = rows(client.get(address(GlossaryTerm, "list"), {"q": "Leuchten"}))
    assert "glimmer" in row


def test_list__takes_the_same_queries_for_1_and_for_20_entries(client: Client) -> None:
    sign_in(client, make_editor())

    def write() -> None:
        make_glossary_term().save_revision().publish()

    write()
    client.get(address(GlossaryTerm, "list"))  # content types and the like are remembered from the first time on
    with CaptureQueriesContext(connection) as with_one:
        assert len(rows(client.get(address(GlossaryTerm, "list")))) == 1
    for _n in range(19):
        write()
    with CaptureQueriesContext(connection) as with_twenty:
        assert len(rows(client.get(address(GlossaryTerm, "list")))) == 20
    assert len(with_twenty) == len(with_one)


def test_entry__that_articles_end_with_cannot_be_deleted(client: Client) -> None:
    sign_in(client, make_superuser())
    disclaimer = make_disclaimer()
    from_article = make_disclaimer()
    assert client.post(address(Disclaimer, "delete", disclaimer.pk)).status_code == 302
    assert list(Disclaimer.objects.all()) == [from_article]
    assert "deleted" in notices(client.get(reverse("wagtailadmin_home")))
