"""Finding declared words in a text, in scripts with and without spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

#: Marks on Arabic letters that writers set or leave out, and the stroke that only stretches a word.
_VOWEL_SIGNS: Final = re.compile("[\u064b-\u065f\u0670\u0640]")
_ALEFS: Final = str.maketrans("أإآٱى", "ااااي")
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
#: Words that are written together with the next one: and, so, with, for, as, and the article.
_ARABIC_PREFIX: Final = "[وفبلك]?(?:ال|لل)?"


def folded(text: str) -> str:
    """A text as it is compared: small letters, one form for each letter, marks as single spaces.

    The number that some writers set before a heading (“1.”, “2.3”) does not count.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _VOWEL_SIGNS.sub("", text).translate(_ALEFS)
    text = re.sub(r"^\s*(\d{1,2}[.)、]\s*)+", "", text)
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase as it is looked for; “*” at its end stands for any ending of the last word."""
    open_end = phrase.endswith("*")
    words = re.escape(folded(phrase))
    if _HAN.search(phrase):
        return re.compile(words)
    prefix = _ARABIC_PREFIX if _ARABIC.search(phrase) else ""
    return re.compile(rf"\b{prefix}{words}" + (r"\w*" if open_end else "") + r"\b")


def holds(text: str, phrase: str) -> bool:
    """Whether a folded text holds a phrase."""
    return bool(_pattern(phrase).search(text))


def begins_with(text: str, phrase: str) -> bool:
    """Whether a folded text begins with a phrase."""
    return bool(_pattern(phrase).match(text))


def how_many(text: str, phrases: Iterable[str]) -> int:
    """How many of these phrases a folded text holds, each counted once."""
    return sum(holds(text, phrase) for phrase in phrases)


def is_one_of(text: str, phrases: Iterable[str]) -> bool:
    """Whether a folded text is nothing but one of these phrases."""
    return any(_pattern(phrase).fullmatch(text) for phrase in phrases)
