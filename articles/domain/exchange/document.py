"""What a file for translators holds, whatever its format, and why one can be refused."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from articles.domain.segments import Segment

#: The largest file that is read, in bytes: a hundred times a long article.
LARGEST: Final = 5 * 1024 * 1024
#: How many problems of one file are told at once.
MOST_PROBLEMS: Final = 20


class Reason(StrEnum):
    """Why a file is refused."""

    TOO_LARGE = "too_large"
    ENCODING = "encoding"
    SYNTAX = "syntax"
    DOCTYPE = "doctype"
    TOO_DEEP = "too_deep"
    TOO_MANY = "too_many"
    OTHER_FORMAT = "other_format"
    NO_HEADER = "no_header"
    FOREIGN = "foreign"
    LANGUAGE = "language"
    STALE = "stale"
    UNKNOWN_TEXT = "unknown_text"
    DUPLICATE = "duplicate"
    MISSING_TEXT = "missing_text"
    UNKNOWN_CODE = "unknown_code"
    UNKNOWN_ELEMENT = "unknown_element"
    MARKUP = "markup"
    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"
    LINE_BREAK = "line_break"
    CONFLICT = "conflict"
    NO_PLACE = "no_place"


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason to refuse a file, and the line that shows it; None where no line does."""

    line: int | None
    reason: Reason
    details: Mapping[str, str | int] = field(default_factory=dict)


class ExchangeError(Exception):
    """A file was refused, or could not be made. `problems` holds at most MOST_PROBLEMS, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line or 0)[:MOST_PROBLEMS]
        super().__init__("; ".join(f"line {item.line}: {item.reason} {dict(item.details)}" for item in self.problems))


def refuse(line: int | None, reason: Reason, **details: str | int) -> ExchangeError:
    return ExchangeError([Problem(line, reason, details)])


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself. Digests are content digests of editions; `count` is the number of texts in it."""

    subject: str
    source_language: str
    language: str
    source_digest: str
    draft_digest: str
    count: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A text as it goes into a file. `notes` are for people, `glossary` pairs a term with its translation, `previous` is the
    source as it was when it was translated, where that is known."""

    segment: Segment
    needs_work: bool
    notes: tuple[str, ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()
    previous: str | None = None

    @property
    def target(self) -> str | None:
        return None if self.segment.is_untouched else self.segment.own


class Found(Protocol):
    """A text as a file brings it back."""

    @property
    def key(self) -> str:
        """Its segment's."""

    @property
    def line(self) -> int:
        """Where it begins."""

    @property
    def target_line(self) -> int:
        """Where its translation begins."""

    @property
    def fingerprint(self) -> str:
        """That of the draft's text from which the file was made; empty where a tool lost it."""

    def has_source_of(self, segment: Segment) -> bool:
        """Whether its source is still what the source edition says."""

    def target_for(self, segment: Segment) -> str | None:
        """What to write into the draft; None where nobody translated it. Raises ExchangeError."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that could be read."""

    header: Header
    found: Sequence[Found]


def fingerprint(own: str | None) -> str:
    """A short name for a translation's words, to tell later whether they are still the same."""
    return hashlib.sha256(own.encode(errors="surrogatepass")).hexdigest()[:16] if own is not None else "none"
