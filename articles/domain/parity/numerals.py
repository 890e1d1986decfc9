"""Reading numerals: which values a row of digits may stand for in a language.

Sources of the rules: Unicode CLDR's number formats for the six languages; RAE, Ortografía (2010), which accepts point and
comma as decimal sign in Spanish; for Arabic, CLDR's ar (٬ and ٫ with Arabic digits) beside Western digits in use.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Final

from articles.domain.languages import base as base

#: The sign between whole number and fraction. Where both occur in use, a single separator before three digits is read both ways.
_DECIMAL: Final = {"en": ".", "zh": ".", "de": ",", "fr": ",", "es": ".,", "ar": ".,"}
#: Languages that group digits with an ordinary space, too; elsewhere “2 500 mg tablets” are two tablets.
_SPACED: Final = frozenset({"es", "fr", "de"})
_SPACES: Final = "\u00a0\u2009\u202f"
_FRACTIONS: Final = {"½": ".5", "¼": ".25", "¾": ".75"}
_LONE_FRACTIONS: Final = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅕": "1/5", "⅛": "1/8"}
_MIXED: Final = re.compile(r"(?<=\d)[ \u00a0]?([½¼¾])")
_FULL_HOUR: Final = re.compile(r"(?<=\d):00\b(?!:)")
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\u0640\u064b-\u0652\u0670]")
_SAME: Final = str.maketrans(
    {
        "٪": "%", "％": "%", "﹪": "%", "．": ".", "−": "-", "‑": "-", "‐": "-", "－": "-", "μ": "µ", "’": "'", "＜": "<",
        "＞": ">", "／": "/", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "～": "~", "〜": "~", "：": ":",
    }
)  # fmt: skip


@lru_cache(maxsize=2048)
def level(text: str) -> str:
    """The text with one spelling for digits, signs, invisible marks and Arabic letters that are written in several ways."""
    text = "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text) if not text.isascii() else text
    text = _MIXED.sub(lambda match: _FRACTIONS[match.group(1)], text)
    for sign, written in _LONE_FRACTIONS.items():
        text = text.replace(sign, written)
    return _FULL_HOUR.sub("", _INVISIBLE.sub("", text)).translate(_SAME)


def written(text: str, start: int, end: int) -> str:
    """What stands in a text at a place of its levelled form, as it is written there as far as the places can be told."""
    levelled = level(text)
    places = _visible(text)
    if len(places) != len(levelled) or start >= end:
        return levelled[start:end].strip()
    return text[places[start] : places[end - 1] + 1].strip()


@lru_cache(maxsize=64)
def _visible(text: str) -> list[int]:
    return [place for place, char in enumerate(text) if not _INVISIBLE.match(char)]


@lru_cache(maxsize=8)
def pattern(language: str) -> str:
    """A regular expression for a numeral with its separators."""
    spaces = _SPACES + (" " if base(language) in _SPACED else "")
    return rf"(?:\d{{1,3}}(?:[{spaces}]\d{{3}}| 000)+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,'٫٬]\d+)*)"


@lru_cache(maxsize=4096)
def values(numeral: str, language: str) -> tuple[frozenset[Decimal], ...]:
    """The values that a numeral may have, each in one set; several sets where it is a list or a date (12.3.2019)."""
    numeral = re.sub(rf"[{_SPACES} ']", "", numeral)
    signs = re.findall(r"[.,٫٬]", numeral)
    parts = re.split(r"[.,٫٬]", numeral)
    if not signs:
        return (frozenset({Decimal(numeral)}),)
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0"
    if len(signs) == 1:
        return (_one_separator(parts, signs[0], base(language), could_group=grouped),)
    if grouped and len(set(signs)) == 1:
        return (frozenset({Decimal("".join(parts))}),)
    if signs[-1] not in signs[:-1] and len(set(signs)) == 2 and all(len(part) == 3 for part in parts[1:-1]):
        return (frozenset({Decimal("".join(parts[:-1]) + "." + parts[-1])}),)
    return tuple(frozenset({Decimal(part)}) for part in parts)


def _one_separator(parts: list[str], sign: str, language: str, *, could_group: bool) -> frozenset[Decimal]:
    fraction, whole = Decimal(".".join(parts)), Decimal("".join(parts))
    if sign == "٫" or not could_group:
        return frozenset({fraction})
    if sign == "٬":
        return frozenset({whole})
    signs = _DECIMAL.get(language, ".,")
    if len(signs) == 2:
        return frozenset({fraction, whole})
    return frozenset({fraction if sign == signs else whole})
