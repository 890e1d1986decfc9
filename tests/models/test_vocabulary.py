"""The vocabulary: one row for all languages, and a language that is missing is seen to be missing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from modeltranslation.utils import build_localized_fieldname

from articles.models import Disclaimer, GlossaryTerm, ReviewerProfile, RiskFactor, VocabularyEntry
from tests.factories import LANGUAGES, make_disclaimer, make_glossary_term, make_risk_factor, make_user
from tests.signing import sign_off_entry

pytestmark = pytest.mark.django_db

MODELS = [GlossaryTerm, RiskFactor, Disclaimer, ReviewerProfile]
#: What an entry of each kind must have in the source language.
REQUIRED = {
    GlossaryTerm: {"term": "Glimmer", "definition": "What knees do."},
    RiskFactor: {"name": "Moonlight", "explanation": "It shines."},
    Disclaimer: {"title": "Only made up", "text": "Knees do not glimmer."},
    ReviewerProfile: {"name": "Dr Lamp", "credentials": "MD (invented)", "specialty": "Knees", "biography": ""},
}


def entry(model: type[VocabularyEntry], key: str = "glimmer", **values: Any) -> VocabularyEntry:
    """An unsaved draft of an entry, in the source language alone."""
    texts = {build_localized_fieldname(field, "en"): text for field, text in REQUIRED[model].items()}
    return model(**{"key": key, "live": False, **texts, **values})


def columns(stored: VocabularyEntry) -> dict[str, Any]:
    """Every language's own column, as the database has it."""
    fields = [build_localized_fieldname(field, language) for field in REQUIRED[type(stored)] for language in LANGUAGES]
    return type(stored).objects.filter(pk=stored.pk).values(*fields).get()


@pytest.mark.parametrize("model", MODELS)
def test_entry__is_one_row_in_all_languages(model: type[VocabularyEntry]) -> None:
    texts = {
        build_localized_fieldname(field, language): f"{text or 'Lives on a lamp.'} [{language}]"
        for field, text in REQUIRED[model].items()
        for language in LANGUAGES
    }
    made = model(key="glimmer", live=False, **texts)
    made.full_clean()
    made.save()
    assert model.objects.count() == 1
    assert columns(made) == texts
    for language in LANGUAGES:
        for field, text in REQUIRED[model].items():
            localized = model.objects.get().localized(field, language)
            assert localized is not None
            assert (localized.text, localized.language, localized.stands_in) == (
                f"{text or 'Lives on a lamp.'} [{language}]",
                language,
                False,
            )


@pytest.mark.parametrize("model", MODELS)
def test_entry__begins_in_the_source_language(model: type[VocabularyEntry]) -> None:
    entry(model).full_clean()
    with pytest.raises(ValidationError) as refused:
        model(key="glimmer", **{f"{field}_de": "auf Deutsch" for field in REQUIRED[model]}).full_clean()
    assert {f"{field}_en" for field, text in REQUIRED[model].items() if text} <= set(refused.value.message_dict)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", MODELS)
def test_source_language__alone_is_enough_whatever_language_is_active(model: type[VocabularyEntry], language: str) -> None:
    with translation.override(language):
        made = entry(model)
        made.full_clean()
        made.save()
        made.save_revision()
        sign_off_entry(made).get_latest_revision().publish()
    assert model.objects.get().live


@pytest.mark.parametrize("model", MODELS)
def test_key__is_unique(model: type[VocabularyEntry]) -> None:
    entry(model).save()
    with pytest.raises(ValidationError) as refused:
        entry(model).full_clean()
    assert list(refused.value.message_dict) == ["key"]


@pytest.mark.parametrize("key", ["Bone density", "bone/density", "knochen-dichte-ü", ""])
def test_key__of_other_signs_is_refused(key: str) -> None:
    with pytest.raises(ValidationError) as refused:
        entry(GlossaryTerm, key).full_clean()
    assert "key" in refused.value.message_dict


# --- Languages that stand in -----------------------------------------------------------------------------------------


def test_missing_language__is_stood_in_for_by_the_source_and_says_so() -> None:
    localized = make_risk_factor("moon", languages=["en", "fr"]).localized("name", "de")
    assert localized is not None
    assert (localized.text, localized.language, localized.stands_in) == ("Name of moon [en]", "en", True)


def test_missing_source__is_stood_in_for_by_the_first_language_there_is() -> None:
    localized = make_risk_factor("moon", languages=["ar", "fr"]).localized("name", "de")
    assert localized is not None
    assert (localized.language, localized.stands_in) == ("fr", True)


@pytest.mark.parametrize("empty", ["", "   ", None])
def test_blank_language__is_missing(empty: str | None) -> None:
    factor = make_risk_factor(name_de=empty)
    localized = factor.localized("name", "de")
    assert localized is not None
    assert localized.stands_in
    assert not factor.has_language("name", "de")


