"""Exporting the ledger for auditors, signed. Nothing is exported that this site cannot verify itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils import timezone

from articles.domain.ledger import ChainedEntry, chain_problems
from articles.domain.ledger_export import export_lines, signing_seed
from articles.models import LedgerEntry
from articles.services import ledger

#: How many entries are read together.
_BATCH = 100


class BrokenLedgerError(Exception):
    """The ledger does not verify, so that a signature under it would say what is not true."""


def public_keys() -> dict[str, str]:
    """What auditors verify exports with: the public Ed25519 keys in hexadecimal, by the names of the ledger's keys.

    Raises ImproperlyConfigured where the ledger has no key.
    """
    return {name: key.public_key().public_bytes_raw().hex() for name, key in _signing_keys().items()}


def export() -> Iterator[str]:
    """The lines of an export. Raises BrokenLedgerError at the first entry that does not verify, and has signed nothing then.

    Raises ImproperlyConfigured where the ledger has no key.
    """
    signing_keys = _signing_keys()
    made = timezone.now().astimezone(UTC).isoformat(timespec="seconds")
    return export_lines(
        _verified(),
        site=settings.WAGTAILADMIN_BASE_URL,
        made=made,
        public_keys=public_keys(),
        sign=lambda message: {name: key.sign(message).hex() for name, key in signing_keys.items()},
    )


def _verified() -> Iterator[ChainedEntry]:
    """Every entry, each after it was found to be as written and to follow the one before."""
    keys, before = ledger.keys(), None
    for row in LedgerEntry.objects.order_by("sequence").iterator(chunk_size=_BATCH):
        try:
            entry = row.chained()
        except (AttributeError, TypeError, ValueError):
            raise BrokenLedgerError(f"Entry {row.sequence} of the ledger cannot be read.") from None
        for number, problem in chain_problems([entry], keys, after=before):
            raise BrokenLedgerError(f"Entry {number} of the ledger does not verify ({problem}).")
        yield entry
        before = entry


def _signing_keys() -> dict[str, Ed25519PrivateKey]:
    return {name: Ed25519PrivateKey.from_private_bytes(signing_seed(key)) for name, key in ledger.keys().items()}
