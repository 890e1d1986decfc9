"""The gate before entries of the vocabulary and pictures: what readers of live editions meet beside the editions' own words."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import ProtectedError

from articles.models import ArticleImage, ArticlePage, Disclaimer, ReviewPolicy, RiskFactor, VocabularyEntry
from articles.models.signing_words import GateError
from articles.services import publishing
from tests.factories import (
    figure_block,
    image,
    image_file,
    make_article,
    make_disclaimer,
    make_glossary_term,
    make_risk_factor,
    set_default_disclaimer,
    translate,
)
from tests.signing import sign_off_entry

pytestmark = pytest.mark.django_db


def stored(entry: VocabularyEntry) -> VocabularyEntry:
    """The entry as the database has it."""
    return type(entry).objects.get(pk=entry.pk)


# --- Entries ---------------------------------------------------------------------------------------------------------


def test_entry__is_public_in_the_languages_that_are_signed() -> None:
    factor = make_risk_factor(live=False)
    sign_off_entry(factor, ["en", "de"])
    factor.live = True
    factor.save()
    assert stored(factor).signed_languages == ["en", "de"]
    texts = {language: stored(factor).for_readers("name", language) for language in ("en", "de", "fr")}
    assert {language: text.language for language, text in texts.items() if text} == {"en": "en", "de": "de", "fr": "en"}


def test_entry__with_no_signed_language_is_refused_and_says_what_each_lacks() -> None:
    factor = make_risk_factor(live=False, languages=["en", "de"])
    factor.live = True
    with pytest.raises(GateError) as refused:
        factor.save()
    assert refused.value.messages == [
        "English: 1 medical sign-off of exactly this text is missing.",
        "German: 1 medical sign-off of exactly this text is missing.",
        "German: 1 language sign-off of exactly this text is missing.",
    ]


def test_entry__without_words_is_refused() -> None:
    with pytest.raises(GateError, match="has no words in any language"):
        RiskFactor.objects.create(key="nothing")


def test_entry__does_not_lose_a_language_that_readers_see() -> None:
    factor = make_risk_factor()
    factor.name_de = "Andere Worte"
    with pytest.raises(GateError) as refused:
        factor.save()
    assert all(sentence.startswith("German:") for sentence in refused.value.messages)
    assert stored(factor).name_de != "Andere Worte"


def test_entry__that_changes_what_all_languages_share_needs_all_again() -> None:
    factor = make_risk_factor(modifiable=True)
    factor.modifiable = False
    sign_off_entry(factor, ["en"])
    with pytest.raises(GateError):
        factor.save()
    assert stored(factor).modifiable is True


def test_entry__gains_a_language_beside_those_that_readers_see() -> None:
    factor = make_risk_factor(languages=["en"])
    factor.name_fr, factor.explanation_fr = "Nom", "Explication"
    factor.save()
    assert stored(factor).signed_languages == ["en"]
    assert stored(factor).for_readers("name", "fr").language == "en"
    sign_off_entry(factor, ["fr"])
    factor.save()
    assert stored(factor).for_readers("name", "fr").text == "Nom"


@pytest.mark.parametrize("fields", [["name_en"], ["name_en", "signed_languages"], ["name", "name_en"]])
def test_entry__takes_no_unsigned_words_from_an_object_that_thinks_it_is_a_draft(fields: list[str]) -> None:
    factor = make_risk_factor()
    factor.live, factor.name_en = False, "Other words"
    with pytest.raises(GateError):
        factor.save(update_fields=fields)
    assert stored(factor).name_en != "Other words"


def test_entry__does_not_go_live_by_columns_of_an_object_that_holds_signed_words() -> None:
    factor = make_risk_factor(live=False)
    signed = sign_off_entry(stored(factor))
    factor.name_en = factor.name_de = factor.name_fr = factor.name_es = factor.name_ar = factor.name_zh_hans = "Other words"
    factor.save()
    signed.live = True
    with pytest.raises(GateError):
        signed.save(update_fields=["live", "signed_languages"])
    assert not stored(factor).live


def test_entry__is_not_shown_in_a_language_by_naming_it_as_signed() -> None:
    factor = make_risk_factor(live=False)
    sign_off_entry(factor, ["en"])
    factor.live, factor.signed_languages = True, ["en", "de"]
    factor.save()
    assert stored(factor).signed_languages == ["en"]


def test_entry__keeps_its_languages_when_one_column_beside_the_words_is_saved() -> None:
    factor = make_risk_factor()
    before = factor.signed_languages
    factor.key = "renamed-no"
    with pytest.raises(GateError):  # the ledger knows it by its short name
        factor.save(update_fields=["key"])
    factor.refresh_from_db()
    factor.locked = True
    factor.save(update_fields=["locked"])
    assert (stored(factor).locked, stored(factor).signed_languages) == (True, before)


def test_raised_policy__leaves_an_entry_public_and_holds_for_its_next_words() -> None:
    factor, draft = make_risk_factor(), make_risk_factor(live=False)
    sign_off_entry(draft)
    ReviewPolicy.objects.create(medical_for_source=2, medical_for_translation=2)
    factor.save()
    assert "en" in stored(factor).signed_languages
    draft.live = True
    with pytest.raises(GateError):  # complete under the old policy, and never public
        draft.save()


def test_reviewer_profile__is_no_medical_text() -> None:
    assert sorted(model.__name__ for model in VocabularyEntry.__subclasses__() if not model.needs_sign_off) == ["ReviewerProfile"]


# --- Disclaimers in use ----------------------------------------------------------------------------------------------


def test_disclaimer__that_live_editions_end_with_keeps_their_language() -> None:
    disclaimer = make_disclaimer(["en", "de"])
    page = make_article(disclaimer=disclaimer)
    translate(page, "de")
    disclaimer.title_de = disclaimer.text_de = ""
    with pytest.raises(GateError) as refused:
        disclaimer.save()
    assert refused.value.reason == "disclaimer_in_use"
    assert "German" in refused.value.messages[0]
    assert stored(disclaimer).text_de


@pytest.mark.parametrize("chosen", [True, False], ids=["chosen", "the site's default"])
def test_disclaimer__that_live_editions_end_with_is_not_unpublished(chosen: bool) -> None:
    disclaimer = make_disclaimer()
    if chosen:
        make_article(disclaimer=disclaimer)
    else:
        set_default_disclaimer(disclaimer)
        make_article()
    with pytest.raises(GateError, match="Live articles end with this disclaimer"):
        disclaimer.unpublish()
    assert stored(disclaimer).live
    with pytest.raises(ProtectedError):
        disclaimer.delete()


def test_disclaimer__that_no_live_edition_ends_with_can_be_unpublished() -> None:
    disclaimer = make_disclaimer()
    make_article(disclaimer=disclaimer, live=False)
    disclaimer.unpublish()
    assert not stored(disclaimer).live


def test_disclaimer__whose_sign_offs_end_takes_its_editions_with_it() -> None:
    disclaimer = make_disclaimer(["en"])
    page = make_article(disclaimer=disclaimer)
    Disclaimer.objects.filter(pk=disclaimer.pk).update(text_en="Words that nobody signed.")
    publishing.enforce(f"disclaimer:{disclaimer.key}", "en", None)
    assert not ArticlePage.objects.get(pk=page.pk).live
    assert not stored(disclaimer).live


# --- Pictures --------------------------------------------------------------------------------------------------------


def pictured(*, live: bool) -> ArticleImage:
    set_default_disclaimer()
    picture = image(credit="Lamp")
    make_article(live=live, citations=0, causes=[figure_block(picture)])
    return picture


@pytest.mark.parametrize("change", ["file", "credit"])
def test_picture__that_a_live_edition_shows_stays_as_it_was_signed(change: str) -> None:
    picture = pictured(live=True)
    setattr(picture, change, image_file("other.png", colour="red") if change == "file" else "Somebody else")
    with pytest.raises(GateError) as refused:
        picture.save()
    assert refused.value.reason == "picture_in_use"
    assert ArticleImage.objects.get(pk=picture.pk).credit == "Lamp"


def test_picture__that_a_live_edition_shows_is_not_deleted() -> None:
    picture = pictured(live=True)
    for deletion in (picture.delete, ArticleImage.objects.filter(pk=picture.pk).delete):
        with pytest.raises(GateError), transaction.atomic():
            deletion()
    assert ArticleImage.objects.filter(pk=picture.pk).exists()


def test_picture__that_a_live_edition_shows_can_be_described_and_tagged() -> None:
    picture = pictured(live=True)
    picture.title = "A better name"
    picture.tags.add("knee")
    picture.save()
    assert ArticleImage.objects.get(pk=picture.pk).title == "A better name"


def test_picture__of_drafts_alone_can_be_replaced_and_deleted() -> None:
    picture = pictured(live=False)
    picture.file = ContentFile(image_file(colour="red").read(), name="red.png")
    picture.save()
    picture.delete()
    assert not ArticleImage.objects.exists()


def test_glossary_term__is_signed_like_everything_else() -> None:
    term = make_glossary_term()
    term.definition_en = "Other words."
    with pytest.raises(GateError):
        term.save()


def test_short_name__never_changes_so_that_nobody_outruns_what_they_wrote() -> None:
    for live in (True, False):
        term = make_glossary_term(live=live)
        term.key = f"another-{term.key}"
        with pytest.raises(GateError) as refused:
            term.save()
        assert refused.value.reason == "key"
