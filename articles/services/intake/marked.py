"""Markdown as passages: turned into HTML, which is then read and cleaned as any other."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from typing import Any, Final

from markdown_it import MarkdownIt

from articles.domain.intake import Kind, Passage, Reason

from .limits import DEEPEST, refuse_too_many_tags
from .markup import Page, read_html
from .report import Cleaned

#: What static site generators write above a text: a block between two lines of hyphens.
_PROPERTIES: Final = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE: Final = re.compile(r"^title:\s*(.+)$", re.IGNORECASE)
#: Deeper than any file that is accepted, so that what is nested too deep is seen and refused, not left out.
_DEEPEST: Final = DEEPEST + 10
#: What may begin emphasis, a link or a tag. The time that reading takes grows faster than the number of those left open.
_MARK: Final = re.compile(r"[\[*_`<]")


def read_markdown(text: str, cleaned: Counter[Cleaned]) -> Page:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    refuse_too_many_tags(len(_MARK.findall(text)))
    properties = _PROPERTIES.match(text)
    title, asides = _properties(properties.group(1)) if properties else ("", [])
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable("table")
    environment: dict[str, Any] = {}
    page = read_html(parser.render(text[properties.end() :] if properties else text, environment), cleaned)
    return Page([*asides, *page.passages, *_unused_addresses(environment, page.passages)], title)


def _properties(block: str) -> tuple[str, list[Passage]]:
    """The title, and every other line for the tray."""
    title, asides = "", []
    for line in block.splitlines():
        found = _TITLE.match(line)
        if found and not title:
            title = found.group(1).strip().strip("\"'")
        elif line.strip():
            asides.append(Passage(Kind.PARAGRAPH, escape(line.strip()), aside=Reason.PROPERTY))
    return title, asides


def _unused_addresses(environment: dict[str, Any], passages: list[Passage]) -> list[Passage]:
    """Addresses that the file defines under a name that no link uses. Some writers keep their sources so."""
    written = "".join(passage.html for passage in passages)
    definitions = [*environment.get("references", {}).items(), *((d["label"], d) for d in environment.get("duplicate_refs", []))]
    lines = (
        f"[{label}]: {definition['href']} {definition['title']}".strip()
        for label, definition in definitions
        if f'"{escape(definition["href"])}"' not in written
    )
    return [Passage(Kind.PARAGRAPH, escape(line), aside=Reason.LINK) for line in lines]
