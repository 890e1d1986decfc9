from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.domain.codes import RULES, CodeProblem, CodeSystem, code_problem, normalise_code, verhoeff_is_valid

#: Concepts that anyone can look up: osteoporosis, myocardial infarction, diabetes mellitus, hypertension, asthma,
#: type 2 diabetes, clinical finding, the root concept, and two long ones of the metadata and of the UK's extension.
CONCEPTS = [
    *("64859006", "22298006", "73211009", "38341003", "195967001", "44054006", "404684003", "138875005"),
    *("900000000000207008", "999000041000000102"),
]
GOOD = {
    CodeSystem.ICD_10: ["M81", "M81.0", "M80.08", "U07.1", "Z00"],
    CodeSystem.ICD_10_CM: ["M81.0", "M80.08XA", "C4A.9", "M1A.00X0", "C7B.00", "Z3A.40"],
    CodeSystem.ICD_11: ["FB83", "FB83.1", "FB83.1Z", "5A11", "1A00", "FB83.Y", "QE50.10"],
    CodeSystem.SNOMED_CT: CONCEPTS,
    CodeSystem.MESH: ["D010024", "D000086382", "C535296", "C000657245"],
}
MISWRITTEN = {
    CodeSystem.ICD_10: ["", "M", "M8", "81.0", "M81.", "M810", "M81.000", "MM1.0", "m81.0", "M81.0 ", "M81-0", "M٨١"],
    CodeSystem.ICD_10_CM: ["", "M8", "M81.", "M810", "M80.08XAB", "MA1", "M8C", "M81.0-", "m81.0"],
    CodeSystem.ICD_11: ["", "FB8", "FB83.", "FB83.1ZZ", "F183", "FBX3", "FI83", "0B83", "FB8O", "fb83.1", "FB83.1&XK9K"],
    CodeSystem.SNOMED_CT: ["", "64859", "0648590060", "6485900X", "1" * 19, "٦٤٨٥٩٠٠٦", "６４８５９００６", "-64859006"],
    CodeSystem.MESH: ["", "D01002", "D0100240", "D01002400", "010024", "M0015492", "d010024", "D010024 ", "DO10024"],
}

digit_strings = st.text("0123456789", min_size=1, max_size=18)


def _with_check_digit(digits: str) -> str:
    """The digits with the one more that makes them valid."""
    return next(number for digit in "0123456789" if verhoeff_is_valid(number := digits + digit))


def _verhoeff_by_group_theory(digits: str) -> int:
    """Verhoeff's sum from the definitions rather than from tables: the symmetries of a pentagon, and powers of one
    permutation (Verhoeff, Error Detecting Decimal Codes, 1969)."""

    def combine(a: int, b: int) -> int:
        turns, flipped = (a % 5 - b % 5, b < 5) if a >= 5 else (a % 5 + b % 5, b >= 5)
        return turns % 5 + 5 * flipped

    def permute(digit: int, times: int) -> int:
        return reduce(lambda value, _: (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)[value], range(times), digit)

    return reduce(combine, (permute(int(digit), position) for position, digit in enumerate(reversed(digits))), 0)


@pytest.mark.parametrize("number", [*CONCEPTS, "2363"])  # 2363: the example in Wikipedia's article on the algorithm
def test_verhoeff__known_numbers(number: str) -> None:
    assert verhoeff_is_valid(number)


@given(digit_strings)
def test_verhoeff__agrees_with_its_definition(digits: str) -> None:
    assert verhoeff_is_valid(digits) == (_verhoeff_by_group_theory(digits) == 0)


@given(digit_strings)
def test_verhoeff__exactly_one_check_digit_fits(digits: str) -> None:
    assert sum(verhoeff_is_valid(digits + digit) for digit in "0123456789") == 1


@given(digit_strings, st.data())
def test_verhoeff__catches_any_changed_digit(digits: str, data: st.DataObject) -> None:
    number = _with_check_digit(digits)
    place = data.draw(st.integers(0, len(number) - 1))
    wrong = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != number[place]))
    assert not verhoeff_is_valid(number[:place] + wrong + number[place + 1 :])


@given(digit_strings, st.data())
def test_verhoeff__catches_any_swapped_neighbours(digits: str, data: st.DataObject) -> None:
    number = _with_check_digit(digits)
    place = data.draw(st.integers(0, len(number) - 2))
    first, second = number[place : place + 2]
    assume(first != second)
    assert not verhoeff_is_valid(number[:place] + second + first + number[place + 2 :])


@pytest.mark.parametrize("system", CodeSystem)
def test_rules__cover_every_system_with_a_good_example(system: CodeSystem) -> None:
    assert code_problem(system, RULES[system].example) is None


@pytest.mark.parametrize(("system", "code"), [(system, code) for system, codes in GOOD.items() for code in codes])
def test_code_problem__none(system: CodeSystem, code: str) -> None:
    assert code_problem(system, code) is None


@pytest.mark.parametrize(("system", "code"), [(system, code) for system, codes in MISWRITTEN.items() for code in codes])
def test_code_problem__format(system: CodeSystem, code: str) -> None:
    assert code_problem(system, code) is CodeProblem.FORMAT


@pytest.mark.parametrize("code", ["64859005", "64850996", "46859006", "6485906", "648590066"])
def test_code_problem__check_digit(code: str) -> None:
    assert code_problem(CodeSystem.SNOMED_CT, code) is CodeProblem.CHECK_DIGIT


@pytest.mark.parametrize(
    "code",
    [
        "37443015",  # a description of myocardial infarction
        _with_check_digit("1234501"),
        _with_check_digit("1234502"),
        _with_check_digit("12345100000011"),
    ],
)
def test_code_problem__not_a_concept(code: str) -> None:
    assert code_problem(CodeSystem.SNOMED_CT, code) is CodeProblem.NOT_A_CONCEPT


@given(st.sampled_from(CodeSystem), st.text())
def test_code_problem__of_anything_is_an_answer(system: CodeSystem, text: str) -> None:
    code = normalise_code(text)
    assert code_problem(system, code) in {None, *CodeProblem}


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("m81.0", "M81.0"),
        (" M81.0\n", "M81.0"),
        ("FB83 .1", "FB83.1"),
        ("648 590 06", "64859006"),
        ("648\u00a0590\u202f06", "64859006"),
        ("", ""),
        (" \t", ""),
    ],
)
def test_normalise_code__capitals_without_white_space(pasted: str, code: str) -> None:
    assert normalise_code(pasted) == code
