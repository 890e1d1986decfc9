"""The cues of each language that the site speaks. A language without cues has nothing sorted: all lands in the tray."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from . import arabic, chinese, english, french, german, spanish
from .base import Cues, TextCues

CUES: Final[Mapping[str, Cues]] = {
    "en": english.CUES,
    "es": spanish.CUES,
    "fr": french.CUES,
    "de": german.CUES,
    "ar": arabic.CUES,
    "zh-hans": chinese.CUES,
}
_NONE: Final = Cues()

__all__ = ["CUES", "Cues", "TextCues", "cues_of"]


def cues_of(language: str) -> Cues:
    return CUES.get(language, _NONE)
