"""Number words: what a text says in words where another writes digits. They only ever excuse; none of them raises a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from .number_tables import AR_DECADES, PARTS, number_table
from .numerals import base

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ROMAN: Final = re.compile(r"\b(?=[IVX])(X{0,2})(IX|IV|V?I{0,3})(?=(?:e|er|è?me)?\b)")
_HAN_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_SCALES: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_HAN: Final = re.compile(r"[〇零一二两兩三四五六七八九十百千万亿]{1,20}([多余来几]?)|半")
_AR_PREFIX: Final = re.compile(r"^(?:و|ف)?(?:ب|ل|ك)?(?:ال|ل)?")
#: French says “twenty and one” where others join the words.
_FRENCH_AND: Final = re.compile(r"(?<=[a-z]) et (?=(?:une?|onze)\b)")
_AR_ENDING: Final = re.compile(r"(?:ة|ا)$")


def number_words(text: str, language: str) -> Iterator[tuple[Decimal, int]]:
    """The values that a levelled text may say in words, each with the place where its word ends."""
    language = base(language)
    for roman in _ROMAN.finditer(text):
        if roman.group():
            yield Decimal(_roman(*roman.groups())), roman.end()
    if language == "zh":
        yield from _han(text)
        return
    table = number_table(language)
    if language == "fr":
        text = _FRENCH_AND.sub("-et-", text)
    before: tuple[Decimal, ...] = ()
    for match in _WORD.finditer(text):
        found = _look_up(match.group().lower(), table, language)
        yield from ((value, match.end()) for value in found)
        if before and found:
            yield from ((value, match.end()) for value in _together(before[0], found[0]))
        before = found or (before if match.group().lower() in {"y", "et", "und", "and"} else ())


def _together(first: Decimal, second: Decimal) -> Iterator[Decimal]:
    """Two number words in a row: “two hundred”, “twenty five”, “treinta y cinco”."""
    if 0 < first < second and second in {100, 1000, 1_000_000}:
        yield first * second
    elif second < 100 <= first or (0 < min(first, second) < 10 and max(first, second) in range(20, 100, 10)):
        yield first + second


def _look_up(word: str, table: dict[str, tuple[Decimal, ...]], language: str) -> tuple[Decimal, ...]:
    if found := table.get(word):
        return found
    if language == "ar":
        return _arabic(word, table)
    if "-" in word:  # “two-thirds”, “deux-tiers”, “three-year-old”
        return tuple(value for part in word.split("-") for value in table.get(part, ()))
    return ()


def _arabic(word: str, table: dict[str, tuple[Decimal, ...]]) -> tuple[Decimal, ...]:
    for stem in (word[1:] if word[0] in "وفبلك" else word, _AR_PREFIX.sub("", word)):
        for form in (stem, _AR_ENDING.sub("", stem)):
            if found := table.get(form):
                return found
        decade = stem.removesuffix("يات").removesuffix("ات")
        if decade != stem and (value := AR_DECADES.get(decade)):
            return Decimal(value), Decimal(value + 9), Decimal(value + 10)
    return ()


def _roman(tens: str, ones: str) -> int:
    return 10 * len(tens) + {"IX": 9, "IV": 4}.get(ones, 5 * ("V" in ones) + ones.count("I"))


def _han(text: str) -> Iterator[tuple[Decimal, int]]:
    for match in _HAN.finditer(text):
        if match.group() == "半":
            yield from ((Decimal(part), match.end()) for part in PARTS["半"])
            continue
        value = _han_value(match.group().rstrip("多余来几"))
        yield Decimal(value), match.end()
        if text.startswith("成", match.end()):  # tenths: “七成” is 70 %
            yield Decimal(10 * value), match.end()
        if match.group(1):
            yield Decimal(value + 9), match.end()
            yield Decimal(value + 10), match.end()


def _han_value(numeral: str) -> int:
    if not any(char in _HAN_SCALES for char in numeral):
        return int("".join(str(_HAN_DIGITS[char]) for char in numeral))
    total = part = digit = 0
    for char in numeral:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        elif (scale := _HAN_SCALES[char]) < 10_000:
            part, digit = part + (digit or 1) * scale, 0
        else:
            total, part, digit = (total + (part + digit or 1)) * scale, 0, 0
    return total + part + digit
