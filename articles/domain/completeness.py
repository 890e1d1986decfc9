"""What an edition still lacks before it may be published. A draft may lack anything."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .sections import BODY_SECTIONS, SectionKey


class Missing(StrEnum):
    """Why a part of an edition is not ready."""

    TEXT = "text"
    ALTERNATIVE_TEXT = "alternative_text"
    HALF_FILLED = "half_filled"
    UNKNOWN_REFERENCE = "unknown_reference"
    NO_DISCLAIMER = "no_disclaimer"
    DISCLAIMER_NOT_IN_LANGUAGE = "disclaimer_not_in_language"
    UNCITED_REFERENCE = "uncited_reference"
    MACHINE_MADE = "machine_made"
    UNPLACED_TEXT = "unplaced_text"


@dataclass(frozen=True, slots=True)
class MissingPart:
    """One thing that is missing: in which section (None for the references), what, and about what (a reference's short name)."""

    section: SectionKey | None
    reason: Missing
    detail: str = ""

    @property
    def field(self) -> str:
        """The editor's field where it is put right."""
        if self.reason is Missing.UNPLACED_TEXT:
            return "tray"
        return self.section.value if self.section else "references"


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What completeness depends on, gathered from a page or read from a file.

    `body_has_text` and `cited` are by section; `references` are the short names in the list of references;
    `half_filled` names sections (None for the references) with a block that lacks something
    it requires; `machine_made` names the parts whose words a machine wrote and nobody has confirmed; `tray` is text that has
    no place yet; `disclaimer_in_language` is None where no disclaimer is chosen and the site has no default.
    """

    tldr: str
    body_has_text: Mapping[SectionKey, bool]
    cited: Mapping[SectionKey, Collection[str]]
    references: Collection[str]
    disclaimer_in_language: bool | None
    undecided_pictures: Collection[SectionKey] = ()
    half_filled: Collection[SectionKey | None] = ()
    machine_made: Collection[str] = ()
    tray: str = ""


def missing_parts(facts: EditionFacts) -> list[MissingPart]:
    """Everything that keeps the edition from being published, in the order of its sections; empty when it is complete."""
    missing = [MissingPart(None, Missing.UNPLACED_TEXT)] if facts.tray.strip() else []
    missing += [] if facts.tldr.strip() else [MissingPart(SectionKey.TLDR, Missing.TEXT)]
    for section in BODY_SECTIONS:
        missing += _missing_in(section, facts)
    if facts.disclaimer_in_language is None:
        missing.append(MissingPart(SectionKey.DISCLAIMER, Missing.NO_DISCLAIMER))
    elif not facts.disclaimer_in_language:
        missing.append(MissingPart(SectionKey.DISCLAIMER, Missing.DISCLAIMER_NOT_IN_LANGUAGE))
    missing += [_machine_made(name) for name in facts.machine_made]
    if None in facts.half_filled:
        missing.append(MissingPart(None, Missing.HALF_FILLED))
    cited = {key for section in BODY_SECTIONS for key in facts.cited.get(section, ())}
    missing += [MissingPart(None, Missing.UNCITED_REFERENCE, key) for key in dict.fromkeys(facts.references) if key not in cited]
    return missing


def _machine_made(name: str) -> MissingPart:
    section = SectionKey(name) if name in list(SectionKey) else None
    return MissingPart(section, Missing.MACHINE_MADE, name)


def _missing_in(section: SectionKey, facts: EditionFacts) -> Iterator[MissingPart]:
    has_text = facts.body_has_text.get(section, False)
    if not has_text:
        yield MissingPart(section, Missing.TEXT)
    if section in facts.undecided_pictures:
        yield MissingPart(section, Missing.ALTERNATIVE_TEXT)
    if has_text and section in facts.half_filled:
        yield MissingPart(section, Missing.HALF_FILLED)
    known = set(facts.references)
    for key in dict.fromkeys(facts.cited.get(section, ())):
        if key not in known:
            yield MissingPart(section, Missing.UNKNOWN_REFERENCE, key)
