"""HTML as passages. Nothing of the file's own HTML is kept: what comes out is written anew, from words, emphasis, lists and
links to the web."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from typing import Final

from articles.domain.intake import Kind, Passage, Reason, visible_text

from .limits import DEEPEST, too_deep
from .raw import without_programs
from .report import Cleaned

_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_LISTS: Final = frozenset({"ul", "ol"})
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", *_HEADINGS,
    }
)  # fmt: skip
#: What the start of an element ends, if it is still open above the elements named second.
_IMPLIED_ENDS: Final = {
    "li": (frozenset({"li"}), _LISTS),
    "td": (frozenset({"td", "th"}), frozenset({"table"})),
    "th": (frozenset({"td", "th"}), frozenset({"table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
_BOLD: Final = frozenset({"b", "strong"})
_ITALIC: Final = frozenset({"i", "em"})
_DROPPED: Final = {"object": Cleaned.FRAME, "embed": Cleaned.FRAME, "applet": Cleaned.FRAME, "form": Cleaned.FORM}
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)[^\s\"<>]+", re.IGNORECASE)
_LONGEST_ADDRESS: Final = 2000
_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: A row of a table with more text than this was there for the layout.
_LONGEST_ROW: Final = 300


@dataclass(slots=True)
class _Open:
    """An element that has not ended yet."""

    tag: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML file holds. `title` is the one in its head, which its own text need not repeat."""

    passages: list[Passage]
    title: str


def read_html(html: str, cleaned: Counter[Cleaned], aside: Reason | None = None) -> Page:
    """The passages of an HTML file, or of a piece of one. Raises IntakeError where it is nested too deep."""
    reader = _Reader(cleaned, aside)
    reader.feed(without_programs(html, cleaned))
    reader.close()
    reader.end()
    return Page(reader.passages, " ".join("".join(reader.title).split()))


