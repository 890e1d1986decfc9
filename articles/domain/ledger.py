"""The ledger's chain: each entry carries a keyed hash over itself and its predecessor, so that no entry can be changed,
removed from the middle or put in without a key."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from .digest import canonical_json, content_digest

#: The predecessor of the first entry.
GENESIS: Final = "0" * 64


class LedgerProblem(StrEnum):
    """What is wrong with an entry of the chain."""

    ALTERED = "altered"
    BROKEN_LINK = "broken_link"
    GAP = "gap"
    UNKNOWN_KEY = "unknown_key"
    CONTENT_MISMATCH = "content_mismatch"


@dataclass(frozen=True, slots=True)
class ChainedEntry:
    """An entry as the chain sees it: its number, the values that it records, and its place in the chain."""

    sequence: int
    values: Mapping[str, Any]
    key_id: str
    previous_hash: str
    entry_hash: str


def entry_hash(key: bytes, previous_hash: str, values: Mapping[str, Any]) -> str:
    """HMAC-SHA-256 (RFC 2104), in hexadecimal, over the predecessor's hash and the canonical JSON of the entry's values."""
    message = f"{previous_hash}\n{canonical_json(values)}".encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def chain_problems(
    entries: Iterable[ChainedEntry], keys: Mapping[str, bytes], *, after: ChainedEntry | None = None
) -> Iterator[tuple[int, LedgerProblem]]:
    """Every problem of a chain, by the number of the entry, in order. Reads the entries once and keeps none of them.

    `after` is the entry that they follow, if they are not the first.

    Numbers follow each other from 1 on: a gap means that entries are missing before this one, whoever holds a key. What was
    cut off the end leaves no trace in the chain; only a head that was noted elsewhere shows it.
    """
    previous, number = (after.entry_hash, after.sequence) if after else (GENESIS, 0)
    for entry in entries:
        if entry.sequence != number + 1:
            yield entry.sequence, LedgerProblem.GAP
        if entry.previous_hash != previous:
            yield entry.sequence, LedgerProblem.BROKEN_LINK
        key = keys.get(entry.key_id)
        if key is None:
            yield entry.sequence, LedgerProblem.UNKNOWN_KEY
        elif not _is_as_written(entry, key):
            yield entry.sequence, LedgerProblem.ALTERED
        if not _carries_what_was_signed(entry.values):
            yield entry.sequence, LedgerProblem.CONTENT_MISMATCH
        previous, number = entry.entry_hash, entry.sequence


def _is_as_written(entry: ChainedEntry, key: bytes) -> bool:
    try:
        expected = entry_hash(key, entry.previous_hash, entry.values)
    except (TypeError, ValueError):  # values that were never written by this program
        return False
    return hmac.compare_digest(expected.encode(), entry.entry_hash.encode())


def _carries_what_was_signed(values: Mapping[str, Any]) -> bool:
    content = values.get("content")
    try:
        return content is None or content_digest(content) == values.get("digest")
    except (AttributeError, TypeError, ValueError):  # nobody could have signed it
        return False
