"""Codes of conditions: which systems we know, how their codes are written, and SNOMED CT's check digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class CodeSystem(StrEnum):
    ICD_10 = "icd-10"
    ICD_10_CM = "icd-10-cm"
    ICD_11 = "icd-11"
    SNOMED_CT = "snomed-ct"
    MESH = "mesh"


@dataclass(frozen=True, slots=True)
class CodeSystemRule:
    """How one system's codes look. `name` is the system's own, the same in every language."""

    name: str
    pattern: re.Pattern[str]
    example: str


class CodeProblem(StrEnum):
    FORMAT = "format"
    CHECK_DIGIT = "check_digit"
    NOT_A_CONCEPT = "not_a_concept"


RULES: Final = {
    # WHO ICD-10 volume 2, section 2.4: a letter, two digits, and after a point one digit, or two with a site of
    # chapter XIII's supplementary subclassification.
    CodeSystem.ICD_10: CodeSystemRule("ICD-10", re.compile(r"[A-Z][0-9]{2}(\.[0-9]{1,2})?"), "M81.0"),
    # ICD-10-CM Official Guidelines, section I.A.2: three to seven characters, the third may be A or B, a point after it.
    CodeSystem.ICD_10_CM: CodeSystemRule("ICD-10-CM", re.compile(r"[A-Z][0-9][0-9AB](\.[0-9A-Z]{1,4})?"), "M81.0"),
    # ICD-11 Reference Guide, section 1.2.4.1: four characters of which the second is a letter and the third a digit,
    # up to two more after a point; the letters I and O are never used.
    CodeSystem.ICD_11: CodeSystemRule(
        "ICD-11", re.compile(r"[1-9A-HJ-NP-Z][A-HJ-NP-Z][0-9][0-9A-HJ-NP-Z](\.[0-9A-HJ-NP-Z]{1,2})?"), "FB83.1"
    ),
    # SNOMED CT Release File Specification, section 6 (SCTID): 6 to 18 digits, no leading zero.
    CodeSystem.SNOMED_CT: CodeSystemRule("SNOMED CT", re.compile(r"[1-9][0-9]{5,17}"), "64859006"),
    # MeSH unique identifiers: descriptors D and six or nine digits, supplementary concepts C and six or nine.
    CodeSystem.MESH: CodeSystemRule("MeSH", re.compile(r"[DC]([0-9]{6}|[0-9]{9})"), "D010024"),
}

#: Verhoeff's dihedral group D5 and his permutation, as SNOMED CT's Release File Specification prints them (section 6.4).
_D5: Final = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_PERMUTATION: Final = (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip

#: The second and third digits from the right of an SCTID that names a concept: 00 in the core, 10 in an extension.
_CONCEPT_PARTITIONS: Final = ("00", "10")


def normalise_code(code: str) -> str:
    """The code without surrounding or inner white space, in capitals: what people paste, as the system writes it."""
    return "".join(code.split()).upper()


def verhoeff_is_valid(digits: str) -> bool:
    """Whether the last of these decimal digits is the Verhoeff check digit of the others."""
    check = 0
    for position, digit in enumerate(reversed(digits)):
        check = int(_D5[check][int(_PERMUTATION[position % 8][int(digit)])])
    return check == 0


def code_problem(system: CodeSystem, code: str) -> CodeProblem | None:
    """What is wrong with a normalised code, or None. It checks how the code is written, not whether the system has it."""
    if not RULES[system].pattern.fullmatch(code):
        return CodeProblem.FORMAT
    if system is CodeSystem.SNOMED_CT:
        if not verhoeff_is_valid(code):
            return CodeProblem.CHECK_DIGIT
        if code[-3:-1] not in _CONCEPT_PARTITIONS:
            return CodeProblem.NOT_A_CONCEPT
    return None
