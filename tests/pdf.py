"""Looking into a PDF as a program for people who cannot see it does: by its tags."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pytest

from articles.services.leaflets import can_print

_ARABIC = re.compile("[\u0600-\u06ff]")


def require_pdf() -> None:
    """Skips where the libraries are missing that print, unless REQUIRE_PDF says that they must be there."""
    if not can_print():
        reason = "WeasyPrint's libraries are missing: see `manage.py check`."
        pytest.fail(reason) if os.environ.get("REQUIRE_PDF") else pytest.skip(reason)


@dataclass
class Element:
    """An element of the structure tree. `text` is what is read of it and of what stands in it."""

    tag: str
    alternative: str = ""
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.walk()


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def structure(pdf: pikepdf.Pdf, *, from_the_right: bool = False) -> Element:
    """The structure tree with the words that it marks, read through each font's own table of characters.

    WeasyPrint 70 stores each line as it is painted, from left to right; programs turn Arabic round, `from_the_right`.
    """
    words = {page.objgen: _marked_words(page) for page in pdf.pages}
    if from_the_right:
        words = {page: {mark: text[::-1] for mark, text in marked.items()} for page, marked in words.items()}
    return _element(pdf.Root.StructTreeRoot.K, words, None)


def headings(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """Every heading by its level, in reading order."""
    return [(e.tag.lower(), " ".join(e.text.split())) for e in structure(pdf).walk() if e.tag in {"H1", "H2", "H3", "H4"}]


def actions(pdf: pikepdf.Pdf) -> set[str]:
    """The kinds of actions anywhere in the document."""
    found = set()
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary):
            found |= {
                str(key) for key in ("/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/EmbeddedFiles") if key in item
            }
            kind = item.get("/A")
            if isinstance(kind, pikepdf.Dictionary) and "/S" in kind:
                found.add(str(kind.get("/S")))
    return found


def fonts(pdf: pikepdf.Pdf) -> list[Any]:
    """What describes each font, which holds the font itself where it is embedded."""
    return [
        item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and str(item.get("/Type", "")) == "/FontDescriptor"
    ]


def _element(item: Any, words: Any, page: Any) -> Element:
    kids = item if isinstance(item, pikepdf.Array) else item.get("/K", [])
    if not isinstance(item, pikepdf.Array) and "/Pg" in item:
        page = item.Pg.objgen
    tag = "" if isinstance(item, pikepdf.Array) else str(item.get("/S", ""))[1:]
    alternative = "" if isinstance(item, pikepdf.Array) else str(item.get("/Alt", ""))
    element = Element(tag, alternative)
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            element.text += words[page].get(int(kid), "")
        elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            child = _element(kid, words, page)
            element.children.append(child)
            element.text += child.text
    return element


def all_words(page: Any) -> str:
    """The words of a page as they are painted, those in its margins included."""
    return "".join(_marked_words(page).values())


def _marked_words(page: Any) -> dict[int, str]:
    """The words of a page by the number that the structure tree knows them by; those of no mark under -1."""
    tables = {str(name): _characters(font) for name, font in page.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    open_marks: list[int | None] = []
    table: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in {"BDC", "BMC"}:
            properties = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
            open_marks.append(int(properties["/MCID"]) if "/MCID" in properties else None)
        elif operator == "EMC":
            open_marks.pop()
        elif operator == "Tf":
            table = tables[str(operands[0])]
        elif operator in {"Tj", "TJ"}:
            mark = next((mark for mark in reversed(open_marks) if mark is not None), -1)
            pieces = operands[0] if operator == "TJ" else [operands[0]]
            found[mark] = found.get(mark, "") + "".join(
                _decoded(bytes(p), table) for p in pieces if isinstance(p, pikepdf.String)
            )
    return found


def _decoded(codes: bytes, table: dict[int, str]) -> str:
    """In the order in which the glyphs are painted. The letters of one glyph, such as lam and alef, are turned to that order."""
    glyphs = [table.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in range(0, len(codes), 2)]
    return "".join(glyph[::-1] if _ARABIC.match(glyph) else glyph for glyph in glyphs)


def _characters(font: Any) -> dict[int, str]:
    """A font's ToUnicode table, from the numbers of its glyphs."""
    pairs = re.findall(
        r"^<(\w+)> <(\w+)>$", font.ToUnicode.read_bytes().decode("ascii").partition("beginbfchar")[2], re.MULTILINE
    )
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}
