"""The sections of an article: which there are, in which order, under which anchor, about which aspect of health."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class SectionKey(StrEnum):
    """Names a section in code and, with a suffix, the fields that hold it."""

    TLDR = "tldr"
    CAUSES = "causes"
    GENETICS = "genetics"
    RISK_FACTORS = "risk_factors"
    RESEARCH = "research"
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True)
class SectionKind:
    """One kind of section.

    `anchor` is the fragment in the page's address. It is English in every language, so that a link to a section
    survives a change of language. `health_aspect` is a member of schema.org's HealthAspectEnumeration
    (https://schema.org/HealthAspectEnumeration).
    """

    key: SectionKey
    anchor: str
    health_aspect: str


SECTION_KINDS: Final = (
    SectionKind(SectionKey.TLDR, "tldr", "OverviewHealthAspect"),
    SectionKind(SectionKey.CAUSES, "causes", "CausesHealthAspect"),
    # The enumeration has no member for heredity: "the causes and main actions that gave rise to the topic" covers it.
    SectionKind(SectionKey.GENETICS, "genetics", "CausesHealthAspect"),
    SectionKind(SectionKey.RISK_FACTORS, "risk-factors", "RisksOrComplicationsHealthAspect"),
    # Nor for open questions: "other prominent or relevant topics tied to the main topic" is the closest.
    SectionKind(SectionKey.RESEARCH, "research", "RelatedTopicsHealthAspect"),
    # "When to see a professional": what a disclaimer tells its reader to do.
    SectionKind(SectionKey.DISCLAIMER, "disclaimer", "SeeDoctorHealthAspect"),
)

#: The sections whose body is a stream of blocks, in their order.
BODY_SECTIONS: Final = (SectionKey.CAUSES, SectionKey.GENETICS, SectionKey.RISK_FACTORS, SectionKey.RESEARCH)

#: The longest TL;DR, in characters. About four sentences: what fits on a phone's first screen at a generous type size.
TLDR_MAX_LENGTH: Final = 600
