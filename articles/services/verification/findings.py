"""What a verification finds, and what it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from typing import Final, TypeVar

#: How many rows are looked at together.
BATCH: Final = 100

T = TypeVar("T")


class FindingKind(StrEnum):
    """What is wrong besides the problems of the chain itself (`domain.ledger.LedgerProblem`)."""

    WRONG_KEY = "wrong_key"
    HEAD_MISSING = "head_missing"
    UNREADABLE = "unreadable"
    NEVER_SIGNED = "never_signed"
    WITHDRAWN = "withdrawn"
    NOT_AS_SIGNED = "not_as_signed"
    ALIAS = "alias"
    LANGUAGE_UNKNOWN = "language_unknown"
    FILE_REPLACED = "file_replaced"
    FILE_MISSING = "file_missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: what it is, where, and since when, as far as anything tells."""

    kind: str
    what: str
    where: str
    id: str = ""
    address: str = ""
    since: datetime | None = None

    def __str__(self) -> str:
        """One line."""
        parts = [
            f"id {self.id}" if self.id else "",
            self.address,
            f"since {self.since:%Y-%m-%d %H:%M:%S %Z}" if self.since else "",
        ]
        details = ", ".join(part for part in parts if part)
        line = f"{self.what} {self.where}" + (f" ({details})" if details else "")
        return " ".join(line.split())

    def as_json(self) -> dict[str, str | None]:
        since = self.since.astimezone(UTC).isoformat() if self.since else None
        return {
            "kind": str(self.kind),
            "what": self.what,
            "where": self.where,
            "id": self.id,
            "address": self.address,
            "since": since,
        }


@dataclass(slots=True)
class Tally:
    """What was looked at, and the last entry of the ledger. Grows as the verification goes on."""

    entries: int = 0
    editions: int = 0
    vocabulary_texts: int = 0
    files: int = 0
    head: tuple[int, str] | None = None


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Lists of at most BATCH items."""
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch
