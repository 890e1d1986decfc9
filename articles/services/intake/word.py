"""A Word file as passages. mammoth turns it into HTML; what mammoth leaves out is found here and put in the tray."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Final
from xml.etree.ElementTree import Element

import mammoth

from articles.domain.intake import Kind, Passage, Reason

from .limits import MOST_PASSAGES, refuse_too_many_characters, refuse_too_many_passages, too_deep
from .markup import Page, read_html
from .package import MAIN, Package, damaged
from .report import Cleaned

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PREFIX: Final = "intake-"
#: How mammoth begins the list of footnotes that it puts at the end, and the arrow that leads back from each.
_FOOTNOTES: Final = re.compile(rf'<ol><li id="{_PREFIX}(?:footnote|endnote)-')
_BACK: Final = re.compile(r'\s*<a href="#[^"]*">↑</a>')
_EDGES: Final = ("word/header", "word/footer")


def read_word(data: bytes, cleaned: Counter[Cleaned]) -> Page:
    """The passages of a Word file. Raises IntakeError for what is hostile or damaged."""
    package = Package(data, cleaned)
    main = package.part(MAIN)
    assert main is not None  # noqa: S101 - a package without one is refused
    _refuse_too_much(main)
    html = _html(data)
    notes = _FOOTNOTES.search(html)
    text, footnotes = (html[: notes.start()], html[notes.start() :]) if notes else (html, "")
    page = read_html(text, cleaned)
    passages = [*page.passages, *_footnotes(footnotes, cleaned)]
    passages += [*_left_out(main, passages), *_comments(package, cleaned), *_page_edges(package, cleaned)]
    cleaned[Cleaned.DELETED] += sum(1 for _ in main.iter(f"{_W}del"))
    cleaned[Cleaned.INSERTED] += sum(1 for _ in main.iter(f"{_W}ins"))
    return Page(passages, "")


def _refuse_too_much(main: Element) -> None:
    """Before mammoth reads it, which takes long for what is large. A row of a table may hold several paragraphs."""
    paragraphs = [text for paragraph in main.iter(f"{_W}p") if (text := _words(paragraph))]
    refuse_too_many_characters("".join(paragraphs))
    if len(paragraphs) > 2 * MOST_PASSAGES:
        refuse_too_many_passages(paragraphs)


def _html(data: bytes) -> str:
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            include_embedded_style_map=False,
            id_prefix=_PREFIX,
            convert_image=mammoth.images.img_element(lambda _image: {"src": ""}),
        )
    except RecursionError as error:
        raise too_deep() from error
    except Exception as error:  # a library on a file that may be anything: it has no error of its own
        raise damaged() from error
    return str(result.value)


def _footnotes(html: str, cleaned: Counter[Cleaned]) -> list[Passage]:
    passages = read_html(_BACK.sub("", html), cleaned, aside=Reason.FOOTNOTE).passages
    cleaned[Cleaned.FOOTNOTE] += html.count(f'<li id="{_PREFIX}')
    return passages


def _comments(package: Package, cleaned: Counter[Cleaned]) -> Iterator[Passage]:
    part = package.part("word/comments.xml")
    for comment in [] if part is None else part.iter(f"{_W}comment"):
        if text := _joined(comment):
            cleaned[Cleaned.REVIEW_COMMENT] += 1
            yield _aside(text, Reason.COMMENT)


def _page_edges(package: Package, cleaned: Counter[Cleaned]) -> Iterator[Passage]:
    for edge in _EDGES:
        for part in package.parts(edge):
            if text := _joined(part):
                cleaned[Cleaned.PAGE_EDGE] += 1
                yield _aside(text, Reason.PAGE_EDGE)


def _left_out(main: Element, passages: list[Passage]) -> Iterator[Passage]:
    """Paragraphs of the file whose words are in none of the passages, for example in a drawing or a formula."""
    held = _letters("".join(passage.text for passage in passages))
    for paragraph in main.iter(f"{_W}p"):
        text = _words(paragraph)
        if _letters(text) not in held:
            yield _aside(text, Reason.LEFT_OVER)


def _joined(element: Element) -> str:
    return "\n".join(text for paragraph in element.iter(f"{_W}p") if (text := _words(paragraph)))


def _words(paragraph: Element) -> str:
    """The words of one paragraph, without those of a paragraph inside it, in a text box, and without deleted ones."""
    return " ".join("".join(_pieces(paragraph)).split())


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in (f"{_W}t", _MATH):
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        elif child.tag not in (f"{_W}p", f"{_W}del", f"{_W}moveFrom"):
            yield from _pieces(child)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _aside(text: str, reason: Reason) -> Passage:
    return Passage(Kind.PARAGRAPH, escape(text).replace("\n", "<br>"), aside=reason)
