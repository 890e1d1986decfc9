"""Marking the words of a rendered text that a glossary explains, without touching anything else of it.

Tags are copied as they stand and words are copied as they stand: the only thing that is added is what the caller puts around
a word. So a text that was safe stays so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from .terms import Found, Terms

#: A tag with its quoted attributes, or a comment. What is no tag by this is words.
_TAG: Final = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*+)>""", re.DOTALL)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SPACES: Final = frozenset({"&nbsp;", "&#160;", "&#xa0;"})
_LANG: Final = re.compile(r"\slang\s*=", re.IGNORECASE)
_VOID: Final = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"})
#: Where a button has no place, or would be no help: what can be pressed already, headings, citations, text that is no prose.
_CLOSED: Final = frozenset({
    "a", "button", "summary", "label", "select", "textarea", "h1", "h2", "h3", "h4", "h5", "h6", "sup", "cite", "code", "pre",
    "script", "style", "template", "title", "svg", "math", "picture", "video", "audio", "iframe", "object",
})  # fmt: skip

#: Gives the HTML that stands in the place of a word: its key, and the word as it stands in the text, already escaped.
Mark = Callable[[str, str], str]


#: A piece of a text: words as they stand, or a place to mark, which has a key.
Piece = tuple[str, str | None]


def explain(html: str, terms: Terms, mark: Mark) -> str:
    """The HTML with the first occurrence of each term marked. `html` is well-formed, as templates and rich text render it.

    Words in another language than the text's (an element with `lang`) are left alone.
    """
    return "".join(text if key is None else mark(key, text) for text, key in _pieces(html, terms))


@lru_cache(maxsize=512)
def _pieces(html: str, terms: Terms) -> tuple[Piece, ...]:
    """The same text with the same terms is looked through once, however often it is shown."""
    marked: set[str] = set()
    found: list[Piece] = []
    for part, is_open in _parts(html):
        if is_open:
            found += _words(part, terms, marked)
        else:
            found.append((part, None))
    return tuple(_joined(found))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours that are copied as they stand, as one."""
    for is_copied, group in groupby(pieces, key=lambda piece: piece[1] is None):
        if is_copied:
            yield "".join(text for text, _key in group), None
        else:
            yield from group


def _parts(html: str) -> Iterator[tuple[str, bool]]:
    """The tags and the words between them, each with whether it is words that may be marked."""
    inside: list[str] = []  # the closed element that is open, and those of its own name within it
    end = 0
    for tag in _TAG.finditer(html):
        if tag.start() > end:
            yield html[end : tag.start()], not inside
        yield tag[0], False
        end = tag.end()
        if tag[2]:
            _enter_or_leave(tag[2].lower(), tag, inside)
    if end < len(html):
        yield html[end:], not inside


def _enter_or_leave(name: str, tag: re.Match[str], inside: list[str]) -> None:
    if tag[1]:
        if inside and inside[-1] == name:
            inside.pop()
    elif name not in _VOID and (name == inside[-1] if inside else name in _CLOSED or _LANG.search(tag[3])):
        inside.append(name)


def _words(text: str, terms: Terms, marked: set[str]) -> Iterator[Piece]:
    end = 0
    for found in terms.find(_ENTITY.sub(_in_its_length, text) if "&" in text else text):
        if _is_new(found, marked):
            yield text[end : found.start], None
            yield text[found.start : found.end], found.key
            end = found.end
    yield text[end:], None


def _is_new(found: Found, marked: set[str]) -> bool:
    if found.key in marked:
        return False
    marked.add(found.key)
    return True


def _in_its_length(entity: re.Match[str]) -> str:
    """A stand-in for a character that is written out, so that places in the text stay what they are."""
    return (" " if entity[0] in _SPACES else "'") * len(entity[0])
