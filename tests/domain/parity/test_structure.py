"""Links to another language, lengths, and what is left in the source's language."""

from __future__ import annotations

import pytest

from articles.domain.parity import Check, LinkTarget, findings, links_in
from tests.domain.parity.editions import TRANSLATIONS, demonstration, edition

ENGLISH = LinkTarget("en", "Osteoporosis", "Osteoporose")
LINK = 'Mehr <a id="7" linktype="page">hier</a> und <a href="/en/osteoporosis/">dort</a>.'
LONG = "Bones that are used grow strong, and bones that rest grow weak over the years. "
LONG_GERMAN = "Knochen, die gebraucht werden, werden stark, und wer ruht, dessen Knochen werden schwach. "


def checks(source: str, own: str, language: str = "de") -> list[Check]:
    return [finding.check for finding in findings(edition("en", source), edition(language, own))]


def test_links__to_another_language_are_found_where_there_is_an_edition() -> None:
    links = {7: ENGLISH, "/en/osteoporosis/": ENGLISH}
    found = findings(edition("en", "More here and there."), edition("de", LINK), links=links)
    assert [(finding.check, finding.block, finding.own, finding.detail) for finding in found] == [
        (Check.LINKS, "block-0", "Osteoporosis", "Osteoporose")
    ] * 2


@pytest.mark.parametrize("target", [LinkTarget("en", "Osteoporosis"), LinkTarget("de", "Osteoporose", "Osteoporose")])
def test_links__are_right_where_there_is_no_edition_or_they_lead_to_it(target: LinkTarget) -> None:
    assert findings(edition("en", "More here and there."), edition("de", LINK), links={7: target}) == []


def test_links_in__names_pages_and_addresses_once() -> None:
    assert links_in([{"value": LINK + LINK}]) == [7, "/en/osteoporosis/"]


def test_links_in__takes_no_number_that_no_page_has() -> None:
    assert links_in([f'<a linktype="page" id="{"9" * 5000}">x</a>']) == []


@pytest.mark.parametrize(("times", "expected"), [(6, []), (2, [Check.LENGTH]), (14, [Check.LENGTH])])
def test_length__out_of_proportion(times: int, expected: list[Check]) -> None:
    assert checks(LONG * 6, LONG_GERMAN * times) == expected


def test_length__of_a_few_words_tells_nothing() -> None:
    assert checks("Bones rest.", LONG_GERMAN * 3) == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_length__half_a_section_of_a_real_edition_is_too_short(language: str) -> None:
    wrong = demonstration(language)
    for block in wrong["sections"]["research"]:
        if isinstance(block["value"], str):
            block["value"] = block["value"][: len(block["value"]) // 4]
        else:
            block["value"] = {name: text[: len(text) // 3] for name, text in block["value"].items()}
    assert Check.LENGTH in [finding.check for finding in findings(demonstration("en"), wrong)]


@pytest.mark.parametrize(
    ("english", "language", "own"),
    [
        ("Photo: Jane Doe, Getty Images, CC BY 4.0", "de", "Photo: Jane Doe, Getty Images, CC BY 4.0"),
        ("International Osteoporosis Foundation", "fr", "International Osteoporosis Foundation"),
        ("DXA, FRAX, BMD", "zh-hans", "DXA, FRAX, BMD"),
        ("Vitamin D", "de", "Vitamin D"),
        ("Osteoporosis", "es", "Osteoporosis"),
        ("No", "es", "No"),
        (
            "The Women’s Health Initiative and the Nurses’ Health Study",
            "de",
            "Women’s Health Initiative und Nurses’ Health Study",
        ),
        ("The FRAX tool of the University of Sheffield", "ar", "أداة FRAX من جامعة شفيلد (University of Sheffield)"),
        ("A study, “Osteoporosis in men”", "fr", "Une étude, « Osteoporosis in men », le montre aux médecins."),
        ("The hand was warm.", "de", "Die Hand was warm, so war es also in dem Buch."),
        ("Was it so?", "de", "Was hat man also in der Hand?"),
    ],
)
def test_source_language__names_labels_and_shared_words_are_no_alarm(english: str, language: str, own: str) -> None:
    assert checks(english, own, language) == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_source_language__an_edited_english_sentence_is_found_too(language: str) -> None:
    """It is no copy: the source was changed behind it."""
    wrong = demonstration(language)
    wrong["tldr"] += " Your body is at work all the time, and you do not notice any of it."
    assert [finding.check for finding in findings(demonstration("en"), wrong)] == [Check.SOURCE_LANGUAGE]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_source_language__an_untouched_title_is_found(language: str) -> None:
    wrong = demonstration(language)
    wrong["search_description"] = demonstration("en")["search_description"]
    (found,) = findings(demonstration("en"), wrong)
    assert (found.check, found.section, found.block) == (Check.SOURCE_LANGUAGE, "title", "search_description")
