"""What one passage says about itself: which section its words name, and whether it speaks of its own review."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from articles.domain.sections import BODY_SECTIONS, SectionKey

from .cues import CUES, Cues, cues_of
from .passages import Kind, Passage, sentences
from .words import begins_with, folded, holds, how_many, is_one_of

#: A line about the text's own review is a note up to this length, in characters; a longer one says other things, too.
LONGEST_NOTE: Final = 300
#: A label before a colon is at most this long, in characters.
_LONGEST_LABEL: Final = 40
#: How far a section must lead before a paragraph without a heading is placed in it. A strong cue counts 2, a weak one 1.
_CLEAR_LEAD: Final = 2
_COLONS: Final = ":："


class Other(Enum):
    """Places of a text that are no section."""

    REFERENCES = auto()
    NOTES = auto()


Place = SectionKey | Other


@dataclass(frozen=True, slots=True)
class Named:
    """What a heading names. `alone` says that it is nothing but the section's name."""

    place: Place
    alone: bool = False


def named_by(heading: str, language: str) -> Named | None:
    """The place that a heading names; None where it names none, or more than one."""
    cues, words = cues_of(language), folded(heading)
    if speaks_of_review(heading, language):
        return Named(Other.NOTES, alone=is_one_of(words, (*cues.labels, *CUES["en"].labels)))
    if is_one_of(words, cues.references):
        return Named(Other.REFERENCES, alone=True)
    for section, phrases in cues.headings.items():
        if is_one_of(words, phrases):
            return Named(section, alone=True)
    found = [section for section, phrases in cues.headings.items() if how_many(words, phrases)]
    return Named(found[0]) if len(found) == 1 else None


def names_section(line: str, language: str) -> bool:
    """Whether a line is nothing but the name of a part of an article."""
    named = named_by(line, language)
    return named is not None and named.alone


def named_by_label(text: str, language: str) -> SectionKey | None:
    """The section that a paragraph names before its first colon, as in “Causes: …” and “In short: …”."""
    label, cues = _before(_COLONS, text), cues_of(language)
    if _begins_short_answer(text, language):
        return SectionKey.TLDR
    return next((section for section, phrases in cues.headings.items() if is_one_of(label, phrases)), None)


def _begins_short_answer(text: str, language: str) -> bool:
    """Whether a paragraph begins as a short answer does, with a comma or colon behind: “In short, …”."""
    return is_one_of(_before(_COLONS + ",，،", text), cues_of(language).leads)


def _before(marks: str, text: str) -> str:
    """The folded words before the first of these marks; empty where there is none, or too far behind."""
    first = re.search(f"[{marks}]", text[: _LONGEST_LABEL + 1])
    return folded(text[: first.start()]) if first else ""


def disclaims(text: str, language: str) -> bool:
    """Whether a sentence says that the text is information only, or that it replaces no professional's counsel."""
    cues = cues_of(language)
    for words in map(folded, sentences(text)):
        if how_many(words, cues.disclaims) or (how_many(words, cues.replaces) and how_many(words, cues.counsel)):
            return True
    return False


def speaks_of_review(sentence: str, language: str) -> bool:
    """Whether a line speaks of this text's own review or date. English is looked for everywhere: it is what templates leave."""
    words = folded(sentence)
    return any(_speaks_of_review(words, cues) for cues in (cues_of(language), CUES["en"]))


def _speaks_of_review(words: str, cues: Cues) -> bool:
    return any(begins_with(words, phrase) for phrase in cues.labels) or any(holds(words, phrase) for phrase in cues.claims)


class Note(Enum):
    """How much of a passage is about the text's own review."""

    NONE = auto()
    PART = auto()
    ALL = auto()


def note_in(passage: Passage, language: str) -> Note:
    spoken = [speaks_of_review(sentence, language) for sentence in sentences(passage.text)]
    if not any(spoken):
        return Note.NONE
    short = len(passage.text) <= LONGEST_NOTE
    return Note.ALL if all(spoken) or (short and spoken[0] and passage.kind is not Kind.LIST) else Note.PART


def section_of_text(text: str, language: str) -> SectionKey | None:
    """The body section whose cues clearly lead in running text; None where none does."""
    scores = _scores(folded(text), cues_of(language))
    ranking = sorted(scores, key=lambda section: -scores[section])
    if not ranking:
        return None
    first, second = scores[ranking[0]], scores[ranking[1]]
    return ranking[0] if first - second >= _CLEAR_LEAD else None


def _scores(words: str, cues: Cues) -> Mapping[SectionKey, int]:
    return {
        section: 2 * how_many(words, cues.text[section].strong) + how_many(words, cues.text[section].weak)
        for section in BODY_SECTIONS
        if section in cues.text
    }
