"""The ledger as a file that an auditor can check without this program and without its secret keys.

The ledger's own chain is keyed: whoever checks it could also forge it. So the file carries a second, plain chain over its
lines, and the site signs the end of that chain with Ed25519 (RFC 8032), under keys made from the ledger's. The format is
described in `osteo_site/deploy/ledger.md`; `osteo_site/deploy/verify_ledger.py` reads it with nothing but Python.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from .digest import canonical_json
from .ledger import ChainedEntry

FORMAT: Final = "health-answers-ledger/1"
#: What a signing key is made from, beside the ledger's key. No entry of the ledger is hashed over anything like it: those
#: messages begin with 64 hexadecimal digits.
_PURPOSE: Final = b"health answers: Ed25519 seed for exports of the ledger, 1"

#: Gives the signature of a message, by the name of each key that signs.
Sign = Callable[[bytes], Mapping[str, str]]


def signing_seed(key: bytes) -> bytes:
    """The 32 bytes of an Ed25519 private key that belong to a key of the ledger. Nobody can compute one from the other's
    public part: HMAC-SHA-256 is one-way, and the keys are long and random (production refuses others)."""
    return hmac.new(key, _PURPOSE, hashlib.sha256).digest()


def export_lines(
    entries: Iterable[ChainedEntry], *, site: str, made: str, public_keys: Mapping[str, str], sign: Sign
) -> Iterator[str]:
    """The lines of the file, without their ends: a header, an entry each, and the signed end. Keeps none of them."""
    header = canonical_json({"format": FORMAT, "made": made, "public_keys": dict(public_keys), "site": site})
    yield header
    chain, number, head = hashlib.sha256(header.encode()).digest(), 0, None
    for number, entry in enumerate(entries, start=1):  # noqa: B007 (the last number is the count)
        line = canonical_json(_as_written(entry))
        yield line
        chain = hashlib.sha256(chain + hashlib.sha256(line.encode()).digest()).digest()
        head = f"{entry.sequence}:{entry.entry_hash}"
    end = {"chain": chain.hex(), "entries": number, "format": FORMAT, "head": head}
    yield canonical_json({**end, "signatures": dict(sign(canonical_json(end).encode()))})


def _as_written(entry: ChainedEntry) -> dict[str, Any]:
    own = {"key_id": entry.key_id, "previous_hash": entry.previous_hash, "entry_hash": entry.entry_hash}
    return {**entry.values, **own}
