"""Sign-offs of what is generated: the ledger's own code numbers, chains and keeps them, and draws the source editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.domain.checklist import QUESTIONS, VERSION
from articles.domain.signoffs import EntryKind, Meaning, Scope, Severity
from articles.models import Contribution, LedgerEntry, Reviewed, SourceEdition, User
from articles.services import ledger

from .words import MARKS

_CHECKLIST = {
    meaning: {"version": VERSION, "answers": {question.value: True for question in QUESTIONS[meaning]}} for meaning in Meaning
}


@dataclass(frozen=True, slots=True)
class People:
    """Who writes, and who signs what. All are the demonstration's invented ones."""

    editor: User
    translator: User
    signers: Mapping[Meaning, User]

    def writer(self, *, is_translation: bool) -> User:
        return self.translator if is_translation else self.editor


def sign_sources(texts: Sequence[Reviewed], people: People, now: datetime) -> list[LedgerEntry]:
    """One medical sign-off each, and that readers got it."""
    entries = ledger.append(*(_act(text, Meaning.MEDICAL, people, completes=True) for text in texts))
    SourceEdition.objects.filter(sequence__gte=entries[0].sequence).update(published_at=now)
    _contributed(texts, people.editor)
    return entries


def sign_translations(texts: Sequence[Reviewed], people: People) -> None:
    """A sign-off for the language and one for medicine, by different people."""
    acts = [
        _act(text, meaning, people, completes=meaning is Meaning.MEDICAL)
        for text in texts
        for meaning in (Meaning.LANGUAGE, Meaning.MEDICAL)
    ]
    ledger.append(*acts)
    _contributed(texts, people.translator)


def _act(text: Reviewed, meaning: Meaning, people: People, *, completes: bool) -> ledger.Act:
    return ledger.Act(
        EntryKind.SIGN_OFF,
        text,
        people.signers[meaning],
        comment=MARKS["en"],
        meaning=meaning,
        scope=Scope.FULL,
        severity=Severity.MEANING,
        checklist=_CHECKLIST[meaning],
        completes=completes,
    )


def _contributed(texts: Sequence[Reviewed], by: User) -> None:
    Contribution.objects.bulk_create(
        Contribution(subject=text.subject, language=text.language, user=by.pk, digest=text.digest) for text in texts
    )
