"""What a file is made of, whatever its format: passages in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from typing import Final


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"


class Reason(StrEnum):
    """Why something lies in the tray."""

    NO_SECTION = "no_section"
    TOO_LONG = "too_long"
    DISCLAIMER = "disclaimer"
    REFERENCE = "reference"
    CLAIMS_REVIEW = "claims_review"
    LINK = "link"
    PICTURE = "picture"
    HIDDEN = "hidden"
    PAGE_EDGE = "page_edge"
    COMMENT = "comment"
    FOOTNOTE = "footnote"
    PROPERTY = "property"
    LEFT_OVER = "left_over"


@dataclass(frozen=True, slots=True)
class Passage:
    """One heading, paragraph or list.

    `html` is simple HTML: what stands inside the heading or paragraph, or the whole list with its own tags. `level` is a
    heading's, 1 to 6. A passage with `aside` is no running text, and goes to the tray for that reason.
    """

    kind: Kind
    html: str
    level: int = 0
    aside: Reason | None = None

    @property
    def text(self) -> str:
        return visible_text(self.html)

    @property
    def block_html(self) -> str:
        """As a section's rich text holds it. A heading is words alone there."""
        match self.kind:
            case Kind.HEADING:
                return f"<h3>{self.html}</h3>"
            case Kind.LIST:
                return self.html
            case _:
                return f"<p>{self.html}</p>"


class _Text(HTMLParser):
    _BREAKS: Final = frozenset({"p", "li", "ul", "ol", "br", "h3", "h1", "h2"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._BREAKS:
            self.parts.append("\n")
        if tag == "a" and (address := dict(attrs).get("href")):
            self.addresses.append(address)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _parsed(html: str) -> _Text:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return parser


def visible_text(html: str) -> str:
    """The words that a reader sees: one line for each line break, item or paragraph, white space single."""
    lines = (" ".join(line.split()) for line in "".join(_parsed(html).parts).splitlines())
    return "\n".join(line for line in lines if line)


def addresses(html: str) -> list[str]:
    """Where the links lead to, in order."""
    return _parsed(html).addresses


_ITEM: Final = re.compile(r"<(/?)(li|ul|ol)\b[^>]*>")


def list_items(html: str) -> list[str]:
    """What stands inside each item of a list's outermost level, lists within an item included."""
    items: list[str] = []
    depth = start = 0
    for tag in _ITEM.finditer(html):
        closes, name = tag.group(1), tag.group(2)
        if name == "li" and depth == 1:
            if closes:
                items.append(html[start : tag.start()])
            start = tag.end()
        elif name != "li":
            depth += -1 if closes else 1
    return items


#: Where a sentence ends: at a mark with white space behind it, at a Chinese mark, at the end of a line.
_END: Final = re.compile(r"(?<=[.!?؟…])[\"”’»)\]]*(?=\s)|(?<=[。！？])[”’」』）]*|\n+")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, white space at their edges taken off. Together they hold all its words."""
    start = 0
    for end in _END.finditer(text):
        if sentence := text[start : end.end()].strip():
            yield sentence
        start = end.end()
    if sentence := text[start:].strip():
        yield sentence
