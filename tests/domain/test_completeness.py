from __future__ import annotations

from dataclasses import replace

import pytest

from articles.domain.completeness import EditionFacts, Missing, MissingPart, missing_parts
from articles.domain.sections import BODY_SECTIONS, SectionKey

COMPLETE = EditionFacts(
    tldr="Bone is lost faster than it is built.",
    body_has_text=dict.fromkeys(BODY_SECTIONS, True),
    cited={SectionKey.CAUSES: ["nih-2001"], SectionKey.GENETICS: ["ralston-2010", "nih-2001"]},
    references=["nih-2001", "ralston-2010"],
    disclaimer_in_language=True,
)
EMPTY = EditionFacts(tldr="", body_has_text={}, cited={}, references=[], disclaimer_in_language=None)


def test_missing_parts__none_of_a_complete_edition() -> None:
    assert missing_parts(COMPLETE) == []


def test_missing_parts__none_without_any_reference() -> None:
    assert missing_parts(replace(COMPLETE, cited={}, references=[])) == []


@pytest.mark.parametrize("tldr", ["", " ", "\n\t", "\u00a0"])
def test_missing_parts__short_answer(tldr: str) -> None:
    assert missing_parts(replace(COMPLETE, tldr=tldr)) == [MissingPart(SectionKey.TLDR, Missing.TEXT)]


@pytest.mark.parametrize("section", BODY_SECTIONS)
def test_missing_parts__text_of_a_section(section: SectionKey) -> None:
    facts = replace(COMPLETE, body_has_text={**COMPLETE.body_has_text, section: False})
    assert missing_parts(facts) == [MissingPart(section, Missing.TEXT)]


@pytest.mark.parametrize("section", BODY_SECTIONS)
def test_missing_parts__section_that_nobody_reported_on(section: SectionKey) -> None:
    facts = replace(COMPLETE, body_has_text={other: True for other in BODY_SECTIONS if other is not section})
    assert missing_parts(facts) == [MissingPart(section, Missing.TEXT)]


@pytest.mark.parametrize("section", BODY_SECTIONS)
def test_missing_parts__unknown_reference(section: SectionKey) -> None:
    cited = {**COMPLETE.cited, section: [*COMPLETE.cited.get(section, []), "nobody-1900"]}
    assert missing_parts(replace(COMPLETE, cited=cited)) == [MissingPart(section, Missing.UNKNOWN_REFERENCE, "nobody-1900")]


def test_missing_parts__unknown_reference_once_in_each_section() -> None:
    cited = {SectionKey.CAUSES: ["x", "nih-2001", "x"], SectionKey.GENETICS: ["x", "ralston-2010"]}
    assert missing_parts(replace(COMPLETE, cited=cited)) == [
        MissingPart(SectionKey.CAUSES, Missing.UNKNOWN_REFERENCE, "x"),
        MissingPart(SectionKey.GENETICS, Missing.UNKNOWN_REFERENCE, "x"),
    ]


def test_missing_parts__uncited_reference_once() -> None:
    facts = replace(COMPLETE, references=["nih-2001", "unread-1999", "ralston-2010", "unread-1999"])
    assert missing_parts(facts) == [MissingPart(None, Missing.UNCITED_REFERENCE, "unread-1999")]


def test_missing_parts__no_disclaimer() -> None:
    facts = replace(COMPLETE, disclaimer_in_language=None)
    assert missing_parts(facts) == [MissingPart(SectionKey.DISCLAIMER, Missing.NO_DISCLAIMER)]


def test_missing_parts__disclaimer_in_another_language() -> None:
    facts = replace(COMPLETE, disclaimer_in_language=False)
    assert missing_parts(facts) == [MissingPart(SectionKey.DISCLAIMER, Missing.DISCLAIMER_NOT_IN_LANGUAGE)]


def test_missing_parts__all_of_an_empty_edition_in_order() -> None:
    assert missing_parts(EMPTY) == [
        MissingPart(SectionKey.TLDR, Missing.TEXT),
        *(MissingPart(section, Missing.TEXT) for section in BODY_SECTIONS),
        MissingPart(SectionKey.DISCLAIMER, Missing.NO_DISCLAIMER),
    ]


def test_missing_parts__text_before_references_within_a_section_and_uncited_last() -> None:
    facts = replace(
        EMPTY,
        tldr="Short.",
        body_has_text={section: section is not SectionKey.CAUSES for section in BODY_SECTIONS},
        cited={SectionKey.CAUSES: ["x"], SectionKey.RESEARCH: ["y"]},
        references=["z"],
        disclaimer_in_language=False,
    )
    assert missing_parts(facts) == [
        MissingPart(SectionKey.CAUSES, Missing.TEXT),
        MissingPart(SectionKey.CAUSES, Missing.UNKNOWN_REFERENCE, "x"),
        MissingPart(SectionKey.RESEARCH, Missing.UNKNOWN_REFERENCE, "y"),
        MissingPart(SectionKey.DISCLAIMER, Missing.DISCLAIMER_NOT_IN_LANGUAGE),
        MissingPart(None, Missing.UNCITED_REFERENCE, "z"),
    ]


def test_missing_parts__sections_in_order_whatever_the_order_of_the_facts() -> None:
    facts = replace(COMPLETE, body_has_text=dict.fromkeys(reversed(BODY_SECTIONS), False))
    assert [part.section for part in missing_parts(facts)] == list(BODY_SECTIONS)
