"""Who may sign what, and what is missing: the rules as truth tables."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.signoffs import (
    Meaning,
    Policy,
    Qualification,
    Signature,
    Signer,
    UnderReview,
    WhyNot,
    missing_signatures,
    why_not,
)

TODAY = date(2026, 7, 1)
DAY = timedelta(days=1)
MEDICAL, LANGUAGE = Meaning.MEDICAL, Meaning.LANGUAGE

QUALIFIED = Qualification(languages=("en", "de"), competences=tuple(Meaning))
SIGNER = Signer(user=1, qualification=QUALIFIED)
SOURCE = UnderReview(language="en", source_language=None, contributors=())
TRANSLATION = UnderReview(language="de", source_language="en", contributors=())
EXTERNAL = Policy(medical_for_source=2)

signatures = st.lists(st.builds(Signature, st.integers(1, 5), st.sampled_from(Meaning)), max_size=8)
requirements = st.dictionaries(st.sampled_from(Meaning), st.integers(1, 3), min_size=1)


# --- What is required ------------------------------------------------------------------------------------------------


def test_requirements__a_source_needs_medical_sign_offs_only() -> None:
    assert Policy().requirements(is_translation=False) == {MEDICAL: 1}
    assert EXTERNAL.requirements(is_translation=False) == {MEDICAL: 2}


def test_requirements__a_translation_needs_both_meanings() -> None:
    assert Policy().requirements(is_translation=True) == {MEDICAL: 1, LANGUAGE: 1}
    policy = Policy(medical_for_translation=2, language_for_translation=3)
    assert policy.requirements(is_translation=True) == {MEDICAL: 2, LANGUAGE: 3}


# --- What is missing -------------------------------------------------------------------------------------------------

ONE_OF_EACH = {MEDICAL: 1, LANGUAGE: 1}


@pytest.mark.parametrize(
    ("required", "given_by", "missing"),
    [
        ({MEDICAL: 1}, [], {MEDICAL: 1}),
        ({MEDICAL: 1}, [(1, MEDICAL)], {}),
        ({MEDICAL: 1}, [(1, LANGUAGE)], {MEDICAL: 1}),
        ({MEDICAL: 2}, [(1, MEDICAL)], {MEDICAL: 1}),
        ({MEDICAL: 2}, [(1, MEDICAL), (1, MEDICAL)], {MEDICAL: 1}),
        ({MEDICAL: 2}, [(1, MEDICAL), (2, MEDICAL)], {}),
        ({MEDICAL: 2}, [(1, MEDICAL), (2, MEDICAL), (3, MEDICAL)], {}),
        (ONE_OF_EACH, [], ONE_OF_EACH),
        (ONE_OF_EACH, [(1, MEDICAL)], {LANGUAGE: 1}),
        (ONE_OF_EACH, [(1, LANGUAGE)], {MEDICAL: 1}),
        (ONE_OF_EACH, [(1, MEDICAL), (2, LANGUAGE)], {}),
        (ONE_OF_EACH, [(2, LANGUAGE), (1, MEDICAL)], {}),
        (ONE_OF_EACH, [(1, MEDICAL), (1, LANGUAGE)], {LANGUAGE: 1}),
        (ONE_OF_EACH, [(1, LANGUAGE), (1, MEDICAL)], {MEDICAL: 1}),
    ],
)
def test_missing_signatures__truth_table(
    required: dict[Meaning, int], given_by: list[tuple[int, Meaning]], missing: dict[Meaning, int]
) -> None:
    assert missing_signatures(required, [Signature(*pair) for pair in given_by]) == missing


@given(requirements, signatures)
def test_missing_signatures__complete_only_with_that_many_different_people(
    required: dict[Meaning, int], found: list[Signature]
) -> None:
    if not missing_signatures(required, found):
        assert len({signature.signer for signature in found}) >= sum(required.values())


@given(requirements, signatures)
def test_missing_signatures__never_names_what_is_not_required(required: dict[Meaning, int], found: list[Signature]) -> None:
    missing = missing_signatures(required, found)
    assert all(0 < count <= required[meaning] for meaning, count in missing.items())


@given(requirements, signatures, st.integers(1, 9), st.sampled_from(Meaning))
def test_missing_signatures__one_more_never_makes_more_missing(
    required: dict[Meaning, int], found: list[Signature], signer: int, meaning: Meaning
) -> None:
    before = missing_signatures(required, found)
    after = missing_signatures(required, [*found, Signature(signer, meaning)])
    assert all(after.get(each, 0) <= before.get(each, 0) for each in Meaning)
    assert sum(before.values()) - sum(after.values()) in (0, 1)


@given(requirements, signatures)
def test_missing_signatures__repeated_signatures_count_for_nothing(required: dict[Meaning, int], found: list[Signature]) -> None:
    assert missing_signatures(required, [*found, *found]) == missing_signatures(required, found)


# --- Who may sign ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("item", "meaning"), [(SOURCE, MEDICAL), (TRANSLATION, MEDICAL), (TRANSLATION, LANGUAGE)])
def test_why_not__nothing_is_in_the_way_of_a_qualified_stranger(item: UnderReview, meaning: Meaning) -> None:
    assert why_not(SIGNER, item, meaning, Policy(), TODAY) == []


#: What may be wrong, one by one: how it comes about in a sign-off of a translation, and the reason it gives.
OBSTACLES = {
    "the profile is not valid": WhyNot.PROFILE_NOT_VALID,
    "lacks the competence": WhyNot.LACKS_COMPETENCE,
    "does not read the language": WhyNot.DOES_NOT_READ_LANGUAGE,
    "does not read the source": WhyNot.DOES_NOT_READ_SOURCE,
    "wrote some of it": WhyNot.CONTRIBUTOR,
    "signed it already": WhyNot.SIGNED_ALREADY,
}


def situation(obstacles: tuple[str, ...]) -> tuple[Signer, UnderReview]:
    languages = {"en", "de"}
    if "does not read the language" in obstacles:
        languages.discard("de")
    if "does not read the source" in obstacles:
        languages.discard("en")
    qualification = Qualification(
        languages=languages,
        competences=(MEDICAL,) if "lacks the competence" in obstacles else tuple(Meaning),
        active="the profile is not valid" not in obstacles,
    )
    item = replace(
        TRANSLATION,
        contributors={1, 2} if "wrote some of it" in obstacles else {2},
        signatures=(Signature(1, LANGUAGE),) if "signed it already" in obstacles else (Signature(2, MEDICAL),),
    )
    return Signer(1, qualification), item


@pytest.mark.parametrize(
    "obstacles", [chosen for size in range(len(OBSTACLES) + 1) for chosen in itertools.combinations(OBSTACLES, size)], ids=str
)
def test_why_not__names_every_reason_and_no_other(obstacles: tuple[str, ...]) -> None:
    signer, item = situation(obstacles)
    assert set(why_not(signer, item, LANGUAGE, Policy(), TODAY)) == {OBSTACLES[obstacle] for obstacle in obstacles}


def test_why_not__nobody_signs_without_a_profile() -> None:
    assert why_not(Signer(1, None), SOURCE, MEDICAL, Policy(), TODAY) == [WhyNot.NO_PROFILE]


def test_why_not__one_person_signs_in_one_sense_only() -> None:
    signed = replace(TRANSLATION, signatures=(Signature(1, MEDICAL),))
    assert why_not(SIGNER, signed, LANGUAGE, Policy(), TODAY) == [WhyNot.SIGNED_OTHER_MEANING]
    assert why_not(SIGNER, signed, MEDICAL, Policy(), TODAY) == [WhyNot.SIGNED_ALREADY]


def test_why_not__a_source_edition_has_nothing_to_be_compared_with() -> None:
    assert why_not(SIGNER, SOURCE, LANGUAGE, Policy(), TODAY) == [WhyNot.NOT_REQUIRED]


def test_why_not__a_medical_reviewer_of_a_translation_need_not_read_the_source() -> None:
    signer = Signer(1, Qualification(languages=("de",), competences=(MEDICAL,)))
    assert why_not(signer, TRANSLATION, MEDICAL, Policy(), TODAY) == []


def test_signer__has_no_role_and_so_superusers_get_no_exception() -> None:
    assert {field.name for field in fields(Signer)} == {"user", "qualification"}


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "active", "valid"),
    [
        (None, None, True, True),
        (TODAY, TODAY, True, True),
        (TODAY + DAY, None, True, False),
        (None, TODAY - DAY, True, False),
        (TODAY - DAY, TODAY + DAY, True, True),
        (TODAY, TODAY - DAY, True, False),
        (None, None, False, False),
    ],
)
def test_qualification__is_valid_on_both_its_first_and_its_last_day(
    valid_from: date | None, valid_until: date | None, active: bool, valid: bool
) -> None:
    qualification = replace(QUALIFIED, valid_from=valid_from, valid_until=valid_until, active=active)
    assert qualification.is_valid(TODAY) is valid
    reasons = why_not(Signer(1, qualification), SOURCE, MEDICAL, Policy(), TODAY)
    assert reasons == ([] if valid else [WhyNot.PROFILE_NOT_VALID])
