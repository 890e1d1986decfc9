"""The reading level of a translation against a declared target.

The formula is LIX where `readability` has one; for Arabic and Chinese none is trustworthy without a morphological
dictionary, and none is used. The target is Björnsson's border between texts of medium difficulty and hard ones (50).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from articles.domain.readability import LIX_LANGUAGES, readability

from .findings import Check, Finding
from .numerals import base
from .texts import HEADING, Section

#: What a text for patients should stay below, by language. A language without an entry has no formula.
LIX_TARGETS: Final = dict.fromkeys(sorted(LIX_LANGUAGES), 50)
#: A few sentences have no level: the formula needs a sample (Björnsson took 200 words and more).
_FEWEST_WORDS: Final = 100


def too_hard(sections: Iterable[Section], language: str) -> Iterator[Finding]:
    """A finding of the whole text where it is harder to read than the target. `detail`: the measured value."""
    target = LIX_TARGETS.get(base(language))
    paragraphs = [
        line for section in sections for passage in section.passages if passage.id != HEADING for line in passage.paragraphs
    ]
    measured = readability(paragraphs, language)
    if target is None or measured is None or measured.lix is None or measured.words < _FEWEST_WORDS:
        return
    if measured.lix >= target:
        yield Finding(Check.READING_LEVEL, "", source=str(target), detail=str(measured.lix))
