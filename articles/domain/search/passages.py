"""What of a section answers a search: its best passage, with the words that were looked for marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .words import Word, words_of

#: How much of a section is shown, in characters.
LENGTH, LENGTH_HAN = 220, 90
_MARK_ALL = 400


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """`cut_before` and `cut_after` say whether the section goes on there."""

    anchor: str
    heading: str
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool


def best_passages(sections: Iterable[Sequence[str]], looked_for: Collection[str], language: str, most: int = 2) -> list[Passage]:
    """Of sections (anchor, heading, text), those that hold most of the stems, in their order on the page.

    Where none holds any, as when an article was found by its title, the beginning of the first one.
    """
    judged = []
    for place, (anchor, heading, text) in enumerate(sections):
        hits = [word for word in words_of(text, language) if word.stem in looked_for]
        in_heading = {word.stem for word in words_of(heading, language)} & set(looked_for)
        judged.append((len({word.stem for word in hits} | in_heading), -place, anchor, heading, text, hits))
    best = sorted((item for item in judged if item[0]), reverse=True, key=lambda item: item[:2])[:most] or judged[:1]
    return [_passage(*item[2:], language) for item in sorted(best, key=lambda item: -item[1])]


def marked(text: str, looked_for: Collection[str], language: str) -> tuple[Piece, ...]:
    """A short text whole, with what was looked for marked."""
    return _pieces(text, [word for word in words_of(text, language) if word.stem in looked_for], 0, len(text))


def _passage(anchor: str, heading: str, text: str, hits: list[Word], language: str) -> Passage:
    start, end = _window(text, hits, LENGTH_HAN if language.startswith("zh") else LENGTH)
    return Passage(anchor, heading, _pieces(text, hits, start, end), start > 0, end < len(text))


def _window(text: str, hits: list[Word], length: int) -> tuple[int, int]:
    """Where the most different words stand together, from the beginning of a sentence if one is near."""
    if len(text) <= length:
        return 0, len(text)
    starts = [hit.start for hit in hits[:_MARK_ALL]] or [0]
    seen = {start: len({hit.stem for hit in hits if start <= hit.start < start + length * 2 // 3}) for start in starts}
    first = max(starts, key=lambda start: (seen[start], -start))
    start = max(0, first - length // 4)
    sentence = max(text.rfind(mark, start, first) for mark in (". ", "? ", "! ", "。", "？", "؟ ", "\n"))
    start = sentence + 1 if sentence >= 0 else _at_word(text, start)
    end = min(len(text), start + length)
    return start, end if end == len(text) else max(_at_word(text, end), start + 1)


def _at_word(text: str, place: int) -> int:
    """The end of the word before a place, so that none is cut; the place itself in a script without spaces."""
    space = text.rfind(" ", max(0, place - 30), place)
    return place if space < 0 or not place else space


def _pieces(text: str, hits: list[Word], start: int, end: int) -> tuple[Piece, ...]:
    """Hits that touch each other, as pairs of Chinese characters do, are one."""
    places: list[list[int]] = []
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            if places and hit.start <= places[-1][1]:
                places[-1][1] = max(places[-1][1], hit.end)
            else:
                places.append([hit.start, hit.end])
    edges = [start, *(edge for place in places for edge in place), end]
    pieces = [Piece(text[a:b], bool(number % 2)) for number, (a, b) in enumerate(pairwise(edges)) if a < b]
    return tuple(pieces)
