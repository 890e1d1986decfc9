"""The quantities of a text: numbers with their sign, percent sign, unit and scale, one spelling for all languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from .number_words import number_words
from .numerals import base, level, pattern, values, written
from .periods import periods_said
from .units import NAMED, PERCENT, TIMES, unit_at

Units = frozenset[str | None]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a text states.

    `text` is how it is written, `where` the sentence that it stands in. `values` and `units` are what it may mean: more
    than one where a language leaves it open (“1.000” in Spanish; the unit of “5” in “5 to 10 mg”). `units` holds None
    for a bare number. `per` is the unit that it is counted by, where it says so (mg/kg).
    """

    text: str
    values: frozenset[Decimal]
    units: Units = frozenset({None})
    per: str | None = None
    where: str = ""
    start: int = 0
    end: int = 0
    in_words: bool = False

    @property
    def is_bare(self) -> bool:
        return self.units == {None}


@dataclass(frozen=True, slots=True)
class Stated:
    """All that a passage states: in digits, in words, and the periods of its doses (“a day”) with how they are written."""

    digits: tuple[Quantity, ...]
    words: tuple[Quantity, ...]
    periods: tuple[tuple[str, str, str], ...]


# Scale words behind digits: by what they multiply.
_SCALES: Final[dict[str, dict[str, int]]] = {
    "en": {"hundred": 100, "thousand": 1000, "millions?": 10**6, "billions?": 10**9, "trillions?": 10**12},
    "es": {"mil(?! millones)": 1000, "mil millones": 10**9, "mill[óo]n(?:es)?": 10**6, "bill[óo]n(?:es)?": 10**12},
    "fr": {"mille": 1000, "millions?": 10**6, "milliards?": 10**9, "billions?": 10**12},
    "de": {
        "Hundert": 100,
        "Tausend": 1000,
        r"Million(?:en)?|Mio\.?": 10**6,
        r"Milliarden?|Mrd\.?": 10**9,
        r"Billion(?:en)?": 10**12,
    },
    "ar": {
        "الفا?|الاف": 1000,
        "مليونا?|ملايين": 10**6,
        "مليارا?|مليارات|بليونا?|بلايين": 10**9,
        "تريليونا?|تريليونات": 10**12,
    },
    "zh": {
        "千(?![克米卡焦])": 1000,
        "百万": 10**6,
        "千万": 10**7,
        "万亿": 10**12,
        "十万": 10**5,
        "万": 10**4,
        "十亿": 10**9,
        "亿": 10**8,
    },
}
#: Between two numbers of one range or list: their unit may be written once.
_JOINERS: Final = re.compile(
    r"\s*(?:-|–|—|~|to|and|or|bis|und|oder|à|a|et|ou|y|o|u|الي|و|او|至|到|和|或|与|、|,|/)\s*"
    r"(?:(?:los|las|les|la|el|the|le|des|ال)\b\s*)?",
    re.IGNORECASE,
)
_DASH: Final = re.compile(r"\s*[-–—]\s*")
#: What says “minus” in words. “al menos” and “au moins” mean “at least”, so the sign stays open.
_MINUS: Final = re.compile(r"(?:minus|moins|menos|negative|ناقص|سالب|负)\s*$", re.IGNORECASE)
_AFTERNOON: Final = re.compile(r"(?::\d\d)? ?p\.?m\b", re.IGNORECASE)
_MINUS_REACH: Final = 12
_DECADE: Final = re.compile(r"'?s\b")
_BEFORE_PERCENT: Final = re.compile(r"(?:百分之|(?<![\d.,])%)\s*$")
_AROUND: Final = 45


@lru_cache(maxsize=8)
def _numeral(language: str) -> re.Pattern[str]:
    return re.compile(pattern(language))


