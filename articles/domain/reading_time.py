"""How long a text is, and about how long it takes to read.

Speeds are the means of healthy adults reading aloud: Trauzettel-Klosinski, Dietz and the IReST Study Group, “Standardized
assessment of reading performance: the New International Reading Speed Texts IReST”, Invest Ophthalmol Vis Sci 2012;53:5452–5461.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .readability import WORD

#: Words a minute.
_WORDS: Final = {"en": 228, "es": 218, "fr": 195, "de": 179, "ar": 138}
#: Characters a minute, where a language writes no spaces.
_CHARACTERS: Final = {"zh": 255}
#: What is assumed of a language that the study did not read.
_USUAL: Final = 180
_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]")


@dataclass(frozen=True, slots=True)
class Length:
    """`count` is of characters where the language writes no spaces between words. `minutes` is at least one."""

    count: int
    in_characters: bool
    minutes: int


def length_of(paragraphs: Iterable[str], language: str) -> Length | None:
    """None for a text without a word."""
    base = language.partition("-")[0]
    in_characters = base in _CHARACTERS
    pattern = _HAN if in_characters else WORD
    count = sum(len(pattern.findall(paragraph)) for paragraph in paragraphs)
    if not count:
        return None
    speed = _CHARACTERS[base] if in_characters else _WORDS.get(base, _USUAL)
    return Length(count, in_characters, math.ceil(count / speed))
