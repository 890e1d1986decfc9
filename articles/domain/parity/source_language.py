"""Passages that were left in the source's language.

A passage is taken as left behind when it is the source's, word for word, or when its words are the source language's: by
its script where the scripts differ, else by its function words, of which each language has a short profile below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from .findings import Check, Finding
from .numerals import base
from .texts import Passage, Section, sentences

#: Fewer words than this are a label or a name.
FEWEST_WORDS: Final = 4
#: A sentence of so many words tells its language by its function words.
_TELLING_WORDS: Final = 5
_TELLING_HITS: Final = 2
_TELLING_SHARE: Final = 0.25
#: So much of a text in another script is more than names and abbreviations.
_FOREIGN_SHARE: Final = 0.6
_CLOSED_SCRIPT_WORDS: Final = 8

#: Languages that are not written in Latin letters, with their letters.
_SCRIPTS: Final = {"ar": re.compile("[\u0600-\u06ff\u0750-\u077f]"), "zh": re.compile("[\u3400-\u9fff]")}
_LATIN_WORD: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ]{2,}")
_WORD: Final = re.compile(r"[^\W\d_]+")

#: Function words that are frequent in one of the languages and no word of the others.
_PROFILES: Final = {
    "en": "the and of to is are were that this these those with for from not you your it its they their have has be been "
    "which when what who how than by at can do does there more most many some about into after before",
    "es": "el los las una unos del al y que con por para no se su sus lo le les como más pero este esta estos estas cuando muy "
    "sin sobre entre también hay puede pueden son ser está están ha han usted si ya donde hasta",
    "fr": "le les une du des et est sont que qui dans pour pas ne ce cette ces vous votre vos il elle ils sur avec par plus au "
    "aux être ont peut mais ou où se leur leurs nous quand sans aussi comme très",
    "de": "der die das und ist sind nicht ein eine einen einem einer mit von zu den dem des im auf für sich auch es sie wird "
    "werden kann können oder aber wenn als bei nach aus dass ihr ihre ihren wie noch nur über sehr mehr",
}


@lru_cache(maxsize=32)
def _profile(language: str, against: str) -> frozenset[str]:
    return frozenset(_PROFILES.get(base(language), "").split()) - frozenset(_PROFILES.get(base(against), "").split())


def untranslated(source: Section, own: Section, languages: tuple[str, str]) -> Iterator[Finding]:
    """The blocks that were left in the source's language; one finding for the section where that is all of it."""
    if base(languages[0]) == base(languages[1]):
        return
    originals = {_words_of(text) for passage in source.passages for text in _pieces(passage)}
    originals |= {_words_of(passage.text) for passage in source.passages}
    left = [(passage, piece) for passage in own.passages if (piece := _left_behind(passage, originals, languages))]
    told = [passage for passage in own.body if len(_WORD.findall(passage.text)) >= FEWEST_WORDS]
    if len(left) > 1 and {passage.id for passage in told} <= {passage.id for passage, _piece in left}:
        yield Finding(Check.SOURCE_LANGUAGE, own.key, own=_beginning(left[0][1]))
        return
    yield from (Finding(Check.SOURCE_LANGUAGE, own.key, passage.id, own=_beginning(piece)) for passage, piece in left)


def _left_behind(passage: Passage, originals: set[str], languages: tuple[str, str]) -> str | None:
    """The first piece of a passage that is still in the source's language."""
    for piece in _pieces(passage):
        if _is_copy(piece, originals, languages[0]) or _speaks(piece, *languages):
            return piece
    return None


def _pieces(passage: Passage) -> Iterator[str]:
    for paragraph in passage.paragraphs:
        yield from sentences(paragraph)


def _is_copy(piece: str, originals: set[str], language: str) -> bool:
    if _words_of(piece) not in originals:
        return False
    if base(language) in _SCRIPTS:
        return len(_SCRIPTS[base(language)].findall(piece)) >= FEWEST_WORDS
    words = _WORD.findall(piece)
    # Names and publications consist of words with capital letters.
    return len(words) >= FEWEST_WORDS and sum(word.islower() for word in words if len(word) > 1) >= 2


def _speaks(piece: str, source: str, own: str) -> bool:
    """Whether a text that is no copy is in the source's language."""
    if (script := _SCRIPTS.get(base(source))) and base(own) != base(source):
        letters = len(_LATIN_WORD.findall(piece)) if base(own) not in _SCRIPTS else len(_SCRIPTS[base(own)].findall(piece))
        return (found := len(script.findall(piece))) >= _CLOSED_SCRIPT_WORDS and found > 2 * letters
    if script := _SCRIPTS.get(base(own)):
        latin = _LATIN_WORD.findall(piece)
        letters = sum(map(len, latin))
        share = letters / max(1, letters + len(script.findall(piece)))
        return share > _FOREIGN_SHARE and sum(word.islower() for word in latin) >= FEWEST_WORDS
    words = [word.lower() for word in _WORD.findall(piece) if word.islower() or word.istitle()]
    theirs = sum(word in _profile(source, own) for word in words)
    ours = sum(word in _profile(own, source) for word in words)
    return len(words) >= _TELLING_WORDS and theirs >= max(_TELLING_HITS, _TELLING_SHARE * len(words)) and theirs > 2 * ours


def _words_of(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _beginning(text: str, length: int = 80) -> str:
    return text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0]} …"
