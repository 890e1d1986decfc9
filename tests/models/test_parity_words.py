"""Findings of the automatic checks as sentences that name the place."""

from __future__ import annotations

import pytest
from django.utils import translation

from articles.domain.parity import Check, Finding
from articles.models.parity_words import describe


@pytest.fixture(autouse=True)
def _in_english() -> object:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("source", "own", "expected"),
    [
        ("70 mg", "700 mg", "“Causes”: the source says “70 mg”, the translation says “700 mg” (“at place”)."),
        ("70 mg", "", "“Causes”: “70 mg” of the source is missing in the translation (“at place”)."),
        ("", "700 mg", "“Causes”: the translation says “700 mg” (“at place”), which is not in the source."),
    ],
)
def test_describe__names_section_values_and_words_around(source: str, own: str, expected: str) -> None:
    sentence = describe(Finding(Check.NUMBERS, "causes", "x", source, own, "at place"))
    assert sentence.startswith(expected)
    assert sentence.endswith("or justify the difference in writing.")


@pytest.mark.parametrize("check", Check)
@pytest.mark.parametrize("block", [None, "x"])
@pytest.mark.parametrize("section", ["title", "tldr", "causes", "disclaimer", "references", ""])
def test_describe__has_a_sentence_for_every_finding(check: Check, block: str | None, section: str) -> None:
    sentence = describe(Finding(check, section, block, "50% source", "own", "97"))
    assert "own" in sentence or "source" in sentence
    assert "%(" not in sentence


def test_describe__a_block_without_words_that_is_missing() -> None:
    assert "a list of risk factors" in describe(Finding(Check.MISSING_BLOCK, "risk_factors", "x"))


def test_describe__names_the_field_of_an_entry() -> None:
    assert "“Plain definition”" in describe(Finding(Check.LENGTH, "definition", detail="40"), lambda key: f"Plain {key}")
