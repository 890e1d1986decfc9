"""Entries whose languages were made from each other: translated, changed and signed through the services that people use."""

from __future__ import annotations

from typing import Any

from articles.domain.signoffs import Meaning, Severity
from articles.models import RiskFactor, User, VocabularyEntry, reviewed_languages
from articles.services import signing, translations
from tests.factories import make_editor, make_risk_factor, make_translator
from tests.workflow.people import make_signer, present, statement


def stored(entry: Any) -> Any:
    return type(entry).objects.get(pk=entry.pk)


def draft_of(entry: Any) -> Any:
    return stored(entry).get_latest_revision_as_object()


def edit(entry: VocabularyEntry, by: User | None = None, **values: Any) -> None:
    """A new draft. Words of a translation become one of the draft's source words, as in the form."""
    draft = draft_of(entry)
    for name, value in values.items():
        setattr(draft, name, value)
    person = by or make_editor()
    codes = {text.language for text in reviewed_languages(draft)}
    endings = {code: f"_{code.replace('-', '_')}" for code in codes}
    changed = {code: {name.removesuffix(end) for name in values if name.endswith(end)} for code, end in endings.items()}
    translations.update_entry_basis(draft, {code: fields for code, fields in changed.items() if fields}, by=person)
    draft.save_revision(user=person)


def confirm(entry: VocabularyEntry, language: str, reason: str, by: User | None = None) -> None:
    """A new draft, in which a language's words are said to be right for the draft's source words."""
    draft, person = draft_of(entry), by or make_translator([language])
    translations.update_entry_basis(draft, {}, by=person, confirmed={language: reason})
    draft.save_revision(user=person)


def sign(entry: VocabularyEntry, *languages: str, severity: Severity = Severity.MEANING) -> None:
    """All sign-offs that these languages of the latest draft need, by two people; what is then complete is published."""
    digests = {text.language: text.digest for text in reviewed_languages(draft_of(entry)) if text.language in languages}
    assert set(digests) == set(languages)
    translated = {language: digest for language, digest in digests.items() if language != "en"}
    for meaning, texts in ((Meaning.LANGUAGE, translated), (Meaning.MEDICAL, digests)):
        if texts:
            signer = make_signer()
            said = statement(meaning, severity=severity)
            signing.sign_entry(stored(entry), said, signer=signer, presence=present(signer), digests=texts)


def translated_factor(key: str = "moonlight", language: str = "es") -> RiskFactor:
    """Public in English and in one translation that was made from it."""
    factor = make_risk_factor(key, languages=["en"])
    edit(factor, **{f"name_{language}": "Luz de luna", f"explanation_{language}": "Brilla."})
    sign(factor, language)
    assert stored(factor).signed_languages == ["en", language]
    result: RiskFactor = stored(factor)
    return result
