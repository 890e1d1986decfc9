"""What is found in an edition: on the demonstration's six editions nothing, and every damage that is done to them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

from articles.domain.citations import CITATION_LINK, cited_keys
from articles.domain.parity import Check, Finding, entry_findings, findings, section_findings
from articles.domain.parity.texts import edition_sections
from articles.domain.sections import BODY_SECTIONS
from tests.domain.parity.editions import DAMAGES, DOSES, TRANSLATIONS, damaged, demonstration, edition, entries, glossary
from tests.factories import LANGUAGES

MARKUP = re.compile(f"{CITATION_LINK.pattern}|<[^>]*>", re.DOTALL)
#: A whole edition while somebody waits. Measured: 8 to 35 ms; the limit allows for a machine that is busy.
SECONDS = 0.15


def of(check: Check, found: list[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.check is check]


@pytest.mark.parametrize("source", LANGUAGES)
@pytest.mark.parametrize("own", LANGUAGES)
def test_findings__of_the_six_real_editions_there_are_none(source: str, own: str) -> None:
    """Each edition against each other one, as if that were its source: 36 pairs, and 24 entries of the vocabulary in each."""
    terms = glossary(own) if source == "en" else []
    assert findings(demonstration(source), demonstration(own), glossary=terms) == []
    there, here = entries(source), entries(own)
    assert [finding for key in there for finding in entry_findings(there[key], here[key], glossary=terms)] == []


@pytest.mark.parametrize("own", LANGUAGES)
def test_findings__of_a_faithful_text_with_doses_there_are_none(own: str) -> None:
    assert findings(edition("en", DOSES["en"]), edition(own, DOSES[own])) == []


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("own", LANGUAGES)
def test_findings__every_damage_to_a_dose_is_found_at_its_block_and_blocks(own: str, damage: str) -> None:
    source = edition("en", "Nothing.", DOSES["en"])
    found = of(Check.NUMBERS, findings(source, edition(own, "—", damaged(own, damage))))
    assert found
    assert all((finding.section, finding.block, finding.blocking) == ("causes", "block-1", True) for finding in found)
    assert all(finding.detail and (finding.source or finding.own) for finding in found)


def test_findings__name_both_figures_where_one_was_replaced() -> None:
    (found,) = findings(edition("en", "Take 70 mg."), edition("de", "Nehmen Sie 700 mg."))
    assert (found.source, found.own, found.detail) == ("70 mg", "700 mg", "Nehmen Sie 700 mg.")


@pytest.mark.parametrize("own", LANGUAGES)
def test_findings__every_damaged_number_of_a_real_edition_is_found(own: str) -> None:
    """Every number with a zero behind it, in each block of each edition."""
    for section, index, wrong in _with_wrong_numbers(own):
        assert of(Check.NUMBERS, findings(demonstration("en"), wrong)), (section, index)


@pytest.mark.parametrize("own", LANGUAGES)
@pytest.mark.parametrize("kept", [0, 1])
def test_findings__every_dropped_range_end_of_a_real_edition_is_found(own: str, kept: int) -> None:
    wrong = demonstration(own)
    figure = _block(wrong, "genetics", "key_figure")
    figure["value"]["value"] = re.findall(r"\d+", figure["value"]["value"])[kept]
    (found,) = findings(demonstration("en"), wrong)
    assert (found.check, found.block, found.blocking) == (Check.NUMBERS, figure["id"], True)


@pytest.mark.parametrize("own", LANGUAGES)
def test_findings__every_lost_citation_of_a_real_edition_is_found(own: str) -> None:
    count = 0
    for section in BODY_SECTIONS:
        for index, block in enumerate(demonstration(own)["sections"][section]):
            for nth, key in enumerate(cited_keys([block["value"]])):
                wrong = demonstration(own)
                _uncite(wrong["sections"][section][index], nth)
                (found,) = of(Check.CITATIONS, findings(demonstration("en"), wrong))
                assert (found.section, found.block, found.source) == (section, block["id"], key)
                count += 1
    assert count == 11


@pytest.mark.parametrize("own", LANGUAGES)
def test_findings__every_lost_reference_is_found(own: str) -> None:
    wrong = demonstration(own)
    lost = wrong["references"].pop(1)
    assert [(finding.check, finding.source) for finding in findings(demonstration("en"), wrong)] == [
        (Check.REFERENCES, lost["value"]["key"])
    ]


@pytest.mark.parametrize("own", TRANSLATIONS)
@pytest.mark.parametrize("section", ["tldr", *BODY_SECTIONS])
def test_findings__an_untouched_section_is_found_as_a_whole(own: str, section: str) -> None:
    source, wrong = demonstration("en"), demonstration(own)
    if section == "tldr":
        wrong["tldr"] = source["tldr"]
    else:
        wrong["sections"][section] = source["sections"][section]
    found = findings(source, wrong, glossary=glossary(own))
    assert [(finding.check, finding.section) for finding in found] == [(Check.SOURCE_LANGUAGE, section)]


@pytest.mark.parametrize("own", TRANSLATIONS)
def test_findings__every_untouched_block_is_found(own: str) -> None:
    source = demonstration("en")
    for section in BODY_SECTIONS:
        for index, block in enumerate(source["sections"][section]):
            wrong = demonstration(own)
            wrong["sections"][section][index] = block
            found = of(Check.SOURCE_LANGUAGE, findings(source, wrong))
            has_words = block["type"] != "risk_factor_list"
            assert [finding.block for finding in found] == [block["id"]] * has_words


@pytest.mark.parametrize("own", TRANSLATIONS)
def test_findings__every_sentence_left_in_english_is_found(own: str) -> None:
    """A sentence of four words or more, behind what is translated."""
    source = demonstration("en")
    for part in edition_sections(source):
        for sentence in (sentence for passage in part.body for sentence in passage.sentences):
            wrong = demonstration(own)
            if part.key in BODY_SECTIONS:
                wrong["sections"][part.key][0]["value"] += f"<p>{sentence}</p>"
            elif part.key == "tldr":
                wrong["tldr"] += f" {sentence}"
            else:
                continue
            expected = len(re.findall(r"[^\W\d_]+", sentence)) >= 4
            assert bool(of(Check.SOURCE_LANGUAGE, section_findings(source, wrong, part.key))) is expected, sentence


@pytest.mark.parametrize("own", LANGUAGES)
@pytest.mark.parametrize("section", ["tldr", *BODY_SECTIONS])
def test_findings__a_missing_section_is_found_once(own: str, section: str) -> None:
    wrong = demonstration(own)
    if section == "tldr":
        wrong["tldr"] = ""
    else:
        wrong["sections"][section] = []
    found = [(finding.check, finding.section) for finding in findings(demonstration("en"), wrong)]
    assert found == [(Check.MISSING_SECTION, section)]


@pytest.mark.parametrize("own", LANGUAGES)
def test_findings__every_missing_block_is_found(own: str) -> None:
    for section in BODY_SECTIONS:
        for index in range(len(demonstration("en")["sections"][section])):
            wrong = demonstration(own)
            lost = wrong["sections"][section].pop(index)
            assert [finding.block for finding in of(Check.MISSING_BLOCK, findings(demonstration("en"), wrong))] == [lost["id"]]


def test_findings__a_missing_block_takes_its_numbers_with_it() -> None:
    found = findings(edition("en", "Words first.", "Take 70 mg."), edition("de", "Zuerst Worte."))
    assert [(finding.check, finding.source) for finding in found] == [
        (Check.MISSING_BLOCK, "Take 70 mg."),
        (Check.NUMBERS, "70 mg"),
    ]


def test_findings__blocks_written_anew_are_compared_together() -> None:
    own = edition("de", "Nehmen Sie", "70 mg. Nicht 5 %.")
    for number, block in enumerate(own["sections"]["causes"]):
        block["id"] = f"other-{number}"
    source = edition("en", "Take 70 mg.", "Not 5%.")
    assert findings(source, own) == []
    own["sections"]["causes"][1]["value"] = "70 mg. Nicht 50 %."
    assert [(finding.source, finding.own) for finding in findings(source, own)] == [("5%", "50 %")]


def test_findings__a_source_in_another_language_than_english() -> None:
    source, own = demonstration("de"), demonstration("en")
    own["tldr"] = source["tldr"]
    assert [finding.check for finding in findings(source, own)] == [Check.SOURCE_LANGUAGE]


@pytest.mark.parametrize("own", LANGUAGES)
def test_section_findings__are_those_of_that_section(own: str) -> None:
    wrong = demonstration(own)
    wrong["sections"]["genetics"], wrong["tldr"] = [], ""
    assert [finding.check for finding in section_findings(demonstration("en"), wrong, "genetics")] == [Check.MISSING_SECTION]
    assert section_findings(demonstration("en"), wrong, "causes") == []


def test_section_findings__say_nothing_of_a_section_that_does_not_exist() -> None:
    assert section_findings(demonstration("en"), demonstration("de"), "nonsense") == []


def test_entry_findings__name_the_field() -> None:
    source = {"subject": "x", "language": "en", "definition": "Taken for 3 months.", "modifiable": True, "also_known_as": "A 1"}
    own = {"subject": "x", "language": "de", "definition": "30 Monate genommen.", "modifiable": True, "also_known_as": ""}
    (found,) = entry_findings(source, own)
    assert (found.check, found.section, found.source, found.own) == (Check.NUMBERS, "definition", "3 months", "30 Monate")
    assert [finding.check for finding in entry_findings(source, own | {"definition": ""})] == [Check.MISSING_SECTION]


@pytest.mark.parametrize("own", LANGUAGES)
def test_findings__do_not_keep_the_editor_waiting(own: str) -> None:
    source, translation, terms = demonstration("en"), demonstration(own), glossary(own)
    findings(source, translation, glossary=terms)  # compiles what is compiled once
    changed = demonstration(own)
    changed["tldr"] += " 1"
    start = time.process_time()
    findings(source, changed, glossary=terms)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        [],
        {},
        7,
        True,
        "<p>",
        "<<<>>>&#0;",
        {"text": {"a": [1, None]}},
        "9" * 5000,
        "一" * 5000,
        "١٬" * 500,
        "5 g " * 500,
    ],
)
def test_findings__take_whatever_is_stored(value: Any) -> None:
    source, own = edition("en", "Take 70 mg."), edition("de", "")
    own["sections"]["causes"] = [{"type": "text", "id": None, "value": value}, {"type": "gone", "value": value}]
    findings(source, own)
    findings(own, source)


def _with_wrong_numbers(language: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """The edition as often as it has numbers, each time with another one changed."""
    for section in BODY_SECTIONS:
        for index, block in enumerate(demonstration(language)["sections"][section]):
            text = block["value"] if isinstance(block["value"], str) else block["value"].get("value", "")
            for number in re.finditer(r"\d+", MARKUP.sub(lambda found: "·" * len(found.group()), text)):
                wrong = demonstration(language)
                changed = f"{text[: number.end()]}0{text[number.end() :]}"
                target = wrong["sections"][section][index]
                if isinstance(target["value"], str):
                    target["value"] = changed
                else:
                    target["value"]["value"] = changed
                yield section, index, wrong


def _block(content: dict[str, Any], section: str, kind: str) -> dict[str, Any]:
    return next(block for block in content["sections"][section] if block["type"] == kind)


def _uncite(block: dict[str, Any], nth: int) -> None:
    """Takes the nth citation out of a block."""
    seen = 0

    def strip(text: str) -> str:
        nonlocal seen

        def one(match: re.Match[str]) -> str:
            nonlocal seen
            seen += 1
            return "" if seen - 1 == nth else match.group()

        return CITATION_LINK.sub(one, text)

    if isinstance(block["value"], str):
        block["value"] = strip(block["value"])
    elif "source" in block["value"]:
        block["value"]["source"] = ""
    else:
        block["value"] = {name: strip(text) if isinstance(text, str) else text for name, text in block["value"].items()}
