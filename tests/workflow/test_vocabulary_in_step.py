"""The languages of one entry in step: who is behind, what is asked of whom, and that nothing signed gives way to less."""

from __future__ import annotations

from typing import Any

import pytest

from articles import queries
from articles.domain.signoffs import EntryKind, Severity
from articles.models import LedgerEntry, Notice, ReviewPolicy, TranslationRequest
from articles.models.translation_words import TranslationError
from articles.services.verification import Tally, verify
from tests.factories import make_translator
from tests.workflow.entries import confirm, draft_of, edit, sign, stored, translated_factor

pytestmark = pytest.mark.django_db


def behind(entry: Any, language: str = "es") -> list[str]:
    row = stored(entry)
    return [part.section for part in queries.source_of_entry(row).behind(row.basis[language])]


def open_requests(entry: Any) -> list[tuple[str, str, list[str]]]:
    found = TranslationRequest.objects.filter(subject=f"riskfactor:{entry.key}", closed_at=None)
    return [(asked.language, asked.why, asked.sections) for asked in found]


def spanish(entry: Any) -> str | None:
    text = stored(entry).for_readers("name", "es")
    return text.text if text and text.language == "es" else None


def test_changed_source__leaves_the_translation_public_and_asks_for_its_change() -> None:
    factor, translator = translated_factor(), make_translator(["es"])
    assert (behind(factor), open_requests(factor)) == ([], [])
    edit(factor, explanation_en="It shines by day, too.")
    assert behind(factor) == []  # nobody has signed it
    sign(factor, "en")
    assert behind(factor) == ["explanation"]
    assert open_requests(factor) == [("es", "meaning", ["explanation"])]
    assert spanish(factor) == "Luz de luna"
    notice = Notice.objects.get(user=translator, kind=Notice.Kind.SOURCE_CHANGED)
    assert notice.address.endswith(f"/riskfactor/edit/{factor.pk}/")
    assert not list(verify(Tally()))


def test_changed_source__of_editorial_severity_asks_for_nothing() -> None:
    factor = translated_factor()
    edit(factor, explanation_en="It shines.")
    sign(factor, "en", severity=Severity.EDITORIAL)
    assert (behind(factor), open_requests(factor)) == ([], [])


def test_unsigned_translation__does_not_replace_the_signed_one_when_the_source_is_published() -> None:
    factor = translated_factor()
    edit(factor, name_es="Nadie lo ha firmado")
    edit(factor, explanation_en="It shines by day, too.")
    sign(factor, "en")
    assert stored(factor).explanation_en == "It shines by day, too."
    assert spanish(factor) == "Luz de luna"
    assert draft_of(factor).name_es == "Nadie lo ha firmado"
    assert not list(verify(Tally()))


def test_translation__brought_up_to_date_and_signed_is_in_step_again() -> None:
    factor = translated_factor()
    edit(factor, explanation_en="It shines by day, too.")
    sign(factor, "en")
    edit(factor, explanation_es="Brilla también de día.")
    assert behind(factor) == ["explanation"]
    sign(factor, "es")
    assert (behind(factor), open_requests(factor)) == ([], [])


def test_translation__from_an_unsigned_source_waits_for_it() -> None:
    factor = translated_factor()
    edit(factor, explanation_en="It shines by day, too.", explanation_es="Brilla también de día.")
    sign(factor, "es")
    assert stored(factor).explanation_es == "Brilla."
    sign(factor, "en")
    assert stored(factor).explanation_es == "Brilla también de día."
    assert behind(factor) == []


def test_still_right__needs_new_sign_offs_and_is_in_step_with_them() -> None:
    factor = translated_factor()
    edit(factor, explanation_en="It shines by day, too.")
    sign(factor, "en")
    confirm(factor, "es", "“Brilla” holds by day and by night.")
    assert behind(factor) == ["explanation"]
    assert open_requests(factor) == [("es", "meaning", ["explanation"])]
    assert spanish(factor) == "Luz de luna"
    sign(factor, "es")
    assert (behind(factor), open_requests(factor)) == ([], [])
    made = stored(factor).basis["es"]["explanation"]
    assert (made["kind"], made["reason"]) == ("unchanged", "“Brilla” holds by day and by night.")


def test_still_right__takes_a_reason() -> None:
    with pytest.raises(TranslationError):
        confirm(translated_factor(), "es", "  ")


@pytest.mark.parametrize("severity", [Severity.MEANING, Severity.SAFETY])
def test_policy_that_takes_down__hides_the_language_after_a_change_for_safety_alone(severity: Severity) -> None:
    ReviewPolicy.objects.create(safety_takes_down=True)
    factor = translated_factor()
    edit(factor, explanation_en="It burns.")
    sign(factor, "en", severity=severity)
    is_hidden = severity is Severity.SAFETY
    assert stored(factor).signed_languages == (["en"] if is_hidden else ["en", "es"])
    assert LedgerEntry.objects.filter(kind=EntryKind.TAKE_DOWN, language="es").count() == is_hidden
    assert open_requests(factor) == [("es", severity.value, ["explanation"])]
    if is_hidden:  # it comes back with new sign-offs
        edit(factor, explanation_es="Quema.")
        sign(factor, "es")
        assert spanish(factor) == "Luz de luna"
        assert open_requests(factor) == []
    assert not list(verify(Tally()))
