"""One spelling for equal rich text: the editor may store the same words in different ways."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from typing import Final

#: Attributes that the editor puts on paragraphs for its own use.
_EDITORS_OWN: Final = frozenset({"data-block-key"})
_BLOCKS: Final = frozenset({"p", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "hr"})
_VOID: Final = frozenset({"br", "hr", "img", "embed"})
_SAME: Final = {"strong": "b", "em": "i"}


class _Canonical(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = sorted((name, value or "") for name, value in attrs if name not in _EDITORS_OWN)
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in kept)
        if tag in _BLOCKS:
            self._trim()
        self.parts.append(f"<{_SAME.get(tag, tag)}{attributes}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._trim()
        if tag not in _VOID:
            self.parts.append(f"</{_SAME.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        if self.parts and self.parts[-1].startswith(("</p", "</ul", "</ol", "</li", "</h", "<ul", "<ol", "<p", "<li", "<h")):
            data = data.lstrip(" \t\r\n")
        if data:
            self.parts.append(escape(data, quote=False))

    def _trim(self) -> None:
        """White space at the edge of a paragraph is nothing that a reader meets."""
        if self.parts and not self.parts[-1].startswith("<"):
            self.parts[-1] = self.parts[-1].rstrip(" \t\r\n")
            if not self.parts[-1]:
                self.parts.pop()


@lru_cache(maxsize=4096)
def canonical_html(html: str) -> str:
    """The same rich text without the editor's own attributes and white space between paragraphs, attributes sorted.

    Words, emphasis, link targets, citations and their order stay as they are.
    """
    parser = _Canonical()
    parser.feed(html)
    parser.close()
    parser._trim()
    return "".join(parser.parts)