@lru_cache(maxsize=8)
def _scale(language: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    end = "" if language == "zh" else r"(?!\w)"
    table = sorted(_SCALES.get(language, {}).items(), key=lambda item: -len(item[0]))
    return tuple((re.compile(rf"[ \u00a0\u202f-]{{0,2}}(?:{words}){end}", re.IGNORECASE), factor) for words, factor in table)


@lru_cache(maxsize=1024)
def stated(sentences: tuple[str, ...], language: str) -> Stated:
    """What a passage states, given as its sentences."""
    digits: list[Quantity] = []
    words: list[Quantity] = []
    periods: list[tuple[str, str, str]] = []
    for sentence in sentences:
        text = level(sentence)
        found = _with_shared_units(list(_digits(text, sentence, language)), text)
        digits += found
        words += _words(text, language)
        words += [decade for quantity in found if (decade := _decade(quantity, text, language))]
        if found:
            periods += [(period, said, sentence) for period, said in periods_said(text, language).items()]
    return Stated(tuple(digits), tuple(words), tuple(dict.fromkeys(periods)))


def _digits(text: str, sentence: str, language: str) -> Iterator[Quantity]:
    last = 0
    for match in _numeral(language).finditer(text):
        if match.start() < last:  # the 2 of kg/m2
            continue
        readings = values(match.group(), language)
        if len(readings) > 1:  # a list or a date without spaces: its parts are bare
            yield from (
                Quantity(match.group(), reading, where=sentence, start=match.start(), end=match.end()) for reading in readings
            )
            last = match.end()
            continue
        scale, end = _scaled(text, match.end(), language)
        unit, per, end = unit_at(text, end, language)
        if before := _BEFORE_PERCENT.search(text, last, match.start()):
            unit, start = unit or PERCENT, before.start()
        else:
            start = match.start()
        signed, start = _signed(frozenset(value * scale for value in readings[0]), text, last, start)
        if language.startswith("en"):
            signed |= _also_english(match.group(), text, match.end())
        yield Quantity(written(sentence, start, end), signed, frozenset({unit}), per, sentence, start, end)
        last = end


def _scaled(text: str, position: int, language: str) -> tuple[int, int]:
    for words, factor in _scale(base(language)):
        if match := words.match(text, position):
            return factor, match.end()
    return 1, position


def _signed(numbers: frozenset[Decimal], text: str, last: int, start: int) -> tuple[frozenset[Decimal], int]:
    """The numbers with the sign before them. A dash behind another number, a word or a bracketed unit is none."""
    between = text[last:start]
    if between.endswith(("-", "–")) and not (last and _DASH.fullmatch(between)):
        if len(between) == 1 or between[-2].isspace() or between[-2] in "([<>≤≥=:":
            return frozenset(-number for number in numbers), start - 1
        if between[-2] >= "\u4e00":  # Chinese writes no space before a sign
            return numbers | {-number for number in numbers}, start
    if _MINUS.search(between[-_MINUS_REACH:]):
        return numbers | {-number for number in numbers}, start
    return numbers, start


def _also_english(numeral: str, text: str, end: int) -> frozenset[Decimal]:
    """What other languages may write for “1990s” (the nineties) and for “8 pm” (20 o'clock)."""
    if len(numeral) == 4 and numeral.isdigit() and _DECADE.match(text, end):
        return frozenset({Decimal(numeral[2:])})
    if len(numeral) <= 2 and _AFTERNOON.match(text, end):
        return frozenset({Decimal(numeral) % 12 + 12})
    return frozenset()


def _decade(quantity: Quantity, text: str, language: str) -> Quantity | None:
    """“in their 20s” is from 20 to 29 or 30; “1990s” may be the nineties of the 20th century."""
    if not (language.startswith("en") and quantity.is_bare and _DECADE.match(text, quantity.end)):
        return None
    more = {value // 100 + 1 if 999 < value < 10_000 else value + years for value in quantity.values for years in (9, 10)}
    return replace(quantity, values=frozenset(more), in_words=True)


def _words(text: str, language: str) -> Iterator[Quantity]:
    for value, end in number_words(text, language):
        scale, after = _scaled(text, end, language)
        unit, per, _end = unit_at(text, after, language)
        if base(language) == "zh" and "百分之" in text:
            unit = unit or PERCENT
        yield Quantity("", frozenset({value * scale, value}), frozenset({unit}), per, in_words=True)


def _with_shared_units(found: list[Quantity], text: str) -> list[Quantity]:
    """In a range or list one unit may serve all: “5, 10 or 20 mg”. What carries none may have its neighbour's."""
    for order in (range(len(found) - 1, 0, -1), range(1, len(found))):
        for place in order:
            first, second = found[place - 1], found[place]
            if not _JOINERS.fullmatch(text, first.end, second.start):
                continue
            if first.is_bare and not second.is_bare:
                found[place - 1] = replace(first, units=second.units | {None})
            elif second.is_bare and not first.is_bare:
                found[place] = replace(second, units=first.units | {None})
    return found


def agree(one: Quantity, other: Quantity, languages: tuple[str, str]) -> bool:
    """Whether two quantities may be the same."""
    if one.values.isdisjoint(other.values):
        return False
    if one.per and other.per and one.per != other.per:
        return False
    if not one.units.isdisjoint(other.units):
        return True
    if any(quantity.in_words and quantity.is_bare for quantity in (one, other)):
        return _says_enough(one, languages) or _says_enough(other, languages)
    if not all(base(language) in NAMED for language in languages) and None in one.units | other.units:
        return True
    return any((a is None and b in TIMES) or (b is None and a in TIMES) for a in one.units for b in other.units)


def _says_enough(quantity: Quantity, languages: tuple[str, str]) -> bool:
    """Whether a bare number word may stand for a number with a unit. “One” is an article as well; in Arabic it is not."""
    return quantity.in_words and quantity.is_bare and (quantity.values != {Decimal(1)} or "ar" in map(base, languages))


def around(quantity: Quantity) -> str:
    """The words around a quantity, for a message that names the place."""
    sentence = quantity.where
    if len(sentence) <= 2 * _AROUND:
        return sentence
    middle = round(quantity.start * len(sentence) / max(len(level(sentence)), 1))
    start, end = max(0, middle - _AROUND), min(len(sentence), middle + _AROUND)
    return ("… " if start else "") + sentence[start:end].strip() + (" …" if end < len(sentence) else "")
