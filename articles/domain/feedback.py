"""What readers may send us: about which part of an article, in which words, and what is never kept of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from .basis import REFERENCES
from .sections import SECTION_KINDS

#: The longest report, in characters. Enough for two paragraphs, too short for a pasted medical record.
REPORT_MAX_LENGTH: Final = 1000
#: What a vote or a report is about, by the anchor in the page's address; the empty one is the whole page.
PLACES: Final[Mapping[str, str]] = {"": "", **{kind.anchor: kind.key.value for kind in SECTION_KINDS}, REFERENCES: REFERENCES}

#: What stands in a stored report where somebody wrote how they can be reached.
MASKED_EMAIL: Final = "[@…]"
MASKED_NUMBER: Final = "[☎…]"

_EMAIL = re.compile(r"[^\s@<>\"'(),;:]{1,64}@[^\s@<>\"'(),;:]{1,255}")
_NUMBER = re.compile(r"(?<!\w)\+?\(?\d(?:[ \u00a0()./\u2010-\u2015-]{0,2}\d){6,17}(?!\w)")
_DATE_OR_SPAN = re.compile(r"\d{1,2}[./ -]\d{1,2}[./ -]\d{4}|\d{4}[./ -]\d{1,2}[./ -]\d{1,2}|\d{4} ?[-/\u2010-\u2015] ?\d{4}")
#: From how many digits on something may be a telephone's number: after + or 0, and otherwise. ITU-T E.164 allows fifteen.
_DIALLED, _BARE = 7, 9

_KEPT_CONTROLS = "\n"
_KEPT_FORMATS = "\u200c\u200d"  # joiners, without which Persian, Hindi and many emoji are misspelt
_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs"})
#: More marks on one letter than any language writes.
_MOST_MARKS = 4
_BLANK_LINES = re.compile(r"\n\s*\n\s*")


def clean_report(raw: str) -> str:
    """The words as they may be kept: no control characters, none that turn the direction of what stands around them, no
    half characters, no towers of marks, no runs of empty lines."""
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if (category in _DROPPED and character not in _KEPT_CONTROLS + _KEPT_FORMATS) or _is_noncharacter(character):
            continue
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return _BLANK_LINES.sub("\n\n", "".join(kept)).strip()


def without_contacts(text: str) -> str:
    """The words without e-mail addresses and what looks like a telephone's number. Dates and spans of years stay."""
    return _NUMBER.sub(_masked, _EMAIL.sub(MASKED_EMAIL, text))


def text_key(text: str) -> str:
    """The same for texts that differ in case, spaces, punctuation or spelling of the same letters; empty where there is no
    letter and no digit."""
    plain = "".join(character for character in unicodedata.normalize("NFKC", text).casefold() if character.isalnum())
    return sha256(plain.encode()).hexdigest() if plain else ""


def _is_noncharacter(character: str) -> bool:
    return (ord(character) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF


def _masked(match: re.Match[str]) -> str:
    found = match.group()
    digits = [unicodedata.digit(character) for character in found if character.isdecimal()]
    is_dialled = found.startswith(("+", "(")) or digits[0] == 0
    if _DATE_OR_SPAN.fullmatch(found) or len(digits) < (_DIALLED if is_dialled else _BARE):
        return found
    return MASKED_NUMBER
