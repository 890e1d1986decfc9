"""Proving afterwards that the sentence held: the ledger is whole, and readers see nothing that it does not cover.

The gate refuses on every path through the ORM; this finds what was done behind its back. It reads everything once, in
batches, and keeps none of it, so that its memory does not grow with the ledger or the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from articles.services import ledger

from .chain import Head, check_chain
from .findings import Finding, FindingKind, Tally
from .pictures import check_files
from .texts import check_editions, check_vocabulary

__all__ = ["Finding", "Head", "Tally", "verify"]


def verify(tally: Tally, *, expected: Head | None = None, files: bool = False) -> Iterator[Finding]:
    """Every problem, as it is found. `tally` counts what was looked at, and knows the chain's head afterwards.

    `expected` is a head of the chain that was noted earlier. `files` reads the file of every picture that readers see.
    Raises ImproperlyConfigured where the ledger has no key.
    """
    return _findings(tally, ledger.keys(), expected, files)


def _findings(tally: Tally, keys: Mapping[str, bytes], expected: Head | None, files: bool) -> Iterator[Finding]:
    yield from _readable("the ledger", check_chain(tally, keys, expected))
    yield from _readable("the live articles", check_editions(tally))
    yield from _readable("the live vocabulary", check_vocabulary(tally))
    if files:
        yield from _readable("the files of pictures", check_files(tally))


def _readable(name: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """A value that is none of its column's kind, which SQLite keeps gladly, ends one part of the verification and no other."""
    try:
        yield from findings
    except (ValueError, TypeError) as error:
        yield Finding(FindingKind.UNREADABLE, f"A value in the database is unreadable ({error}); not looked at further:", name)
