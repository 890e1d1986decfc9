"""Alphabetical order as the readers of a language know it, and the letter under which they look a title up.

Spanish has ñ as a letter of its own after n. German follows DIN 5007-1: ä, ö and ü stand with a, o and u, ß is ss. French ignores
accents but between words that are otherwise the same (œ is oe). Arabic ignores the article ال, vowel marks and the forms of
hamza. Chinese is in the order of its pronunciation (pinyin), where tones decide between the same syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Final

#: Under which titles stand that begin with no letter.
OTHER: Final = "#"

#: Stands after every letter, so that ñ follows all words with n.
_AFTER: Final = "\U0010fffd"
_EXPANDED: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_ARABIC: Final = str.maketrans({"ٱ": "ا", "ى": "ي", "ة": "ه", "ء": None, "ـ": None, "ک": "ك", "ی": "ي"})
_ARTICLE: Final = re.compile(r"(?<!\S)ال(?=\w{2})")
#: Words that begin with ال without having the article.
_NO_ARTICLE: Final = (
    "التهاب",
    "التواء",
    "التصاق",
    "التئام",
    "التيام",
    "التحام",
    "التزام",
    "التفاف",
    "التقاء",
    "التماس",
    "الكترون",
)
_OWN_SCRIPT: Final = {"ar": re.compile(r"[\u0620-\u064a]")}
_LATIN: Final = re.compile(r"[a-z]")

SortKey = tuple[int, str, str, str]


def sort_key(text: str, language: str) -> SortKey:
    """What to sort titles of a language by. Titles with one initial stand together, those without a letter first."""
    letters = _letters(text, language)
    return _rank(_first(letters), language), letters, _accents(text), text.swapcase()


def initial(text: str, language: str) -> str:
    """The letter under which readers look a title up, as a capital; `OTHER` for one that begins with none."""
    letters = _letters(text, language)
    first = _first(letters)
    if not _rank(first, language):
        return OTHER
    return "Ñ" if language == "es" and letters.startswith("n" + _AFTER) else first.upper()


def _letters(text: str, language: str) -> str:
    """The title by its letters alone, as they count in this language's order: without accents and marks."""
    if language.startswith("zh"):
        text = _pinyin()(text)
    composed = unicodedata.normalize("NFKC", text).casefold().translate(_EXPANDED)
    if language == "es":
        composed = composed.replace("ñ", "n" + _AFTER)
    base = "".join(char for char in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(char))
    if language == "ar":
        base = _without_article(base.translate(_ARABIC))
    return " ".join("".join(char if char.isalnum() or char == _AFTER else " " for char in base).split())


@cache
def _pinyin() -> Callable[[str], str]:
    """Loaded by the first Chinese list: its dictionary takes 0.4 s and 60 MB, which sites without one never need."""
    package = import_module("pypinyin")
    return lambda text: " ".join(package.lazy_pinyin(text, style=package.Style.TONE3, neutral_tone_with_five=True))


def _without_article(text: str) -> str:
    return _ARTICLE.sub(lambda match: match[0] if text.startswith(_NO_ARTICLE, match.start()) else "", text)


def _accents(text: str) -> str:
    return unicodedata.normalize("NFKD", text.lower())


def _first(letters: str) -> str:
    return letters[:1]


def _rank(first: str, language: str) -> int:
    """Zero for what is no letter, then the language's own script, then any other."""
    if not first.isalpha():
        return 0
    return 1 if _OWN_SCRIPT.get(language, _LATIN).match(first) else 2
