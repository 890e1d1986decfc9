"""Sorting a text into an article's parts: by its headings, and where it has none by declared cues in its words.

A passage is placed only where something in the text says so. What is not placed lies in the tray, in its order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Final

from articles.domain.sections import BODY_SECTIONS, TLDR_MAX_LENGTH, SectionKey

from .draft import Sorted, TrayItem, lost_sentences
from .passages import Kind, Passage, Reason, addresses, list_items, sentences
from .recognising import (
    LONGEST_NOTE,
    Named,
    Note,
    Other,
    Place,
    disclaims,
    named_by,
    named_by_label,
    note_in,
    section_of_text,
)
from .references import reference_in

#: The longest title of a page and heading of a section, in characters.
LONGEST_TITLE: Final = 255
LONGEST_HEADING: Final = 150
#: A section's body takes at most 30 blocks (`articles.blocks.sections`).
_MOST_BLOCKS: Final = 30
#: The list of references takes at most 60 (`articles.blocks.references`).
_MOST_REFERENCES: Final = 60


@dataclass(slots=True)
class _Part:
    """A heading with what stands below it, up to the next heading that begins another part."""

    heading: Passage | None = None
    place: Place | None = None
    passages: list[Passage] = field(default_factory=list)


def sort_passages(passages: Sequence[Passage], language: str) -> Sorted:
    """Sorts a text. Every sentence of it is in the result, if only in the tray."""
    sorter = _Sorter(language)
    sorter.sort(passages)
    for sentence in lost_sentences(passages, sorter.draft):
        sorter.draft.tray.append(TrayItem(sentence, Reason.LEFT_OVER))
    return sorter.draft


class _Sorter:
    def __init__(self, language: str) -> None:
        self.language = language
        self.draft = Sorted()
        self._answer_is_full = False

    def sort(self, passages: Sequence[Passage]) -> None:
        running = [self._as_heading(passage) for passage in passages]
        title = self._title_among(running)
        if title is not None:
            self._take_title(running.pop(title))
        for part in self._parts(running):
            self._place(part)

    # --- Headings ----------------------------------------------------------------------------------------------------

    def _as_heading(self, passage: Passage) -> Passage:
        """A paragraph that is nothing but a section's name is a heading, however it was set; a dated line is none."""
        if passage.kind is Kind.LIST or passage.aside or len(passage.text) > LONGEST_HEADING:
            return passage
        named = named_by(passage.text, self.language)
        if named is None or (named.alone and passage.kind is Kind.HEADING):
            return passage
        if named.place is Other.NOTES:
            return replace(passage, kind=Kind.PARAGRAPH, level=0)
        return replace(passage, kind=Kind.HEADING, level=2) if named.alone else passage

    def _title_among(self, passages: Sequence[Passage]) -> int | None:
        """The first heading, unless it is only a section's name, or stands no higher than the headings after it."""
        headings = [(index, passage) for index, passage in enumerate(passages) if passage.kind is Kind.HEADING]
        if not headings:
            return None
        index, first = headings[0]
        named = named_by(first.text, self.language)
        if named is not None and named.alone:
            return None
        is_highest = all(first.level < other.level for _index, other in headings[1:])
        return index if first.level == 1 or is_highest else None

    def _take_title(self, heading: Passage) -> None:
        words = " ".join(heading.text.split())
        self._keep_addresses(heading.html)
        if len(words) > LONGEST_TITLE:
            self._to_tray(heading.text, Reason.TOO_LONG)
            words = words[: LONGEST_TITLE - 1].rstrip() + "…"
        self.draft.title = words

    def _parts(self, passages: Sequence[Passage]) -> Iterator[_Part]:
        part = _Part()
        for passage in passages:
            if passage.kind is not Kind.HEADING or passage.aside:
                part.passages.append(passage)
                continue
            named = named_by(passage.text, self.language)
            if named is None and self._is_below(passage, part):
                part.passages.append(passage)
                continue
            yield part
            part = _Part(passage, named.place if isinstance(named, Named) else None)
        yield part

    @staticmethod
    def _is_below(heading: Passage, part: _Part) -> bool:
        return part.heading is not None and heading.level > part.heading.level

    # --- Parts -------------------------------------------------------------------------------------------------------

    def _place(self, part: _Part) -> None:
        place = part.place
        if place is None and part.heading is not None:
            place = self._place_of_all(part)
        match part.heading:
            case None:
                pass
            case heading if place is None:
                self._to_tray(heading.text, Reason.NO_SECTION, heading.html)
            case heading:
                self._place_heading(heading, place)
        for passage in part.passages:
            self._place_passage(passage, place, on_its_own=part.heading is None)

    def _place_of_all(self, part: _Part) -> Place | None:
        """The section of what stands below a heading that names none, judged together."""
        assert part.heading is not None  # noqa: S101 - asked only of parts with one
        texts = [passage.text for passage in (part.heading, *part.passages) if not passage.aside]
        return section_of_text("\n".join(texts), self.language)

    def _place_heading(self, heading: Passage, place: Place) -> None:
        words = " ".join(heading.text.split())
        if place is Other.NOTES:
            self.draft.notes.append(heading.text)
        elif place is Other.REFERENCES:
            self._to_tray(heading.text, Reason.REFERENCE)
        elif place not in self.draft.headings and len(words) <= LONGEST_HEADING:
            self.draft.headings[place] = words
        elif place in BODY_SECTIONS:
            self._to_body(place, heading)
            return
        else:
            self._to_tray(heading.text, Reason.DISCLAIMER if place is SectionKey.DISCLAIMER else Reason.TOO_LONG)
        self._keep_addresses(heading.html)

    def _place_passage(self, passage: Passage, place: Place | None, *, on_its_own: bool) -> None:
        if passage.aside is not None:
            self._to_tray(passage.text, passage.aside, passage.html)
            return
        note = note_in(passage, self.language)
        if note is not Note.NONE or place is Other.NOTES:
            self._place_note(passage, all_of_it=note is Note.ALL or (place is Other.NOTES and len(passage.text) <= LONGEST_NOTE))
            return
        if place is Other.REFERENCES:
            self._place_references(passage)
            return
        self._place_in_section(passage, self._section_of(passage, place, on_its_own=on_its_own))

    def _section_of(self, passage: Passage, place: Place | None, *, on_its_own: bool) -> Place | None:
        """Its heading's section; a disclaimer and a short answer are known wherever they stand."""
        if passage.kind is not Kind.HEADING and disclaims(passage.text, self.language):
            return SectionKey.DISCLAIMER
        if place is not None:
            return place
        label = named_by_label(passage.text, self.language)
        if label is not None or not on_its_own:
            return label
        return section_of_text(passage.text, self.language)

    def _place_in_section(self, passage: Passage, section: Place | None) -> None:
        if section is SectionKey.TLDR:
            self._to_short_answer(passage)
        elif section is SectionKey.DISCLAIMER:
            self.draft.disclaimer.append(passage.text)
            self._keep_addresses(passage.html)
        elif isinstance(section, SectionKey):
            self._to_body(section, passage)
        else:
            self._to_tray(passage.text, Reason.NO_SECTION, passage.html)

    # --- Places ------------------------------------------------------------------------------------------------------

    def _place_note(self, passage: Passage, *, all_of_it: bool) -> None:
        if all_of_it:
            self.draft.notes.append(passage.text)
            self._keep_addresses(passage.html)
        else:
            self._to_tray(passage.text, Reason.CLAIMS_REVIEW, passage.html)

    def _place_references(self, passage: Passage) -> None:
        lines = list_items(passage.html) if passage.kind is Kind.LIST else passage.html.split("<br>")
        for line in lines:
            text = Passage(Kind.PARAGRAPH, line).text
            found = reference_in(text, [reference.key for reference in self.draft.references])
            if found is not None and len(self.draft.references) < _MOST_REFERENCES:
                self.draft.references.append(found)
            else:
                self._to_tray(text, Reason.REFERENCE, line)

    def _to_short_answer(self, passage: Passage) -> None:
        """As many whole sentences as fit, as plain text. After the first that does not fit, all go to the tray."""
        self._keep_addresses(passage.html)
        over: list[str] = []
        for number, sentence in enumerate(sentences(passage.text)):
            begins_line = not number or passage.kind is Kind.LIST
            longer = _joined(self.draft.tldr, sentence, "\n" if begins_line else " ")
            if not self._answer_is_full and len(longer) <= TLDR_MAX_LENGTH:
                self.draft.tldr = longer
            else:
                self._answer_is_full = True
                over.append(sentence)
        if over:
            self._to_tray("\n".join(over), Reason.TOO_LONG)

    def _to_body(self, section: SectionKey, passage: Passage) -> None:
        blocks = self.draft.bodies[section]
        html = passage.block_html
        if passage.kind is Kind.HEADING:
            self._keep_addresses(passage.html)
            html = f"<h3>{escape(' '.join(passage.text.split()), quote=False)}</h3>"
        if not blocks or (passage.kind is Kind.HEADING and len(blocks) < _MOST_BLOCKS):
            blocks.append(html)
        else:
            blocks[-1] += html

    def _to_tray(self, text: str, reason: Reason, html: str = "") -> None:
        links = "".join(f"\n→ {address}" for address in addresses(html))
        if text or links:
            self.draft.tray.append(TrayItem(f"{text}{links}".strip(), reason))

    def _keep_addresses(self, html: str) -> None:
        """Where plain text cannot hold a link, the tray keeps its address."""
        for address in addresses(html):
            self._to_tray(address, Reason.LINK)


def _joined(text: str, sentence: str, separator: str) -> str:
    """Chinese writes no space between sentences."""
    if not text:
        return sentence
    return text + ("" if separator == " " and text.endswith(("。", "！", "？", "”")) else separator) + sentence
