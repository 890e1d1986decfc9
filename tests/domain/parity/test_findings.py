"""Findings: what blocks, and what a written justification is bound to; the reading level."""

from __future__ import annotations

import pytest

from articles.domain.parity import LIX_TARGETS, Check, Finding, findings
from tests.domain.parity.editions import edition


def fingerprint(source: str, own: str) -> str:
    (finding,) = findings(edition("en", source), edition("de", own))
    return finding.fingerprint


def test_fingerprint__stays_while_the_words_around_change() -> None:
    assert fingerprint("Take 70 mg.", "Nehmen Sie 700 mg.") == fingerprint("Please take 70 mg.", "Bitte nehmen Sie heute 700 mg.")


@pytest.mark.parametrize("own", ["Nehmen Sie 7 mg.", "Nehmen Sie 70 g.", "Nehmen Sie es."])
def test_fingerprint__changes_with_what_is_wrong(own: str) -> None:
    assert fingerprint("Take 70 mg.", own) != fingerprint("Take 70 mg.", "Nehmen Sie 700 mg.")


def test_fingerprint__tells_equal_findings_of_one_block_apart() -> None:
    found = findings(edition("en", "5 mg, 5 mg"), edition("de", "Nichts"))
    assert len({finding.fingerprint for finding in found}) == len(found) == 2


@pytest.mark.parametrize("check", Check)
def test_blocking__only_numbers_do(check: Check) -> None:
    assert Finding(check, "causes").blocking is (check is Check.NUMBERS)


HARD = "Knochenstoffwechselerkrankungen beeinträchtigen Wirbelkörperstabilität, Bewegungsfähigkeit und Lebensqualität. " * 20


def test_reading_level__above_the_target_is_found_once() -> None:
    found = [finding for finding in findings(edition("en", HARD), edition("de", HARD)) if finding.check is Check.READING_LEVEL]
    assert [(finding.section, finding.source) for finding in found] == [("", "50")]
    assert int(found[0].detail) > 50


@pytest.mark.parametrize("language", ["ar", "zh-hans", "it"])
def test_reading_level__there_is_none_without_a_formula(language: str) -> None:
    assert language not in LIX_TARGETS
    found = findings(edition("en", HARD), edition(language, HARD))
    assert Check.READING_LEVEL not in {finding.check for finding in found}


def test_reading_level__a_few_words_have_none() -> None:
    assert findings(edition("en", "Bones."), edition("de", HARD[:100])) == []
