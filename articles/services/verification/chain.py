"""The ledger itself: is every entry as it was written, and is none missing?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from articles.domain.ledger import ChainedEntry, LedgerProblem, chain_problems
from articles.models import LedgerEntry

from .findings import BATCH, Finding, FindingKind, Tally

_WHAT: Final = {
    LedgerProblem.ALTERED: "Changed after it was written:",
    LedgerProblem.BROKEN_LINK: "Does not follow the entry before it (changed, removed or put in):",
    LedgerProblem.GAP: "Entries are missing before:",
    LedgerProblem.UNKNOWN_KEY: "Cannot be verified, because LEDGER_KEYS has no key of this name:",
    LedgerProblem.CONTENT_MISMATCH: "Its content is not what its digest says was signed:",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain, as somebody noted it: the entry's number and its hash."""

    sequence: int
    entry_hash: str

    @classmethod
    def parse(cls, text: str) -> Head:
        """From SEQUENCE:HASH. Raises ValueError for anything else."""
        sequence, colon, entry_hash = text.strip().partition(":")
        if not colon or not sequence.isascii() or not sequence.isdigit():
            raise ValueError(text)
        if len(entry_hash) != 64 or set(entry_hash.lower()) - set("0123456789abcdef"):
            raise ValueError(text)
        return cls(int(sequence), entry_hash.lower())


def check_chain(tally: Tally, keys: Mapping[str, bytes], expected: Head | None) -> Iterator[Finding]:
    """Every problem of the chain, whether a key is the wrong one, and whether the end that was expected is there."""
    reading = _Reading(tally, expected)
    yield from _chain_problems(reading, keys)
    for key_id, count in reading.by_key.items():
        if key_id in keys and reading.altered[key_id] == count:
            yield _wrong_key(key_id, count)
    if expected is not None and not reading.met_expected:
        yield _head_missing(expected, tally)


def _chain_problems(reading: _Reading, keys: Mapping[str, bytes]) -> Iterator[Finding]:
    """Neighbours with the same problem make one finding, so that a wrong key does not fill the screen."""
    open_runs: dict[LedgerProblem, _Run] = {}
    for number, problem in chain_problems(reading, keys):
        row = reading.row
        reading.altered[row.key_id] += problem is LedgerProblem.ALTERED
        run = open_runs.get(problem)
        if run is not None and run.continues(number, row):
            run.last = number
            continue
        if run is not None:
            yield run.finding()
        open_runs[problem] = _Run(problem, row, number, number)
    for run in open_runs.values():
        yield run.finding()


class _Reading:
    """The entries of the ledger, oldest first, one at a time. Notes what the chain's rules do not look at."""

    row: LedgerEntry

    def __init__(self, tally: Tally, expected: Head | None) -> None:
        self.by_key: Counter[str] = Counter()
        self.altered: Counter[str] = Counter()
        self.met_expected = False
        self._tally = tally
        self._expected = expected

    def __iter__(self) -> Iterator[ChainedEntry]:
        for row in LedgerEntry.objects.order_by("sequence").iterator(chunk_size=BATCH):
            self.row = row
            self.by_key[row.key_id] += 1
            self.met_expected |= Head(row.sequence, row.entry_hash) == self._expected
            self._tally.entries += 1
            self._tally.head = (row.sequence, row.entry_hash)
            yield _chained(row)


def _chained(row: LedgerEntry) -> ChainedEntry:
    """The entry as the chain sees it. One whose values are no longer what this program writes has none, and so no true hash."""
    try:
        return row.chained()
    except (AttributeError, TypeError, ValueError):
        return ChainedEntry(row.sequence, {}, row.key_id, row.previous_hash, row.entry_hash)


@dataclass(slots=True)
class _Run:
    """Entries that follow each other and have the same problem."""

    problem: LedgerProblem
    row: LedgerEntry
    first: int
    last: int

    def continues(self, number: int, row: LedgerEntry) -> bool:
        return number == self.last + 1 and row.key_id == self.row.key_id

    def finding(self) -> Finding:
        many = self.last != self.first
        name = f"ledger entries {self.first} to {self.last}" if many else f"ledger entry {self.first}"
        about = f"key “{self.row.key_id}”" if many else f"“{self.row.title}”, {self.row.subject} in {self.row.language}"
        return Finding(self.problem, _WHAT[self.problem], f"{name}, {about}", str(self.first), since=self.row.at)


def _wrong_key(key_id: str, count: int) -> Finding:
    return Finding(
        FindingKind.WRONG_KEY,
        f"LEDGER_KEYS has a key “{key_id}”, but none of the {count} entries of that key verifies with it. Is it the right one?",
        "",
        key_id,
    )


def _head_missing(expected: Head, tally: Tally) -> Finding:
    now = f"it ends with {tally.head[0]}:{tally.head[1]}" if tally.head else "it is empty"
    return Finding(
        FindingKind.HEAD_MISSING,
        f"The ledger once ended with {expected.sequence}:{expected.entry_hash}. It has no such entry any more ({now}): "
        "its end was cut off or written again.",
        "",
        str(expected.sequence),
    )
