"""What an edition still lacks before it may be published. A draft may lack anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .sections import BODY_SECTIONS, SectionKey


class Missing(StrEnum):
    """Why a part of an edition is not ready."""

    TEXT = "text"
    ALTERNATIVE_TEXT = "alternative_text"
    UNKNOWN_REFERENCE = "unknown_reference"
    NO_DISCLAIMER = "no_disclaimer"
    DISCLAIMER_NOT_IN_LANGUAGE = "disclaimer_not_in_language"
    UNCITED_REFERENCE = "uncited_reference"


@dataclass(frozen=True, slots=True)
class MissingPart:
    """One thing that is missing: in which section (None for the references), what, and about what (a reference's short name)."""

    section: SectionKey | None
    reason: Missing
    detail: str = ""


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What completeness depends on, gathered from a page or read from a file.

    `body_has_text` and `cited` are by section; `references` are the short names in the list of references;
    `disclaimer_in_language` is None where no disclaimer is chosen and the site has no default.
    """

    tldr: str
    body_has_text: Mapping[SectionKey, bool]
    cited: Mapping[SectionKey, Iterable[str]]
    references: Iterable[str]
    disclaimer_in_language: bool | None
    undecided_pictures: Collection[SectionKey] = ()


def missing_parts(facts: EditionFacts) -> list[MissingPart]:
    """Everything that keeps the edition from being published, in the order of its sections; empty when it is complete."""
    missing: list[MissingPart] = []
    known = set(facts.references)
    cited: set[str] = set()
    if not facts.tldr.strip():
        missing.append(MissingPart(SectionKey.TLDR, Missing.TEXT))
    for section in BODY_SECTIONS:
        if not facts.body_has_text.get(section, False):
            missing.append(MissingPart(section, Missing.TEXT))
        if section in facts.undecided_pictures:
            missing.append(MissingPart(section, Missing.ALTERNATIVE_TEXT))
        keys = dict.fromkeys(facts.cited.get(section, ()))
        cited.update(keys)
        missing += [MissingPart(section, Missing.UNKNOWN_REFERENCE, key) for key in keys if key not in known]
    if facts.disclaimer_in_language is None:
        missing.append(MissingPart(SectionKey.DISCLAIMER, Missing.NO_DISCLAIMER))
    elif not facts.disclaimer_in_language:
        missing.append(MissingPart(SectionKey.DISCLAIMER, Missing.DISCLAIMER_NOT_IN_LANGUAGE))
    missing += [MissingPart(None, Missing.UNCITED_REFERENCE, key) for key in dict.fromkeys(facts.references) if key not in cited]
    return missing
