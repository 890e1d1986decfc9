"""Which of this machine's fonts can write a text: asked of fontconfig, which knows each font's characters."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.utils.translation import get_language_info, to_locale
from PIL import features

#: The longest that fontconfig may take, in seconds. The first question after new fonts were installed takes longest.
_PATIENCE: Final = 10
_FORMAT: Final = "%{file}\t%{index}\t%{charset}\n"
_SCALABLE: Final = (".ttf", ".otf", ".ttc")
#: Categories of characters that a picture does without: controls (those that turn the direction of text among them), halves
#: of characters, private and unassigned ones.
_NEVER_DRAWN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_VARIATION_SELECTORS: Final = range(0xFE00, 0xFE10)


@dataclass(frozen=True)
class Face:
    """A font's file, its place in a collection, and the characters it has, as ascending ranges."""

    path: str
    index: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def identity(self) -> tuple[str, int]:
        return self.path, self.index

    def has(self, character: str) -> bool:
        place = bisect_right(self.starts, ord(character)) - 1
        return place >= 0 and ord(character) <= self.ends[place]


def readable(texts: list[str], language: str) -> tuple[Face, list[str]] | None:
    """The first font that has every letter, mark, digit and punctuation mark of these texts, and the texts as it can write
    them: without what is never drawn and without the symbols (emoji) that it lacks. None where there is no such font."""
    if get_language_info(language)["bidi"] and not features.check("raqm"):
        return None  # letters that join would stand apart, in the wrong order
    cleaned = [_clean(text) for text in texts]
    for face in _faces(to_locale(language).replace("_", "-")):
        written = ["".join(c for c in text if face.has(c) or not _is_symbol(c)) for text in cleaned]
        if all(face.has(character) for text in written for character in text):
            return face, [" ".join(text.split()) for text in written]
    return None


def _clean(text: str) -> str:
    drawn = (" " if character.isspace() else character for character in unicodedata.normalize("NFC", text))
    return "".join(c for c in drawn if unicodedata.category(c) not in _NEVER_DRAWN and ord(c) not in _VARIATION_SELECTORS)


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character).startswith("S")


@cache
def _faces(tag: str) -> tuple[Face, ...]:
    """The bold fonts of this machine, those that suit the language best first. Empty where there is no fontconfig."""
    program = shutil.which("fc-match")
    if program is None:
        return ()
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed program, and a tag from the settings
            [program, "--sort", "--format", _FORMAT, f"sans-serif:weight=200:lang={tag}"],
            capture_output=True, check=True, encoding="utf-8", timeout=_PATIENCE,
        )  # fmt: skip
    except (OSError, UnicodeDecodeError, subprocess.SubprocessError):
        return ()
    return tuple(_parsed(answer.stdout.splitlines()))


def _parsed(lines: Iterable[str]) -> Iterable[Face]:
    for line in lines:
        path, _tab, rest = line.partition("\t")
        index, _tab, charset = rest.partition("\t")
        if not path.lower().endswith(_SCALABLE):
            continue
        ranges = [part.partition("-") for part in charset.split()]
        starts = tuple(int(first, 16) for first, _dash, _last in ranges)
        # Above the lower half stands the number of a variable font's instance, which Pillow does not take.
        yield Face(path, int(index) & 0xFFFF, starts, tuple(int(last or first, 16) for first, _dash, last in ranges))
