"""Terms of the glossary that a translation does not use, and words that it should not use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from articles.domain.terms import ARABIC_PREFIX, forms, terms

from .findings import Check, Finding
from .numerals import base, level
from .texts import Section

_WORD: Final = re.compile(r"[^\W\d_]+")
#: Words within a term that say nothing of it.
_SMALL: Final = frozenset(
    ["de", "del", "la", "el", "los", "las", "du", "des", "le", "les", "l", "d", "der", "die", "das", "von", "of", "the"]
)
#: Words that may stand between the words of a term.
_BETWEEN: Final = 3
#: Words share a stem when they begin with so many equal letters, and differ only in the letters of an ending.
_STEM: Final = 4
_ENDING: Final = 3
_LONGEST_ENDING: Final = 4


@dataclass(frozen=True, slots=True)
class GlossaryPair:
    """A glossary entry in two languages. `key` names it.

    `source` are its names in the source's language, `preferred` those that the translation may use, `avoid` words that it
    should not use for it. A name may carry its abbreviation in brackets: “Bone mineral density (BMD)”.
    """

    key: str
    source: tuple[str, ...]
    preferred: tuple[str, ...]
    avoid: tuple[str, ...] = ()


def glossary_findings(
    source: Section, own: Section, pairs: Iterable[GlossaryPair], languages: tuple[str, str], elsewhere: str = ""
) -> Iterator[Finding]:
    """Terms of the source's section without a counterpart in the translation's, and words to avoid that it uses.

    `detail` is the name that the translation should use. `elsewhere` is text that may name what the section does not.
    """
    pairs = [pair for pair in pairs if pair.preferred or pair.avoid]
    if not pairs or not own.text:
        return
    text = source.text if base(languages[0]) != base(languages[1]) else ""
    used = used_terms(text, pairs, languages[0])
    whole = f"{own.text}\n{elsewhere}"
    to_avoid = any(pair.avoid for pair in pairs)
    unnamed = _without(own.text, (name for pair in pairs for name in pair.preferred), languages[1]) if to_avoid else ""
    for pair in pairs:
        avoided = [word for word in pair.avoid if _stands_in(word, unnamed, languages[1])]
        yield from (
            Finding(Check.GLOSSARY_FORBIDDEN, own.key, source=pair.key, own=word, detail=_first(pair)) for word in avoided
        )
        if avoided or not pair.preferred or pair.key not in used:
            continue
        if not any(occurs(form, whole, languages[1]) for name in pair.preferred for form in forms(name)):
            yield Finding(Check.GLOSSARY_IGNORED, own.key, source=used[pair.key], detail=_first(pair))


def _first(pair: GlossaryPair) -> str:
    return pair.preferred[0] if pair.preferred else ""


def used_terms(text: str, pairs: list[GlossaryPair], language: str) -> dict[str, str]:
    """The terms that a text uses, by key: the longest first, so that a term within another does not count by itself."""
    names = tuple((pair.key, name) for pair in pairs for name in pair.source)
    used: dict[str, str] = {}
    for found in terms(names, language).find(text):
        used.setdefault(found.key, found.name)
    return used


def _stands_in(word: str, text: str, language: str) -> bool:
    return any(terms(((word, word),), language).find(text))


def _without(text: str, names: Iterable[str], language: str) -> str:
    for found in reversed(list(terms(tuple((name, name) for name in names), language).find(text))):
        text = f"{text[: found.start]} \u2042 {text[found.end :]}"
    return text


def occurs(term: str, text: str, language: str) -> bool:
    """Whether a text uses a term, in any of its inflected forms as far as these begin alike."""
    if base(language) == "zh":
        return term.lower() in text.lower()
    if term.isupper():
        return _stands_in(term, text, language)
    words = _folded(text)
    wanted = [word for word in _folded(term) if word not in _SMALL] or list(_folded(term))
    like = [{word for word in set(words) if _alike(one, word, base(language))} for one in wanted]
    if not like or not all(like):
        return False
    match = [[place for place, word in enumerate(words) if word in some] for some in like]
    reach = len(wanted) + _BETWEEN
    return any(all(any(abs(place - start) < reach for place in places) for places in match) for start in match[0])


@lru_cache(maxsize=512)
def _folded(text: str) -> tuple[str, ...]:
    """The words of a text, without accents and letters that are written in several ways."""
    text = level(text).casefold().replace("œ", "oe").replace("æ", "ae")
    text = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=65536)
def _alike(wanted: str, word: str, language: str) -> bool:
    if wanted == word:
        return True
    if language == "ar" and _share_stem(ARABIC_PREFIX.sub("", wanted), ARABIC_PREFIX.sub("", word)):
        return True
    if language == "de" and len(wanted) > _STEM and wanted in word:  # Östrogen, Östrogenspiegel
        return True
    return _share_stem(wanted, word)


def _share_stem(wanted: str, word: str) -> bool:
    common = _common(wanted, word)
    if len(wanted) < _STEM or len(word) < _STEM:
        return wanted == word or (common == len(wanted) and len(word) - common <= 2)
    longest = max(len(wanted), len(word))
    return common >= max(_STEM, len(wanted) - _ENDING) and longest - common <= _LONGEST_ENDING


def _common(one: str, other: str) -> int:
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
