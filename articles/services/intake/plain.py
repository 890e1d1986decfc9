"""Plain text as passages: what looks like a heading, a list or a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Final

from articles.domain.intake import Kind, Passage, names_section

#: A line that stands alone and is at most this long is a heading, unless it ends as a sentence does.
_LONGEST_HEADING: Final = 120
_SENTENCE_ENDS: Final = (".", "!", ";", ",", "…", "。", "！", "；", "，", "،", "؛", ":", "：")
_QUESTIONS: Final = ("?", "؟", "？")
_SHORTEST_WRAPPED: Final = 50
_BULLET: Final = re.compile(r"^\s*(?:[-*•–]|\d{1,3}[.)])\s+")
_NUMBERED: Final = re.compile(r"^\s*\d")
_UNDERLINE: Final = re.compile(r"^\s*(={3,}|-{3,})\s*$")


def read_plain(text: str, language: str) -> list[Passage]:
    """The passages of a plain text. Where it has no empty line, each line is a passage of its own."""
    lines = text.splitlines()
    groups = [list(group) for blank, group in groupby(lines, key=lambda line: not line.strip()) if not blank]
    if len(groups) == 1 and not _is_list(groups[0]):
        groups = list(_unwrapped(groups[0]))
    passages = [passage for group in groups for passage in _passages(group, language)]
    return [_with_level(passage, first=index == 0) for index, passage in enumerate(passages)]


def _unwrapped(lines: list[str]) -> Iterator[list[str]]:
    """Lines that an editor of old broke at its right margin belong together: long ones that end within a sentence."""
    group: list[str] = []
    for line in lines:
        group.append(line)
        if len(line.strip()) < _SHORTEST_WRAPPED or line.rstrip().endswith(_SENTENCE_ENDS + _QUESTIONS):
            yield group
            group = []
    if group:
        yield group


def _passages(lines: list[str], language: str) -> Iterator[Passage]:
    if len(lines) > 1 and _UNDERLINE.match(lines[1]):
        yield _heading(lines[0])
        lines = lines[2:]
    elif len(lines) > 1 and names_section(lines[0], language):
        yield _heading(lines[0])
        lines = lines[1:]
    if not lines:
        return
    if _is_list(lines):
        yield _list(lines)
    elif len(lines) == 1 and _looks_like_heading(lines[0]):
        yield _heading(lines[0])
    else:
        yield Passage(Kind.PARAGRAPH, escape(" ".join(line.strip() for line in lines)))


def _is_list(lines: list[str]) -> bool:
    return bool(_BULLET.match(lines[0])) and (len(lines) > 1 or not _NUMBERED.match(lines[0]))


def _list(lines: list[str]) -> Passage:
    """A line without a mark goes on with the item above it. Numbers stay: the text may speak of them."""
    items: list[str] = []
    for line in lines:
        mark = _BULLET.match(line)
        if mark is None:
            items[-1] += " " + line.strip()
        else:
            items.append(line.strip() if _NUMBERED.match(line) else line[mark.end() :].strip())
    return Passage(Kind.LIST, "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>")


def _looks_like_heading(line: str) -> bool:
    line = line.strip()
    return len(line) <= _LONGEST_HEADING and not line.endswith(_SENTENCE_ENDS)


def _heading(line: str) -> Passage:
    return Passage(Kind.HEADING, escape(line.strip()), 2)


def _with_level(passage: Passage, *, first: bool) -> Passage:
    """The first line of a text is its title, if it is a heading at all."""
    return Passage(passage.kind, passage.html, 1) if first and passage.kind is Kind.HEADING else passage
