"""What an automatic check of a translation found, as plain values. The sentences for people are made elsewhere."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Check(StrEnum):
    """The checks, by what they look at."""

    NUMBERS = "numbers"
    SOURCE_LANGUAGE = "source_language"
    MISSING_SECTION = "missing_section"
    MISSING_BLOCK = "missing_block"
    LINKS = "links"
    CITATIONS = "citations"
    REFERENCES = "references"
    GLOSSARY_IGNORED = "glossary_ignored"
    GLOSSARY_FORBIDDEN = "glossary_forbidden"
    READING_LEVEL = "reading_level"
    LENGTH = "length"


#: The checks whose findings keep a translation from moving on, until somebody justifies each in writing.
BLOCKING: Final = frozenset({Check.NUMBERS})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not agree.

    `section` is a section's key, "title", "references" or an entry's field; `block` is the id of the block, or None where
    the section as a whole is meant. `source` and `own` are what stands in each text, as it is written there, empty where
    there is nothing. `detail` is what helps to find or to judge it: the words around a number, a measured value.
    `nth` tells findings apart that are otherwise the same.
    """

    check: Check
    section: str
    block: str | None = None
    source: str = ""
    own: str = ""
    detail: str = ""
    nth: int = 0

    @property
    def blocking(self) -> bool:
        return self.check in BLOCKING

    @property
    def fingerprint(self) -> str:
        """Binds a written justification to exactly this finding.

        It stays while the words around the place change, and changes with the place or with what is missing or extra.
        """
        parts = (self.check, self.section, self.block or "", self.source, self.own, str(self.nth))
        return hashlib.sha256("\x1f".join(" ".join(part.split()) for part in parts).encode()).hexdigest()[:20]
