"""When a section of a translation is outdated."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from articles.domain.basis import (
    COMPARED,
    Behind,
    Declared,
    SignedEdition,
    assembled,
    basis_digests,
    behind,
    compared_digests,
    declared,
    entry,
    is_prepared_ahead,
    live_edition,
    made_from,
    section_digests,
    taken_back,
)
from articles.domain.sections import BODY_SECTIONS
from articles.domain.signoffs import Severity

E, M, S = Severity.EDITORIAL, Severity.MEANING, Severity.SAFETY


def day(number: int) -> datetime:
    return datetime(2026, 1, number, tzinfo=UTC)


def edition(sequence: int, words: str, severity: Severity = M, *, shown: bool = True) -> SignedEdition:
    """One with a section of these words (“causes”) and one that never changes."""
    sections = {"causes": words, "tldr": "same"}
    return SignedEdition(sequence, words, sections, severity, day(sequence) if shown else None)


def basis(words: str, sequence: int | None = 1) -> dict[str, Any]:
    return made_from({"causes": words, "tldr": "same"}, sequence, by=7, at=day(1))


def found(made: dict[str, Any], *editions: SignedEdition) -> list[tuple[str, Severity]]:
    live = live_edition(editions)
    assert live is not None
    return [(section.section, section.severity) for section in behind(made, live, editions)]


@pytest.mark.parametrize(
    ("editions", "severity"),
    [
        ([edition(1, "a")], None),
        ([edition(1, "a"), edition(2, "b", E)], None),
        ([edition(1, "a"), edition(2, "b", M)], M),
        ([edition(1, "a"), edition(2, "b", S)], S),
        # The gravest of all steps between counts, in whatever order they came.
        ([edition(1, "a"), edition(2, "b", S), edition(3, "c", E)], S),
        ([edition(1, "a"), edition(2, "b", E), edition(3, "c", M)], M),
        # A step that changed other sections says nothing of this one.
        ([edition(1, "a"), edition(2, "a", S), edition(3, "b", E)], None),
        # Back to the words that it was made from.
        ([edition(1, "a"), edition(2, "b", S), edition(3, "a", M)], None),
        # Signed and never shown: the next signers compared with it.
        ([edition(1, "a"), edition(2, "b", S, shown=False), edition(3, "c", E)], S),
    ],
)
def test_section__is_outdated_by_the_gravest_change_since_its_basis(
    editions: list[SignedEdition], severity: Severity | None
) -> None:
    assert found(basis("a"), *editions) == ([("causes", severity)] if severity else [])


def test_section__of_an_edition_that_waits_for_its_hour_is_not_outdated_yet() -> None:
    assert found(basis("a"), edition(1, "a"), edition(2, "b", S, shown=False)) == []


def test_source__that_went_back_is_measured_by_the_steps_between() -> None:
    older = SignedEdition(1, "a", {"causes": "a", "tldr": "same"}, M, day(9))
    assert found(basis("b", 2), older, edition(2, "b", S)) == [("causes", S)]


def test_basis__that_nobody_ever_signed_counts_as_another_meaning() -> None:
    assert found(basis("draft", None), edition(1, "a", E)) == [("causes", M)]


def test_basis__that_nobody_ever_signed_lacks_every_change_that_was_signed_since() -> None:
    made = made_from({"causes": "draft", "tldr": "same"}, None, by=7, at=day(1))
    editions = [
        SignedEdition(sequence, words, {"causes": words, "tldr": "same"}, severity, day(sequence), day(sequence))
        for sequence, words, severity in ((2, "a", E), (3, "b", S), (4, "c", E))
    ]
    assert behind(made, editions[-1], editions) == [Behind("causes", S, day(2))]


def test_basis__prepared_ahead_is_known_by_its_words_when_they_are_signed() -> None:
    assert found(basis("a", None), edition(1, "a")) == []
    assert found(basis("a", None), edition(1, "a"), edition(2, "b", E)) == []
    assert found(basis("a", None), edition(1, "a"), edition(2, "b", S)) == [("causes", S)]


def test_sections__have_a_basis_of_their_own() -> None:
    made = {**basis("a"), "tldr": entry("old", 1, Declared.MADE, by=None, at=day(1))}
    first = SignedEdition(1, "1", {"causes": "a", "tldr": "old"}, M, day(1))
    second = SignedEdition(2, "2", {"causes": "b", "tldr": "same"}, S, day(2))
    made["causes"] = entry("b", 2, Declared.UPDATED, by=7, at=day(3))
    assert behind(made, second, [first, second]) == [Behind("tldr", S, day(2))]


def test_since__is_when_readers_first_got_a_change_that_it_lacks() -> None:
    editions = [edition(1, "a"), edition(2, "b", E), edition(3, "c", M), edition(4, "d", M)]
    assert behind(basis("a"), editions[-1], editions) == [Behind("causes", M, day(3))]


def test_live_edition__is_the_one_shown_last_and_none_where_none_was() -> None:
    assert live_edition([edition(1, "a"), edition(2, "b"), edition(3, "c", shown=False)]) == edition(2, "b")
    assert live_edition([edition(1, "a", shown=False)]) is None


def test_prepared_ahead__is_one_section_without_a_signed_source() -> None:
    assert not is_prepared_ahead(basis("a"))
    assert is_prepared_ahead({**basis("a"), "tldr": entry("x", None, Declared.MADE, by=None, at=day(1))})
    assert not is_prepared_ahead({})


def test_basis_digests__are_all_of_it_that_is_signed() -> None:
    assert basis_digests(basis("a")) == {"causes": "a", "tldr": "same"}


CONTENT: dict[str, Any] = {
    "subject": "article:1", "language": "en", "title": "T", "seo_title": "", "search_description": "", "headings": {"causes": "H"},
    "tldr": "Short", "sections": {"causes": [{"type": "text", "id": "1", "value": "<p>a</p>"}]}, "disclaimer": 3,
    "references": [], "pictures": {},
}  # fmt: skip


def changed(**fields: Any) -> list[str]:
    before, after = section_digests(CONTENT), section_digests({**CONTENT, **fields})
    return [name for name in COMPARED if before[name] != after[name]]


def test_section_digests__change_with_what_stands_in_the_section() -> None:
    assert changed(title="U") == changed(seo_title="U") == changed(search_description="U") == ["title"]
    assert changed(headings={"causes": "I"}) == ["causes"]
    assert changed(tldr="Long") == ["tldr"]
    assert changed(disclaimer=4) == ["disclaimer"]
    assert changed(references=[{"type": "reference", "id": "r", "value": {"key": "a"}}]) == ["references"]
    assert changed(sections={"causes": [{"type": "text", "id": "1", "value": "<p>b</p>"}]}) == ["causes"]
    assert changed(sections={"causes": [{"type": "text", "id": "other", "value": "<p>a</p>"}]}) == []


def test_section_digests__change_with_a_picture_of_the_section_alone() -> None:
    shown = [{"type": "figure", "id": "1", "value": {"image": {"image": 5}}}]
    first = {**CONTENT, "sections": {"causes": shown, "research": []}, "pictures": {"5": {"sha1": "x"}}}
    second = {**first, "pictures": {"5": {"sha1": "y"}}}
    before, after = section_digests(first), section_digests(second)
    assert [name for name in COMPARED if before[name] != after[name]] == ["causes"]


def test_entry__is_compared_by_its_fields() -> None:
    content = {"subject": "riskfactor:x", "language": "en", "name": "N", "modifiable": True, "basis": {"name": "d"}}
    assert set(compared_digests(content)) == {"name", "modifiable"}


# --- Declaring ---------------------------------------------------------------------------------------------------------


def in_step(made: dict[str, Any], with_: SignedEdition, kind: Declared = Declared.UPDATED, reason: str = "") -> dict[str, Any]:
    return declared(made, "causes", kind, edition=with_, by=8, at=day(9), reason=reason)


def test_declared__is_in_step_and_can_be_taken_back() -> None:
    before = basis("a")
    after = in_step(before, edition(2, "b"))
    assert not found(after, edition(1, "a"), edition(2, "b"))
    assert after["tldr"] == before["tldr"]
    assert taken_back(after, "causes") == before
    assert taken_back(before, "causes") == before


def test_declared__the_same_twice_changes_nothing() -> None:
    once = in_step(basis("a"), edition(2, "b"))
    assert declared(once, "causes", Declared.UPDATED, edition=edition(2, "b"), by=9, at=day(10)) == once


def test_declared__in_another_way_is_taken_back_to_what_stood_first() -> None:
    before = basis("a")
    twice = in_step(in_step(before, edition(2, "b")), edition(2, "b"), Declared.UNCHANGED, "It said so.")
    assert (twice["causes"]["kind"], twice["causes"]["reason"]) == ("unchanged", "It said so.")
    assert taken_back(twice, "causes") == before


def test_declared__again_of_a_newer_source_is_taken_back_by_one_step() -> None:
    once = in_step(basis("a"), edition(2, "b"))
    back = taken_back(in_step(once, edition(3, "c")), "causes")
    assert (back["causes"]["digest"], "previous" in back["causes"]) == ("b", False)


def test_declared__a_section_that_had_no_basis() -> None:
    made = in_step({}, edition(2, "b"))
    assert made["causes"]["edition"] == 2
    assert taken_back(made, "causes") == {}


def test_assembled__takes_each_section_from_its_own_edition() -> None:
    def whole(word: str) -> dict[str, Any]:
        parts = {"title": word, "seo_title": word, "search_description": word, "tldr": word, "disclaimer": 1}
        bodies = {
            "sections": {section.value: [word] for section in BODY_SECTIONS},
            "references": [word],
            "headings": {"causes": word, "tldr": word},
        }
        return {**parts, **bodies, "language": "en", "pictures": {}}

    made = assembled("en", {section: whole("old" if section == "causes" else "new") for section in COMPARED})
    old, new = section_digests(whole("old")), section_digests(whole("new"))
    assert section_digests(made) == {**new, "causes": old["causes"]}
    assert (
        section_digests(assembled("en", {}))["title"]
        == section_digests({"title": "", "seo_title": "", "search_description": ""})["title"]
    )


def test_outdated_sections__come_in_the_order_of_the_text_in_whatever_order_they_are_kept() -> None:
    made = made_from(dict.fromkeys(("term", "references", "causes", "tldr", "definition"), "old"), 1, by=7, at=day(1))
    live = SignedEdition(2, "b", dict.fromkeys(made, "new"), M, day(2))
    before = SignedEdition(1, "a", dict.fromkeys(made, "old"), M, day(1))
    order = [item.section for item in behind(made, live, [before, live])]
    assert order == ["tldr", "causes", "references", "definition", "term"]