class _Reader(HTMLParser):
    def __init__(self, cleaned: Counter[Cleaned], aside: Reason | None) -> None:
        super().__init__(convert_charrefs=True)
        self.cleaned = cleaned
        self.aside = aside
        self.passages: list[Passage] = []
        self.title: list[str] = []
        self._open: list[_Open] = []
        self._words: list[str] = []
        self._list: list[str] = []
        #: For each open list, whether an item of it is open.
        self._items: list[bool] = []
        self._rows: list[tuple[int, list[int]]] = []
        self._address = ""

    def end(self) -> None:
        while self._open:
            self._close_last()
        self._flush()

    # --- Events ------------------------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.cleaned[Cleaned.HANDLER] += sum(name.startswith("on") for name in values)
        if tag in _DROPPED:
            self.cleaned[_DROPPED[tag]] += 1
        self._end_what_this_ends(tag)
        if tag in _BLOCKS:
            self._flush()
        if tag in _VOID:
            self._take_void(tag, values)
            return
        self._open_element(tag, values)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As browsers do: the stroke at the end of a tag that is not void means nothing."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._close_last() != tag:
                pass
        elif tag in _BLOCKS:
            self._flush()

    def handle_data(self, data: str) -> None:
        if self._inside("title") and not self._inside("body"):
            self.title.append(data)
            return
        text = escape(data)
        if self._inside("pre"):
            text = text.strip("\n").replace("\n", "<br>")
        if text.strip():
            for tag, tags in (("i", _ITALIC), ("b", _BOLD)):
                if any(element.tag in tags for element in self._open):
                    text = f"<{tag}>{text}</{tag}>"
            if self._address:
                text = f'<a href="{escape(self._address)}">{text}</a>'
        self._words.append(text)

    # --- Elements ----------------------------------------------------------------------------------------------------

    def _inside(self, tag: str) -> bool:
        return any(element.tag == tag for element in self._open)

    def _end_what_this_ends(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_open(frozenset({"p"}), until=_BLOCKS - {"p"})
        if tag in _IMPLIED_ENDS:
            ended, until = _IMPLIED_ENDS[tag]
            self._end_open(ended, until)

    def _end_open(self, tags: frozenset[str], until: frozenset[str]) -> None:
        for element in reversed(self._open):
            if element.tag in tags:
                while self._close_last() not in tags:
                    pass
                return
            if element.tag in until:
                return

    def _take_void(self, tag: str, values: dict[str, str | None]) -> None:
        if tag == "br":
            self._words.append("<br>")
        elif tag == "img":
            self.cleaned[Cleaned.PICTURE] += 1
            if alternative := " ".join((values.get("alt") or "").split()):
                self.passages.append(Passage(Kind.PARAGRAPH, escape(alternative), aside=Reason.PICTURE))

    def _open_element(self, tag: str, values: dict[str, str | None]) -> None:
        hidden = "hidden" in values or bool(_UNSEEN.search(values.get("style") or ""))
        if hidden:
            self._flush()
            self.cleaned[Cleaned.HIDDEN] += 1
        self._open.append(_Open(tag, hidden))
        if len(self._open) > DEEPEST:
            raise too_deep()
        if tag == "a":
            self._address = self._usable(values.get("href"))
        self._begin_structure(tag)

    def _begin_structure(self, tag: str) -> None:
        if tag in _LISTS:
            self._begin_list(tag)
        elif tag == "li":
            self._begin_item()
        elif tag == "tr":
            self._rows.append((len(self.passages), []))
        elif tag in ("td", "th") and self._rows:
            self._rows[-1][1].append(len(self.passages))
        elif tag == "table":
            self.cleaned[Cleaned.TABLE] += 1

    def _close_last(self) -> str:
        element = self._open[-1]
        if element.tag in _BLOCKS or element.hidden:
            self._flush()
        self._open.pop()
        if element.tag == "a":
            self._address = ""
        elif element.tag in _LISTS:
            self._end_list(element.tag)
        elif element.tag == "li":
            self._end_item()
        elif element.tag == "tr":
            self._end_row()
        return element.tag

    def _usable(self, address: str | None) -> str:
        address = (address or "").strip()
        if len(address) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(address):
            return address
        if address and not address.startswith("#"):
            self.cleaned[Cleaned.LINK] += 1
        return ""

    # --- Lists and tables --------------------------------------------------------------------------------------------

    def _begin_list(self, tag: str) -> None:
        if self._items and not self._items[-1]:
            self._begin_item()
        self._items.append(False)
        self._list.append(f"<{tag}>")

    def _begin_item(self) -> None:
        if self._items:
            self._end_item()
            self._items[-1] = True
            self._list.append("<li>")

    def _end_item(self) -> None:
        if self._items and self._items[-1]:
            self._items[-1] = False
            self._list.append("</li>")

    def _end_list(self, tag: str) -> None:
        self._end_item()
        self._items.pop()
        self._list.append(f"</{tag}>")
        if not self._items:
            html, self._list = "".join(self._list), []
            self._add(Passage(Kind.LIST, html))

    def _end_row(self) -> None:
        if not self._rows:
            return
        start, cells = self._rows.pop()
        row = self.passages[start:]
        one_each = all(right - left <= 1 for left, right in pairwise([start, *cells, len(self.passages)]))
        short = sum(len(passage.html) for passage in row) <= _LONGEST_ROW
        if len(row) > 1 and one_each and short and all(passage.kind is Kind.PARAGRAPH and not passage.aside for passage in row):
            self.passages[start:] = [Passage(Kind.PARAGRAPH, " · ".join(passage.html for passage in row))]

    # --- What is written ---------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        html, self._words = _tidy(self._words), []
        if not visible_text(html):
            return
        if self._items and not self._is_hidden():
            self._into_list(html)
            return
        heading = next((_HEADINGS[element.tag] for element in reversed(self._open) if element.tag in _HEADINGS), 0)
        if heading:
            self._add(Passage(Kind.HEADING, html, heading))
        else:
            self._add(Passage(Kind.PARAGRAPH, html))

    def _into_list(self, html: str) -> None:
        if not self._items[-1]:
            self._begin_item()
        elif not self._list[-1].startswith(("<li>", "</")):
            self._list.append("<br>")
        self._list.append(html)

    def _add(self, passage: Passage) -> None:
        aside = self.aside or (Reason.HIDDEN if self._is_hidden() else None)
        if not visible_text(passage.html):
            return
        self.passages.append(Passage(passage.kind, passage.html, passage.level, aside) if aside else passage)

    def _is_hidden(self) -> bool:
        return any(element.hidden for element in self._open)


_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_SAME_AGAIN: Final = re.compile(r"</([bi])>(\s*)<\1>")


def _tidy(words: list[str]) -> str:
    """White space as a browser shows it, none at the edges, and emphasis that goes on written once."""
    first, last = 0, len(words)
    while first < last and _is_blank(words[first]):
        first += 1
    while last > first and _is_blank(words[last - 1]):
        last -= 1
    return _SAME_AGAIN.sub(r"\2", _SPACE.sub(" ", "".join(words[first:last]))).strip()


def _is_blank(word: str) -> bool:
    return word == "<br>" or not word.strip()
