"""Finding names in a text as whole words, in the forms that a language bends them into.

Words are compared by their stems: a word's own spelling and what is left of it without the endings (in Arabic, prefixes) of its
language. Two words are the same where they share one. Chinese writes no spaces, so names are found there letter by letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from .languages import base

_BRACKETED: Final = re.compile(r"\s*[(（]([^()（）]*)[)）]\s*")
#: Marks that stand on, under or between letters without being letters.
_MARKS: Final = "\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200d\u2060"
_WORD: Final = re.compile(rf"[^\W_]++(?:[{_MARKS}]++[^\W_]*+)*+")
#: What may stand between the words of one name.
_GAP: Final = re.compile(r"[\s\u00a0\u202f]*[-‐‑]?[\s\u00a0\u202f]*")
#: Particles and the article that Arabic writes as one with the word after them.
ARABIC_PREFIX: Final = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل|[بلك])|[وف])(?=.{3})")
_ARABIC_MARKS: Final = re.compile("\u064b\u0627|\u0627\u064b|[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200d\u2060]")
_ARABIC_LETTERS: Final = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae"})
#: Endings by language, each with what stands in its place in the word's first form.
_ENDINGS: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "en": (("s", ""), ("es", ""), ("ies", "y"), ("ses", "sis")),
    "es": (("s", ""), ("es", ""), ("ces", "z"), ("ones", "ón")),
    "fr": (("s", ""), ("x", ""), ("aux", "al")),
    "de": (("e", ""), ("n", ""), ("s", ""), ("en", ""), ("er", ""), ("es", ""), ("em", ""), ("ern", ""), ("ens", "")),
    "ar": (("ات", ""), ("ه", "")),
}
#: What must be left of a word without its ending, in letters.
_SHORTEST: Final = 3
_WORDS_REMEMBERED: Final = 20_000
_UMLAUTS: Final = str.maketrans("äöü", "aou")


@lru_cache(maxsize=4096)
def forms(name: str) -> tuple[str, ...]:
    """A name without what stands in brackets, and the abbreviation in brackets by itself."""
    bare = " ".join(_BRACKETED.sub(" ", name).split())
    inside = [found.strip() for found in _BRACKETED.findall(name)]
    return tuple(dict.fromkeys(filter(None, (bare, *(found for found in inside if found.isupper())))))


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text where one of a term's names stands. `name` is the name as the glossary writes it."""

    start: int
    end: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class _Name:
    key: str
    written: str
    words: tuple[str, ...]
    stems: tuple[frozenset[str], ...]


