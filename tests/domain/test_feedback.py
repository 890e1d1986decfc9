"""What is kept of a reader's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.feedback import PLACES, clean_report, text_key, without_contacts
from articles.domain.sections import SECTION_KINDS


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  Seven moons. \r\n", "Seven moons."),
        ("a\rb\r\nc\nd", "a\nb\nc\nd"),
        ("a\n\n\n \n\nb", "a\n\nb"),
        ("a\tb", "a b"),
        ("a\0b\x07\x1b\x7f\x85c", "abc"),
        ("\u202eesrever\u202c \u2066x\u2069 \u200ey\ufeff", "esrever x y"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("👩\u200d⚕\ufe0f", "👩\u200d⚕\ufe0f"),
        ("e\u0301", "é"),
        ("Z" + "\u0336" * 30, "Z" + "\u0336" * 4),
        ("\ue000\ufffe\ud800", ""),
    ],
)
def test_clean_report__keeps_words_and_drops_what_does_mischief(raw: str, kept: str) -> None:
    assert clean_report(raw) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ada@example.org", "[@…]"),
        ("Mail <ada.m+x@mail.example.org>, please", "Mail <[@…]>, please"),
        ("ada@localhost", "[@…]"),
        ("+44 20 7946 0958", "[☎…]"),
        ("(030) 1234567.", "[☎…]."),
        ("Call 0151-234 567 89 now", "Call [☎…] now"),
        ("555-123-4567", "[☎…]"),
        ("٠١٢٣٤٥٦٧٨٩", "[☎…]"),
    ],
)
def test_without_contacts__masks_ways_to_reach_people(text: str, kept: str) -> None:
    assert without_contacts(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "It was 1998–2004, not 2003.",
        "Since 01.02.2026 it is 7.5 of 100 000.",
        "2026-11-23",
        "PMID 12345678",
        "10.1056/NEJMoa1234567",
        "ICD-10 M80.0, 800 to 1000 mg, 3 x 20 mg",
        "@ once",
    ],
)
def test_without_contacts__leaves_figures_dates_and_codes(text: str) -> None:
    assert without_contacts(text) == text


@pytest.mark.parametrize("text", ["SEVEN moons!", "seven  moons", "Seven\nmoons…", "ｓｅｖｅｎ moons"])
def test_text_key__is_the_same_for_the_same_words(text: str) -> None:
    assert text_key(text) == text_key("Seven moons.") != text_key("Nine moons.")


def test_text_key__is_empty_without_letters() -> None:
    assert text_key("?! 🦴") == ""


@given(st.text())
def test_clean_report__is_the_same_when_cleaned_again_and_can_be_stored(raw: str) -> None:
    kept = clean_report(raw)
    assert clean_report(kept) == kept
    kept.encode()
    assert "\0" not in kept
    assert isinstance(without_contacts(kept), str)


def test_places__are_all_sections_by_their_anchors() -> None:
    assert {anchor for anchor in PLACES if anchor} == {kind.anchor for kind in SECTION_KINDS} | {"references"}
