"""How hard a text is to read: LIX, a formula that is declared, simple, and the same for several languages.

LIX = words per sentence + percentage of words of more than six letters (Björnsson, Läsbarhet, 1968). It was made for
Swedish and is used for the languages below; it measures length, not sense, so it is a hint and never a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

#: The languages for which the figure says something. Elsewhere there is none, rather than a wrong one.
LIX_LANGUAGES: Final = frozenset({"en", "de", "es", "fr"})
#: A word of more letters than this is a long one.
LONG_WORD: Final = 6

WORD: Final = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
# A full stop behind a single letter belongs to an abbreviation ("z. B."), not to the end of a sentence.
_SENTENCE_END: Final = re.compile(r"(?<!\b\w)[.!?…]+[\"”’»)\]]*(?=\s|$)|[!?…]+(?=\s|$)|\n+")


class Level(StrEnum):
    """Björnsson's bands, by their upper limits."""

    VERY_EASY = "very_easy"
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    VERY_HARD = "very_hard"


_LIMITS: Final = ((30, Level.VERY_EASY), (40, Level.EASY), (50, Level.MEDIUM), (60, Level.HARD))


@dataclass(frozen=True, slots=True)
class Readability:
    """What was measured. `lix` and `level` are None where there is no formula for the language."""

    words: int
    sentences: int
    words_per_sentence: float
    longest_sentence: int
    lix: int | None
    level: Level | None


def readability(paragraphs: Iterable[str], language: str) -> Readability | None:
    """The measure of a text, given as plain paragraphs. None where it has no words, or is written without spaces."""
    sentences = [words for paragraph in paragraphs for words in _sentences(paragraph)]
    words = [word for sentence in sentences for word in sentence]
    if not words or language.startswith(("zh", "ja", "th")):
        return None
    length = len(words) / len(sentences)
    lix = round(length + 100 * sum(_is_long(word) for word in words) / len(words)) if language in LIX_LANGUAGES else None
    return Readability(
        words=len(words),
        sentences=len(sentences),
        words_per_sentence=round(length, 1),
        longest_sentence=max(map(len, sentences)),
        lix=lix,
        level=None if lix is None else _level(lix),
    )


def _sentences(paragraph: str) -> list[list[str]]:
    return [words for part in _SENTENCE_END.split(paragraph) if part and (words := WORD.findall(part))]


def _is_long(word: str) -> bool:
    return sum(character.isalpha() for character in word) > LONG_WORD


def _level(lix: int) -> Level:
    return next((level for limit, level in _LIMITS if lix < limit), Level.VERY_HARD)