class Terms:
    """The names of many terms in one language, to be looked for together: a text is walked through once for all of them."""

    def __init__(self, names: Iterable[tuple[str, str]], language: str) -> None:
        """`names` are pairs of a term's key and one of its names; of two terms with one name, the first has it."""
        self._language = base(language)
        self._by_start: dict[str, list[_Name]] = defaultdict(list)
        for key, written in dict.fromkeys((key, form) for key, name in names for form in forms(name)):
            self._add(key, written)
        for known in self._by_start.values():
            known.sort(key=lambda name: -len(name.written))
        self._starting_with: dict[str, tuple[_Name, ...]] = {}

    def _add(self, key: str, written: str) -> None:
        if self._language == "zh":
            folded = _same_length(written)
            self._by_start[folded[0]].append(_Name(key, written, (folded,), ()))
            return
        words = tuple(_WORD.findall(written))
        if words:
            name = _Name(key, written, words, tuple(stems(word, self._language) for word in words))
            for stem in name.stems[0]:
                self._by_start[stem].append(name)

    def find(self, text: str) -> Iterator[Found]:
        """The names in a text from left to right, none within another: where several begin, the longest counts."""
        return self._in_letters(text) if self._language == "zh" else self._in_words(text)

    def _in_words(self, text: str) -> Iterator[Found]:
        words, free, known = list(_WORD.finditer(text)), 0, self._starting_with
        for place, word in enumerate(words):
            names = known.get(word[0])
            if place < free or names == ():
                continue
            for name in names or self._starting(word[0]):
                if self._fits(name, text, words[place : place + len(name.words)]):
                    free = place + len(name.words)
                    yield Found(word.start(), words[free - 1].end(), name.key, name.written)
                    break

    def _starting(self, word: str) -> tuple[_Name, ...]:
        """The names that may begin with a word, the longest first. Remembered: texts of one language share their words."""
        if len(self._starting_with) >= _WORDS_REMEMBERED:
            self._starting_with.clear()
        names = {id(name): name for stem in stems(word, self._language) for name in self._by_start.get(stem, ())}
        known = tuple(sorted(names.values(), key=lambda name: -len(name.written)))
        self._starting_with[word] = known
        return known

    def _fits(self, name: _Name, text: str, words: Sequence[re.Match[str]]) -> bool:
        if len(words) < len(name.words):
            return False
        gaps = (text[one.end() : other.start()] for one, other in pairwise(words))
        return all(gap and _GAP.fullmatch(gap) for gap in gaps) and all(
            _is_abbreviation(wanted, word[0]) if wanted.isupper() and len(wanted) > 1 else same & stems(word[0], self._language)
            for wanted, same, word in zip(name.words, name.stems, words, strict=True)
        )

    def _in_letters(self, text: str) -> Iterator[Found]:
        folded, place = _same_length(text), 0
        while place < len(text):
            found = next((name for name in self._by_start.get(folded[place], ()) if _stands_at(name, text, folded, place)), None)
            if found is None:
                place += 1
                continue
            yield Found(place, place + len(found.written), found.key, found.written)
            place += len(found.written)


@lru_cache(maxsize=256)
def terms(names: tuple[tuple[str, str], ...], language: str) -> Terms:
    """The same terms are looked for in many texts."""
    return Terms(names, language)


@lru_cache(maxsize=65536)
def stems(word: str, language: str) -> frozenset[str]:
    """The spellings by which a word is recognised. `language` is without script and region."""
    word = _folded(word, language)
    found = {word}
    if language == "ar":
        found.add(ARABIC_PREFIX.sub("", word))
    for ending, first_form in _ENDINGS.get(language, ()):
        found |= {
            form[: -len(ending)] + first_form
            for form in list(found)
            if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST
        }
    if language == "de" and word.endswith(("e", "er", "ern", "en")):  # Bruch, Brüche
        found |= {form.translate(_UMLAUTS) for form in found}
    if language in {"fr", "es"}:  # Epigénétique: an initial capital often goes without its accent
        found |= {_plain(form[0]) + form[1:] for form in found}
    return frozenset(found)


def _folded(word: str, language: str) -> str:
    """Accents stay: they tell words apart (côte, côté)."""
    word = unicodedata.normalize("NFKC", _INVISIBLE.sub("", word)).casefold().translate(_LIGATURES)
    return _ARABIC_MARKS.sub("", word).translate(_ARABIC_LETTERS) if language == "ar" else word


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _is_abbreviation(wanted: str, word: str) -> bool:
    """An abbreviation is written in capitals; its plural ends with a small s."""
    return word in (wanted, f"{wanted}s")


def _same_length(text: str) -> str:
    """In small letters, each in its place."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def _stands_at(name: _Name, text: str, folded: str, place: int) -> bool:
    written, end = name.written, place + len(name.written)
    if not folded.startswith(name.words[0], place) or (written.isupper() and text[place:end] != written):
        return False
    return not (_goes_on(text, place - 1, written[0]) or _goes_on(text, end, written[-1]))


def _goes_on(text: str, place: int, edge: str) -> bool:
    """Whether a Latin word of which a name is to be the edge goes on at this place."""
    return edge.isascii() and edge.isalnum() and 0 <= place < len(text) and text[place].isascii() and text[place].isalnum()
