"""The checklist of a review: what a signer answers for. Its version goes into the ledger with the answers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from .signoffs import Meaning

#: Raised whenever a question is added, removed or means something else.
VERSION: Final = "2026-1"


class Question(StrEnum):
    FACTS = "facts"
    NUMBERS = "numbers"
    SOURCES = "sources"
    SAFETY = "safety"
    PLAIN = "plain"
    ACCURATE = "accurate"
    COMPLETE = "complete"
    NATURAL = "natural"
    DOSES = "doses"


QUESTIONS: Final[Mapping[Meaning, tuple[Question, ...]]] = {
    Meaning.MEDICAL: (Question.FACTS, Question.NUMBERS, Question.SOURCES, Question.SAFETY, Question.PLAIN),
    Meaning.LANGUAGE: (Question.ACCURATE, Question.COMPLETE, Question.NATURAL, Question.DOSES),
}


def unanswered(meaning: Meaning, answers: Mapping[str, bool]) -> list[Question]:
    """The questions of this meaning that were not answered with yes. A sign-off needs them all."""
    return [question for question in QUESTIONS[meaning] if answers.get(question.value) is not True]
