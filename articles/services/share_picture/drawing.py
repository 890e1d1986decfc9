"""Draws the picture: the site's mark and name, the title in as many lines as it needs, and a note."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.utils.translation import get_language_info, to_locale
from PIL import Image, ImageDraw, ImageFont, features

from .fonts import Face

#: In pixels, as Open Graph's readers like it (`presentation.sharing` says so to them).
SIZE: Final = (1200, 630)
ELLIPSIS: Final = "…"
_MARGIN: Final = 72
_MARK: Final = 84
#: The site's colours by day (`static/articles/site.css`).
_BRAND, _PAPER, _TINT, _DEMO = "#0a5a68", "#ffffff", "#e6f1f1", "#4a2a6b"
_SIZES: Final = (78, 68, 58, 50, 42)
_LEADING: Final = 1.35
_TITLE_TOP, _TITLE_BOTTOM = 184, 536
_NOTE_HEIGHT: Final = 66

#: Scripts that break between any two characters, and marks that must not begin a line.
_ANYWHERE: Final = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_CLOSING: Final = "!%),.:;?\\]}»’”…、。〉》」』】〕！），．：；？］｝～"
_PIECE: Final = re.compile(rf" *(?:[^\s{_ANYWHERE}]+|[{_ANYWHERE}])[{_CLOSING}]*")


@dataclass(frozen=True)
class Words:
    title: str
    site: str
    note: str


def draw(face: Face | None, words: Words | None, language: str) -> bytes:
    """As PNG, in few colours: some ten to thirty kilobytes."""
    picture = Image.new("RGB", SIZE, _BRAND)
    if face is None or words is None:
        side = _MARK * 3
        picture.paste(_mark(side), ((SIZE[0] - side) // 2, (SIZE[1] - side) // 2))
    else:
        _Sheet(picture, face, language).write(words)
    output = io.BytesIO()
    picture.quantize(colors=64, dither=Image.Dither.NONE).save(output, "PNG", optimize=True)
    return output.getvalue()


def lines(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The text in lines that are no wider: broken between words, in scripts without spaces between characters, and within a
    word only where it is wider than a line by itself."""
    done: list[str] = []
    line = ""
    for piece in _pieces(text, width, measure):
        if line and measure(line + piece) > width:
            done.append(line)
            piece = piece.lstrip()
            line = ""
        line += piece
    return [*done, line] if line else done


def _pieces(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for match in _PIECE.finditer(text):
        piece = match.group()
        if measure(piece.strip()) <= width:
            yield piece
        else:
            yield from piece


def fitted(text: str, width: float, most: int, measure: Callable[[str], float]) -> list[str]:
    """At most so many lines; what does not fit gives way to an ellipsis."""
    found = lines(text, width, measure)
    if len(found) <= most:
        return found
    last = found[most - 1]
    while last and measure(f"{last}{ELLIPSIS}") > width:
        last = last[:-1]
    return [*found[: most - 1], f"{last.rstrip()}{ELLIPSIS}"]


class _Sheet:
    """Writes from the side on which the language's lines begin."""

    def __init__(self, picture: Image.Image, face: Face, language: str) -> None:
        self._picture = picture
        self._draw = ImageDraw.Draw(picture)
        self._face = face
        self._rtl = bool(get_language_info(language)["bidi"])
        shapes = bool(features.check("raqm"))
        engine = ImageFont.Layout.RAQM if shapes else ImageFont.Layout.BASIC
        self._font = partial(ImageFont.truetype, face.path, index=face.index, layout_engine=engine)
        direction, tag = "rtl" if self._rtl else "ltr", to_locale(language).replace("_", "-")
        self._how: dict[str, Any] = {"direction": direction, "language": tag} if shapes else {}

    def write(self, words: Words) -> None:
        mark = _mark(_MARK)
        self._picture.paste(mark, (SIZE[0] - _MARGIN - _MARK if self._rtl else _MARGIN, _MARGIN - 12))
        self._line(words.site, 40, _MARGIN + _MARK + 24, _MARGIN - 12 + _MARK / 2, _TINT)
        self._title(words.title)
        if words.note:
            self._draw.rectangle((0, SIZE[1] - _NOTE_HEIGHT, *SIZE), fill=_DEMO)
            self._line(words.note, 32, _MARGIN, SIZE[1] - _NOTE_HEIGHT / 2, _PAPER)

    def _title(self, title: str) -> None:
        width, height = SIZE[0] - 2 * _MARGIN, _TITLE_BOTTOM - _TITLE_TOP
        for size in _SIZES:
            most = int(height // (size * _LEADING))
            if len(found := lines(title, width, self._measure(size))) <= most:
                break
        else:
            found = fitted(title, width, most, self._measure(size))
        for number, line in enumerate(found):
            self._line(line, size, _MARGIN, _TITLE_TOP + (number + 0.5) * size * _LEADING, _PAPER)

    def _measure(self, size: int) -> Callable[[str], float]:
        return partial(self._font(size).getlength, **self._how)

    def _line(self, text: str, size: int, indent: float, middle: float, colour: str) -> None:
        at = (SIZE[0] - indent if self._rtl else indent, middle)
        self._draw.text(at, text, colour, self._font(size), anchor="rm" if self._rtl else "lm", **self._how)


def _mark(side: int) -> Image.Image:
    """The site's mark (`templates/articles/partials/mark.html`), light on dark. Drawn large and made small, for soft edges."""
    fine = side * 4
    unit = fine / 32
    picture = Image.new("RGB", (fine, fine), _BRAND)
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, fine - 1, fine - 1), 9 * unit, fill=_TINT)
    corners = (False, False, True, True)
    pen.rounded_rectangle((9 * unit, 10.5 * unit, 23 * unit, 20.7 * unit), 2 * unit, fill=_BRAND, corners=corners)
    pen.polygon([(10.6 * unit, 19 * unit), (10.6 * unit, 24.5 * unit), (14.8 * unit, 20.6 * unit)], fill=_BRAND)
    return picture.resize((side, side), Image.Resampling.LANCZOS)
