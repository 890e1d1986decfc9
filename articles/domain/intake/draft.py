"""What a sorted text consists of, and the proof that nothing of it was lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from articles.domain.sections import BODY_SECTIONS, SectionKey

from .passages import Passage, Reason, sentences, visible_text
from .references import Reference

_WORD: Final = re.compile(r"\w+")
#: What an identifier is written with, and the list of references writes by itself.
_MARKS_OF_REFERENCES: Final = {"doi", "DOI", "https", "http", "dx", "www", "org", "PMID", "pubmed", "ncbi", "nlm", "nih", "gov"}


@dataclass(frozen=True, slots=True)
class TrayItem:
    """A text that was not placed, as plain text, and why."""

    text: str
    reason: Reason


@dataclass(slots=True)
class Sorted:
    """A text sorted into an article's parts.

    `headings` are the author's own, of sections. `bodies` hold each body section's passages as rich text, a new item at
    every heading within the section. `disclaimer` is plain text: which one of the vocabulary it is, if any, is for the
    caller to find. `notes` are lines about the text's own review or date: never a review.
    """

    title: str = ""
    tldr: str = ""
    headings: dict[SectionKey, str] = field(default_factory=dict)
    bodies: dict[SectionKey, list[str]] = field(default_factory=lambda: {section: [] for section in BODY_SECTIONS})
    disclaimer: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tray: list[TrayItem] = field(default_factory=list)

    def texts(self) -> Iterator[str]:
        """Every text that the draft holds, as plain text."""
        yield from (self.title, self.tldr, *self.headings.values(), *self.disclaimer, *self.notes)
        for blocks in self.bodies.values():
            yield from (visible_text(html) for html in blocks)
        yield from (item.text for item in self.tray)
        yield from (reference.text for reference in self.references)


def lost_sentences(passages: Iterable[Passage], draft: Sorted) -> list[str]:
    """The sentences of these passages that the draft does not hold. White space does not count; of a reference, its words do."""
    held = "\n".join(_single(text) for text in draft.texts())
    cited = [set(_WORD.findall(reference.text)) | _MARKS_OF_REFERENCES for reference in draft.references]
    missing = (sentence for passage in passages for sentence in sentences(passage.text) if _single(sentence) not in held)
    return [sentence for sentence in missing if not any(_told_by(sentence, words) for words in cited)]


def _single(text: str) -> str:
    return " ".join(text.split())


def _told_by(sentence: str, words: set[str]) -> bool:
    """Whether a reference says what a piece of its line says; the line's number in the list is no word of it."""
    return set(_WORD.findall(re.sub(r"^\W*\d{1,3}[.)\]](?=\s|$)", "", sentence))) <= words
