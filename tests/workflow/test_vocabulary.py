"""Entries of the vocabulary: each language goes public when it is signed, not before; the others stay as readers know them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from articles.domain.signoffs import Meaning
from articles.models import (
    GlossaryTerm,
    LedgerEntry,
    ReviewRequest,
    RiskFactor,
    User,
    VocabularyEntry,
    reviewed_languages,
)
from articles.models.signing_words import GateError, MayNotSignError, TextChangedError
from articles.services import signing
from articles.services.verification import Tally, verify
from tests.factories import make_editor, make_glossary_term, make_risk_factor
from tests.workflow.people import make_signer, present, sign_languages, statement, traces

pytestmark = pytest.mark.django_db


def stored(entry: Any) -> Any:
    return type(entry).objects.get(pk=entry.pk)


def drafted(entry: Any, by: User | None = None) -> Any:
    """The entry, with its words as a first draft of an editor."""
    entry.save_revision(user=by or make_editor())
    return stored(entry)


def edit(entry: VocabularyEntry, by: User | None = None, **values: Any) -> None:
    draft = stored(entry).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(user=by or make_editor())


def sign_all(entry: VocabularyEntry, languages: Iterable[str]) -> None:
    """All sign-offs of these languages, by two people."""
    wanted = list(languages)
    if translations := [language for language in wanted if language != "en"]:
        sign_languages(entry, make_signer(), translations, Meaning.LANGUAGE)
    sign_languages(entry, make_signer(), wanted)


def public(entry: VocabularyEntry, field: str = "term") -> dict[str, str]:
    """What readers of each language see, without what stands in from another one."""
    seen = {language: stored(entry).for_readers(field, language) for language in ("en", "es", "de")}
    return {language: text.text for language, text in seen.items() if text is not None and text.language == language}


def in_order() -> bool:
    return not list(verify(Tally()))


def test_entry__that_nobody_signed_is_seen_by_nobody() -> None:
    term = drafted(make_glossary_term("knee", live=False))
    with pytest.raises(GateError):
        term.get_latest_revision().publish()
    assert public(term) == {}


def test_entry__waits_for_review_in_each_of_its_languages_without_being_submitted() -> None:
    term = drafted(make_glossary_term("knee", languages=["en", "es"], live=False))
    requests = ReviewRequest.objects.filter(subject="glossaryterm:knee", outcome="")
    assert sorted(request.language for request in requests) == ["en", "es"]
    edit(term, definition_es="Otra cosa.")
    assert requests.count() == 2


def test_english_alone_is_signed__english_alone_is_public() -> None:
    term = drafted(make_glossary_term("knee", languages=["en", "es", "de"], live=False))
    sign_languages(term, make_signer(), ["en"])
    assert public(term) == {"en": "Term knee [en]"}
    assert stored(term).signed_languages == ["en"]
    assert stored(term).has_unpublished_changes
    spanish = stored(term).for_readers("term", "es")
    assert (spanish.text, spanish.language) == ("Term knee [en]", "en")  # said to be English, never passed off as Spanish
    assert sorted(ReviewRequest.objects.filter(outcome="").values_list("language", flat=True)) == ["de", "es"]
    assert in_order()


def test_translation__needs_both_sign_offs() -> None:
    term = drafted(make_glossary_term("knee", languages=["en", "es"], live=False))
    sign_languages(term, make_signer(), ["en", "es"])
    assert set(public(term)) == {"en"}
    sign_languages(term, make_signer(), ["es"], Meaning.LANGUAGE)
    assert set(public(term)) == {"en", "es"}
    assert not stored(term).has_unpublished_changes
    assert in_order()


def test_changed_spanish__keeps_the_old_signed_words_until_the_new_ones_are_signed() -> None:
    term = make_glossary_term("knee", languages=["en", "es"])
    edit(term, term_es="Rodilla")
    assert public(term) == {"en": "Term knee [en]", "es": "Term knee [es]"}
    with pytest.raises(GateError):
        stored(term).get_latest_revision().publish()
    sign_languages(term, make_signer(), ["es"])
    assert public(term)["es"] == "Term knee [es]"
    sign_languages(term, make_signer(), ["es"], Meaning.LANGUAGE)
    assert public(term) == {"en": "Term knee [en]", "es": "Rodilla"}
    assert in_order()


def test_changed_english__goes_public_without_waiting_for_the_others() -> None:
    term = make_glossary_term("knee", languages=["en", "es"])
    edit(term, term_en="Knee", term_es="Rodilla")
    sign_languages(term, make_signer(), ["en"])
    assert public(term) == {"en": "Knee", "es": "Term knee [es]"}
    assert in_order()


def test_german_that_was_never_signed__is_not_shown_although_the_entry_is_live() -> None:
    term = make_glossary_term("knee", languages=["en", "es"])
    edit(term, term_de="Knie", definition_de="Ein Gelenk.")
    sign_languages(term, make_signer(), ["de"])
    assert set(public(term)) == {"en", "es"}
    assert stored(term).live


def test_changed_shared_field__changes_nothing_public_until_every_shown_language_is_signed() -> None:
    factor = make_risk_factor("moonlight", modifiable=True, languages=["en", "es"])
    edit(factor, modifiable=False)
    sign_languages(factor, make_signer(), ["en"])
    assert stored(factor).modifiable is True
    assert public(factor, "name") == {"en": "Name of moonlight [en]", "es": "Name of moonlight [es]"}
    sign_languages(factor, make_signer(), ["es"])
    assert stored(factor).modifiable is True
    sign_languages(factor, make_signer(), ["es"], Meaning.LANGUAGE)
    assert stored(factor).modifiable is False
    assert set(public(factor, "name")) == {"en", "es"}
    assert in_order()


def test_changed_shared_field__does_not_wait_for_a_language_that_nobody_sees() -> None:
    factor = make_risk_factor("moonlight", modifiable=True, languages=["en", "es"])
    edit(factor, modifiable=False, name_de="Mondlicht", explanation_de="Es blendet.")
    sign_all(factor, ["en", "es"])
    assert stored(factor).modifiable is False
    assert set(public(factor, "name")) == {"en", "es"}
    assert in_order()


def test_language_whose_words_are_removed__leaves_with_the_next_publication() -> None:
    term = make_glossary_term("knee", languages=["en", "es"])
    edit(term, term_en="Knee", term_es="", definition_es="")
    assert set(public(term)) == {"en", "es"}
    sign_languages(term, make_signer(), ["en"])
    assert public(term) == {"en": "Knee"}
    assert in_order()


def test_words_that_change_while_they_are_signed__are_not_signed() -> None:
    """The object that a view holds may be older than what an editor has just saved."""
    term = drafted(make_glossary_term("knee", languages=["en"], live=False))
    signer = make_signer()
    read = {text.language: text.digest for text in reviewed_languages(term.get_latest_revision_as_object())}
    edit(term, term_en="Elbow")
    with pytest.raises(TextChangedError):
        signing.sign_entry(term, statement(), signer=signer, presence=present(signer), digests=read)
    assert not LedgerEntry.objects.exists()


def test_signing__several_languages_at_once_is_all_or_none() -> None:
    term = drafted(make_glossary_term("knee", languages=["en", "es", "de"], live=False))
    signer = make_signer(languages=["en", "es"])
    before = traces()
    with pytest.raises(MayNotSignError):
        sign_languages(term, signer, ["en", "es", "de"])
    assert {**traces(), "Notice": before["Notice"]} == before
    assert public(term) == {}
    sign_languages(term, signer, ["en", "es"])
    assert LedgerEntry.objects.count() == 2


def test_signing__of_words_that_changed_or_do_not_exist_is_refused() -> None:
    term = drafted(make_glossary_term("knee", languages=["en"], live=False))
    signer = make_signer()
    for digests in ({}, {"en": "0" * 64}, {"es": "0" * 64}):
        with pytest.raises(TextChangedError):
            signing.sign_entry(stored(term), statement(), signer=signer, presence=present(signer), digests=digests)
    assert not LedgerEntry.objects.exists()


def test_author__of_one_language_may_sign_another_but_not_their_own() -> None:
    author = make_signer()
    term = make_glossary_term("knee", languages=["en", "es"])
    edit(term, author, term_es="Rodilla")
    with pytest.raises(MayNotSignError):
        sign_languages(term, author, ["es"])
    edit(term, make_editor(), term_en="Knee")
    assert sign_languages(term, author, ["en"])


def test_reviewers_withdrawal__hides_the_last_language_and_the_entry() -> None:
    term = drafted(make_glossary_term("knee", languages=["en"], live=False))
    signer = make_signer()
    (entry,) = sign_languages(term, signer, ["en"])
    assert stored(term).live
    signing.withdraw(entry.sequence, by=signer, presence=present(signer), reason="Wrong.")
    assert not stored(term).live
    assert public(term) == {}


def test_entries__of_other_kinds_share_no_record() -> None:
    """A term and a risk factor of one short name are two subjects."""
    term = drafted(make_glossary_term("moonlight", languages=["en"], live=False))
    factor = drafted(make_risk_factor("moonlight", languages=["en"], live=False))
    sign_languages(term, make_signer(), ["en"])
    assert GlossaryTerm.objects.get(pk=term.pk).live
    assert not RiskFactor.objects.get(pk=factor.pk).live