def test_no_language__gives_none() -> None:
    assert make_risk_factor(languages=[], live=False).localized("name", "de") is None


def test_fields__fall_back_each_by_itself_and_each_says_so() -> None:
    """One field's language is never taken for another's: what is German is German, what stands in is marked."""
    factor = make_risk_factor(advice_de="")
    name, advice = factor.localized("name", "de"), factor.localized("advice", "de")
    assert name is not None
    assert advice is not None
    assert (name.language, name.stands_in) == ("de", False)
    assert (advice.language, advice.stands_in) == ("en", True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_localized__is_by_default_in_the_active_language(language: str) -> None:
    term = make_glossary_term("glimmer")
    with translation.override(language):
        assert str(term) == f"Term glimmer [{language}]"
        assert str(term.localized("definition")) == f"Definition of glimmer [{language}]"


def test_entry__without_any_name_is_called_by_its_key() -> None:
    assert str(GlossaryTerm(key="glimmer")) == "glimmer"


# --- Every column survives whatever language is active -----------------------------------------------------------------


@pytest.mark.parametrize("language", [*LANGUAGES, None])
def test_saving__in_any_active_language_changes_no_column(language: str | None) -> None:
    disclaimer = make_disclaimer()
    before = columns(disclaimer)
    with translation.override(language):
        Disclaimer.objects.get(pk=disclaimer.pk).save()
    assert columns(disclaimer) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_draft_and_publication__in_any_active_language_keep_every_column(language: str) -> None:
    disclaimer = make_disclaimer()
    before = columns(disclaimer)
    with translation.override(language):
        loaded = Disclaimer.objects.get(pk=disclaimer.pk)
        loaded.title_de = "Nur erfunden"
        revision = loaded.save_revision()
        assert columns(disclaimer) == before
    with translation.override("ar"):
        draft = disclaimer.get_latest_revision_as_object() if disclaimer.latest_revision_id else revision.as_object()
        assert (draft.title_de, draft.title_en, draft.text_ar) == ("Nur erfunden", before["title_en"], before["text_ar"])
        sign_off_entry(draft)
        revision.publish()
    assert columns(disclaimer) == {**before, "title_de": "Nur erfunden"}


def test_draft__in_arabic_leaves_the_english_column_untouched() -> None:
    term = make_glossary_term("glimmer")
    with translation.override("ar"):
        loaded = GlossaryTerm.objects.get(pk=term.pk)
        loaded.term_ar = "وميض"
        sign_off_entry(loaded)
        loaded.save()
        loaded.save_revision().publish()
    stored = GlossaryTerm.objects.get(pk=term.pk)
    assert stored.term_ar == "وميض"
    assert stored.term_en == "Term glimmer [en]"
    with translation.override("en"):
        assert GlossaryTerm.objects.get(pk=term.pk).term_en == "Term glimmer [en]"


def test_revision__of_an_emptied_language_stays_empty() -> None:
    """Nothing of another language is filled in when a translation is taken back."""
    disclaimer = make_disclaimer()
    disclaimer.text_ar = ""
    with translation.override("ar"):
        revision = disclaimer.save_revision()
        sign_off_entry(disclaimer)
        revision.publish()
    stored = Disclaimer.objects.get(pk=disclaimer.pk)
    assert not stored.text_ar
    assert stored.text_en == columns(disclaimer)["text_en"] != ""


def test_taking_back__keeps_the_texts() -> None:
    disclaimer = make_disclaimer()
    before = columns(disclaimer)
    with translation.override("de"):
        disclaimer.unpublish()
    assert not Disclaimer.objects.get(pk=disclaimer.pk).live
    assert columns(disclaimer) == before


# --- Reviewers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("languages", [[], ["en"], ["ar", "en", "zh-hans"], LANGUAGES])
def test_languages_read__of_this_site(languages: list[str]) -> None:
    entry(ReviewerProfile, languages=languages).full_clean()


@pytest.mark.parametrize("languages", [["tlh"], ["en", "en"], ["EN"], "en", {"en": 1}, [1], [["en"]], [None], ["en", ""]])
def test_languages_read__otherwise_are_refused_with_the_choices(languages: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        entry(ReviewerProfile, languages=languages).full_clean()
    (message,) = refused.value.message_dict["languages"]
    assert "en, es, fr, de, ar, zh-hans" in message


def test_reviewer__outlives_the_account() -> None:
    user = make_user()
    profile = entry(ReviewerProfile, user=user)
    profile.save()
    user.delete()
    profile.refresh_from_db()
    assert profile.user is None
    assert profile.name_en == "Dr Lamp"
