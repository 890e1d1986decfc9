"""Marking the words of a rendered text that a glossary explains, without touching anything else of it.

Tags are copied as they stand and words are copied as they stand: the only thing that is added is what the caller puts around
a word. So a text that was safe stays so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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


def explain(html: str, terms: Terms, mark: Mark) -> str:
    """The HTML with the first occurrence of each term marked. `html` is well-formed, as templates and rich text render it.

    Words in another language than the text's (an element with `lang`) are left alone.
    """
    marked: set[str] = set()
    return "".join(_words(part, terms, mark, marked) if is_open else part for part, is_open in _parts(html))


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


def _words(text: str, terms: Terms, mark: Mark, marked: set[str]) -> str:
    parts, end = [], 0
    for found in terms.find(_ENTITY.sub(_in_its_length, text) if "&" in text else text):
        if _is_new(found, marked):
            parts += [text[end : found.start], mark(found.key, text[found.start : found.end])]
            end = found.end
    return "".join([*parts, text[end:]])


def _is_new(found: Found, marked: set[str]) -> bool:
    if found.key in marked:
        return False
    marked.add(found.key)
    return True


def _in_its_length(entity: re.Match[str]) -> str:
    """A stand-in for a character that is written out, so that places in the text stay what they are."""
    return (" " if entity[0] in _SPACES else "'") * len(entity[0])
