"""Choosing a language for a text that exists in some of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """A text and the language it is really in. `stands_in` says that it is not the language that was asked for."""

    text: str
    language: str
    stands_in: bool = False

    def __str__(self) -> str:
        return self.text


def pick_text(texts: Mapping[str, str], wanted: str, source: str) -> LocalizedText | None:
    """The text in the wanted language, else in the source language, else in the first that has one; None if none has."""
    for language in (wanted, source, *texts):
        text = texts.get(language, "").strip()
        if text:
            return LocalizedText(text, language, stands_in=language != wanted)
    return None
