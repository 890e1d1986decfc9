"""What a person may do about a text: which sign-offs they may give, and why not the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString

from articles.domain.signoffs import Meaning, Signer
from articles.models import VocabularyEntry
from articles.models.signing_words import WHY_NOT_TEXTS
from articles.presentation.languages import LanguageLabel, language_label
from articles.queries import ReviewState
from articles.queries.desk import DeskText

from .text import entry_fields
from .words import language_name, meaning_name


@dataclass(frozen=True, slots=True)
class Refused:
    """A sign-off that the person may not give, and each reason as a sentence."""

    meaning: str
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """Another language of the same entry that the person may sign in the same act, with its words."""

    code: str
    label: LanguageLabel
    language: str
    digest: str
    fields: list[tuple[str, SafeString]]

    @property
    def choice(self) -> str:
        """What is posted: the language, and the words that were on the screen."""
        return f"{self.code}:{self.digest}"


def offered(state: ReviewState, person: Signer) -> list[Meaning]:
    """The sign-offs that this person may give now. Where none is missing any more (the policy was lowered), any required one."""
    today = timezone.localdate()
    wanted: Mapping[Meaning, int] = state.at_hand.missing or state.at_hand.required
    return [meaning for meaning in wanted if not state.why_not(person, meaning, today)]


def refused(state: ReviewState, person: Signer) -> list[Refused]:
    """Why the person may not give the sign-offs that the text needs."""
    today = timezone.localdate()
    needed = state.policy.requirements(is_translation=state.reviewed.is_translation)
    found = ((meaning, state.why_not(person, meaning, today)) for meaning in needed)
    return [
        Refused(meaning_name(meaning), [str(WHY_NOT_TEXTS[reason]) for reason in reasons])
        for meaning, reasons in found
        if reasons
    ]


def other_languages(text: DeskText, waiting: set[str], person: Signer, meaning: Meaning) -> list[OtherLanguage]:
    """The entry's other languages that wait for the same sign-off, and that this person may give it to."""
    if not isinstance(text.draft, VocabularyEntry):
        return []
    return [
        OtherLanguage(
            code=language,
            label=language_label(language),
            language=language_name(language),
            digest=state.reviewed.digest,
            fields=entry_fields(text.draft, language),
        )
        for language, state in text.others.items()
        if language in waiting and meaning in state.at_hand.missing and meaning in offered(state, person)
    ]
