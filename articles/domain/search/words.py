"""A text's words: found in it with their places, folded so that spelling variants are one, and brought to their stems."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import snowballstemmer

from .stop_words import STOP_WORDS

#: Longer ones are no words that anybody writes twice.
LONGEST: Final = 40
_STEMMERS: Final = {"en": "english", "es": "spanish", "fr": "french", "de": "german"}
#: A run of letters and digits with its marks; French words lose what is elided before them.
_WORD: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u065f\u0670]+[^\W_]*)*")
_ELIDED: Final = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’ʼ](?=\w)", re.IGNORECASE)
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_HAN_STOPS: Final = re.compile("|".join(sorted(STOP_WORDS["zh-hans"], key=len, reverse=True)))
_LETTERS: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ß": "ss"})
_ARABIC: Final = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None, "ء": None}
)
_ARABIC_PREFIXES: Final = ("وال", "بال", "كال", "فال", "ال", "ولل", "لل")
_ARABIC_SUFFIXES: Final = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
#: Plurals within the word: أسباب of سبب, عظام of عظم, كسور of كسر.
_BROKEN_PLURAL: Final = re.compile(r"^(?:ا(\w\w)ا(\w)|(\w\w)[او](\w))$")
#: Two letters that some write for one: Oestrogen and Östrogen, oestrogen and estrogen.
_DIGRAPHS: Final[dict[str, Callable[[str], str]]] = {
    "de": lambda word: re.sub(r"(?<!q)([aou])e", r"\1", word),
    "en": lambda word: re.sub(r"[ao]e(?=\w{2})", "e", word),
}
_OF_THREAD: Final = threading.local()
_LINKS: Final = ("", "s", "es", "n", "en", "er")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands in its text. Empty `stem`: too common to be found by."""

    start: int
    end: int
    folded: str
    stem: str


def words_of(text: str, language: str) -> Iterator[Word]:
    """In order. Chinese gives every pair of neighbouring characters, and each character by itself."""
    if language == "fr":
        text = _ELIDED.sub(lambda match: " " * len(match[0]), text)
    for match in _WORD.finditer(text):
        han = list(_HAN.finditer(match[0]))
        if han:
            for run in han:
                yield from _han_words(run[0], match.start() + run.start())
            for rest in re.finditer(r"[^\s]+", _HAN.sub(lambda run: " " * len(run[0]), match[0])):
                yield _word(rest[0], match.start() + rest.start(), language)
        else:
            yield _word(match[0], match.start(), language)


def stems(text: str, language: str) -> list[str]:
    """The stems that a text can be found by, in order, as often as they occur."""
    return [stem for line in text.split("\n") for stem in _of_line(line, language)[0]]


def surface_words(text: str, language: str) -> dict[str, str]:
    """Words that readers may misspell: folded → as it is written. None of Chinese, whose readers err in other ways."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        found.update(_of_line(line, language)[1])
    return found


@lru_cache(maxsize=512)
def _of_line(line: str, language: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """The stems and surface words of a line: no word goes across one's end. Whoever publishes a correction has changed a line or
    two of many."""
    words = list(words_of(line, language))
    surface = {
        word.folded: line[word.start : word.end]
        for word in words
        if len(word.folded) > 2 and word.stem and not word.folded.isdecimal() and not _HAN.match(word.folded)
    }
    return tuple(word.stem for word in words if word.stem), surface


def query_words(text: str, language: str) -> list[Word]:
    """What of a query is looked for: each word once; of Chinese, pairs of characters where there are any."""
    found = {word.stem: word for word in words_of(text, language) if word.stem}
    pairs = [word for word in found.values() if len(word.folded) > 1 and _HAN.match(word.folded)]
    covered = {char for word in pairs for char in word.folded}
    return [word for word in found.values() if word.folded not in covered]


def names_in(text: str, language: str, most_words: int = 5) -> list[str]:
    """Every run of words in a query, as `name_key` would write a name; the longest first."""
    found = [word.stem for word in words_of(text, language) if word.stem and not (_HAN.match(word.stem) and len(word.stem) > 1)]
    runs = {
        " ".join(found[start:end]): end - start
        for start in range(len(found))
        for end in range(start + 1, min(start + (12 if _HAN.match(found[start]) else most_words), len(found)) + 1)
    }
    return sorted(runs, key=lambda run: -runs[run])


@lru_cache(maxsize=50_000)
def folded(word: str, language: str) -> str:
    """One spelling for all that readers take for the same: case, width, accents, ligatures, digits of any script, vowel marks."""
    plain = unicodedata.normalize("NFKC", word).casefold().translate(_LETTERS)
    base = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    base = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in base)
    if language == "ar":
        base = base.translate(_ARABIC)
    return _DIGRAPHS.get(language, str)(base)[:LONGEST]


@lru_cache(maxsize=50_000)
def stem_of(word: str, language: str) -> str:
    """The stem of a folded word; empty for one that is too common."""
    if word in STOP_WORDS.get(language, ()):
        return ""
    if language == "ar":
        return _arabic_stem(word)
    stemmer = _stemmer(language)
    stem: str = stemmer.stemWord(word) if stemmer and not any(char.isdecimal() for char in word) else word
    return stem or word


def split_at_known(word: str, known: Collection[str]) -> list[str]:
    """A German compound's parts, where all of them are known words, with what joins them between."""
    for cut in range(len(word) - 4, 3, -1):
        bare = [word[:cut].removesuffix(link) for link in _LINKS]
        begins = next((first for first in bare if first in known), "")
        if begins and word[cut:] in known:
            return [begins, word[cut:]]
    return []


def _word(raw: str, start: int, language: str) -> Word:
    plain = folded(raw, language)
    return Word(start, start + len(raw), plain, stem_of(plain, language))


def _han_words(run: str, start: int) -> Iterator[Word]:
    """Questions' words are blanked first, so that no pair spans them."""
    kept = _HAN_STOPS.sub(lambda match: " " * len(match[0]), run)
    for place, char in enumerate(kept):
        if char == " ":
            continue
        plain = unicodedata.normalize("NFKC", char)
        yield Word(start + place, start + place + 1, plain, plain)
        if place + 1 < len(kept) and kept[place + 1] != " ":
            pair = unicodedata.normalize("NFKC", kept[place : place + 2])
            yield Word(start + place, start + place + 2, pair, pair)


def _arabic_stem(word: str) -> str:
    """After the light stemmer of Larkey, Ballesteros and Connell (SIGIR 2002, “light10”), which finds more than stemmers that cut
    deeper. A bare و before a word stays: it may belong to it, as in وراثة."""
    prefix = next((one for one in _ARABIC_PREFIXES if word.startswith(one) and len(word) - len(one) > 1), "")
    stem = word.removeprefix(prefix)
    for suffix in _ARABIC_SUFFIXES:
        if stem.endswith(suffix) and len(stem) - len(suffix) > 2:
            stem = stem.removesuffix(suffix)
    return "".join(found.groups("")) if (found := _BROKEN_PLURAL.match(stem)) else stem


def _stemmer(language: str) -> Any:
    """One for each thread: it keeps the word that it works on, and what it found of it, on itself."""
    name = _STEMMERS.get(language)
    if name is None:
        return None
    made: dict[str, Any] = _OF_THREAD.__dict__
    return made.get(name) or made.setdefault(name, snowballstemmer.stemmer(name))
