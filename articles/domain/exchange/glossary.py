"""Which of the glossary's terms a text holds, so that translators use one translation for each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from articles.domain.markup import Form, tokens_of
from articles.domain.segments import Kind, Segment


class Glossary:
    """Terms of the source language with their translations."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = {term.casefold(): (term, translation) for term, translation in terms.items() if term.strip()}
        longest_first = sorted(map(re.escape, self._terms), key=len, reverse=True)
        # From the beginning of a word, so that “fractures” finds “fracture”.
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})") if longest_first else None

    def of(self, segment: Segment) -> tuple[tuple[str, str], ...]:
        """The terms in a segment's source with their translations, each once, in the order in which they come."""
        if self._pattern is None:
            return ()
        found = dict.fromkeys(match[0] for match in self._pattern.finditer(_words(segment).casefold()))
        return tuple(self._terms[term] for term in found)


def _words(segment: Segment) -> str:
    if segment.kind is not Kind.HTML:
        return segment.source
    return "".join(
        token.words if token.form is Form.WORDS else " " for token in tokens_of(segment.source) if not _is_light(token.raw)
    )


def _is_light(raw: str) -> bool:
    """Emphasis does not end a word."""
    return raw in {"<b>", "</b>", "<i>", "</i>"}
