"""What changed between two texts, as a reviewer must see it: words, emphasis, link targets, images, moved blocks, numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from itertools import groupby
from typing import Any, Final

from .alignment import matching_pairs
from .digest import canonical_json


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class BlockChange(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    MOVED_AND_CHANGED = "moved_and_changed"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, mark or picture, with what it is marked as: emphasis, the target of its link, its kind of element."""

    text: str
    marks: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        return bool(_NUMBER.match(self.text))


@dataclass(frozen=True, slots=True)
class Segment:
    """Neighbouring tokens that changed in the same way and are marked alike."""

    change: Change
    text: str
    marks: tuple[str, ...]
    is_number: bool


@dataclass(frozen=True, slots=True)
class BlockPair:
    """A block before and after, by its id. One of the two is None where it was added or removed."""

    change: BlockChange
    old: Any
    new: Any


# Digits of any script with their separators, ranges and signs, and a percent or permille sign: one thing to a reader.
_NUMBER: Final = re.compile(r"[<>≤≥±~]?\d+(?:[.,٫٬’'  –-]?\d+)*(?:[ \s]?[%٪‰])?")
_UNIT: Final = r"(?:[ \s](?:mg|µg|μg|mcg|g|kg|ml|l|IU|UI|IE|cm|mm|kcal)\b)?"
_TOKEN: Final = re.compile(
    rf"{_NUMBER.pattern}{_UNIT}"
    r"|[一-鿿㐀-䶿豈-﫿぀-ヿ]"  # Chinese and Japanese are written without spaces: one character at a time
    r"|[^\W\d_一-鿿㐀-䶿豈-﫿぀-ヿ]+"
    r"|\s+|."
)
_BLOCK_ELEMENTS: Final = frozenset(
    {
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "div",
        "section",
        "dt",
        "dd",
        "figcaption",
        "blockquote",
        "figure",
        "tr",
        "ul",
        "ol",
        "dl",
    }
)
_EMPHASIS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "h3": "heading",
    "li": "list item",
    "sup": "raised",
}
PARAGRAPH_END: Final = "\n"


class _Tokens(HTMLParser):
    """Collects the tokens of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _BLOCK_ELEMENTS:
            self._end_paragraph()
        if tag == "img":
            self.tokens.append(Token(f"[{values.get('alt') or ''}]", (f"image {values.get('src') or ''}",)))
        elif tag == "a":
            self._open.append((tag, f"link {values.get('href') or values.get('data-cite') or ''}"))
        elif tag in _EMPHASIS:
            self._open.append((tag, _EMPHASIS[tag]))
        elif values.get("lang"):
            self._open.append((tag, f"language {values['lang']}"))
        elif tag not in {"br", "hr", "source", "input", "link", "meta"}:
            self._open.append((tag, None))

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                break
        if tag in _BLOCK_ELEMENTS:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        marks = tuple(dict.fromkeys(mark for _tag, mark in self._open if mark))
        for match in _TOKEN.finditer(data):
            text = match.group()
            if not text.isspace():
                self.tokens.append(Token(text, marks))
            elif self.tokens and not self.tokens[-1].text.isspace():
                self.tokens.append(Token(" ", marks))

    def _end_paragraph(self) -> None:
        while self.tokens and self.tokens[-1].text == " ":
            self.tokens.pop()
        if self.tokens and self.tokens[-1].text != PARAGRAPH_END:
            self.tokens.append(Token(PARAGRAPH_END))


def tokens_of(html: str) -> list[Token]:
    """The tokens of rendered HTML, in reading order. Paragraphs end in a token of their own."""
    parser = _Tokens()
    parser.feed(html)
    parser.close()
    while parser.tokens and parser.tokens[-1].text.isspace():
        parser.tokens.pop()
    return parser.tokens


def compare_html(old: str, new: str) -> list[Segment]:
    """The new text with what was added, and with what was removed at the place where it stood.

    A word whose emphasis or link target changed is removed with the old mark and added with the new one.
    """
    return list(_segments(tokens_of(old), tokens_of(new)))


def is_changed(segments: Sequence[Segment]) -> bool:
    return any(segment.change is not Change.SAME for segment in segments)


def _segments(old: list[Token], new: list[Token]) -> Iterator[Segment]:
    before = after = 0
    same: list[Token] = []
    for i, j in [*matching_pairs(old, new), (len(old), len(new))]:
        if i > before or j > after:
            yield from _joined(Change.SAME, same)
            yield from _joined(Change.REMOVED, old[before:i])
            yield from _joined(Change.ADDED, new[after:j])
            same = []
        same += new[j : j + 1]
        before, after = i + 1, j + 1
    yield from _joined(Change.SAME, same)


def _joined(change: Change, tokens: list[Token]) -> Iterator[Segment]:
    for (marks, is_number), group in groupby(tokens, key=lambda token: (token.marks, token.is_number)):
        yield Segment(change, "".join(token.text for token in group), marks, is_number)


def pair_blocks(old: Sequence[Any], new: Sequence[Any]) -> list[BlockPair]:
    """Stored blocks before and after, paired by id, in the new order. Removed blocks stand where they stood.

    Of blocks that changed their order, as few as possible count as moved.
    """
    old, new = _with_ids(old), _with_ids(new)
    before = {block["id"]: block for block in old}
    after = {block["id"]: block for block in new}
    kept = set(_longest_rising([list(before).index(block["id"]) for block in new if block["id"] in before]))
    pairs = [_pair(before.get(block["id"]), block, list(before), kept) for block in new]
    for index, block in enumerate(old):
        if block["id"] not in after:
            pairs.insert(_place_of(index, old, pairs), BlockPair(BlockChange.REMOVED, block, None))
    return pairs


def _with_ids(blocks: Sequence[Any]) -> list[Any]:
    """The blocks, each with an id of its own. One that a program stored without an id is known by its words."""
    names: Counter[str] = Counter()
    named = []
    for block in blocks:
        name = block["id"] or canonical_json([block["type"], block["value"]])
        names[name] += 1
        named.append(block if block["id"] and names[name] == 1 else {**block, "id": f"{name} ({names[name]})"})
    return named


def _pair(old: Any, new: Any, order: list[Any], kept: set[int]) -> BlockPair:
    if old is None:
        return BlockPair(BlockChange.ADDED, None, new)
    moved = order.index(new["id"]) not in kept
    changed = (old["type"], old["value"]) != (new["type"], new["value"])
    match moved, changed:
        case True, True:
            return BlockPair(BlockChange.MOVED_AND_CHANGED, old, new)
        case True, False:
            return BlockPair(BlockChange.MOVED, old, new)
        case False, True:
            return BlockPair(BlockChange.CHANGED, old, new)
        case _:
            return BlockPair(BlockChange.SAME, old, new)


def _place_of(index: int, old: Sequence[Any], pairs: list[BlockPair]) -> int:
    """Behind the nearest block before it that is still shown, else at the beginning."""
    for earlier in reversed(old[:index]):
        for place, pair in enumerate(pairs):
            if pair.old is not None and pair.old["id"] == earlier["id"]:
                return place + 1
    return 0


def _longest_rising(numbers: list[int]) -> list[int]:
    """A longest rising subsequence: the blocks that need not count as moved."""
    best: list[list[int]] = []
    for number in numbers:
        head = max((run for run in best if run[-1] < number), key=len, default=[])
        best.append([*head, number])
    return max(best, key=len, default=[])
