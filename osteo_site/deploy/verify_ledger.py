#!/usr/bin/env python3
"""Verifies an export of the ledger of sign-offs, without the program that wrote it. Needs Python 3.9 or newer, nothing else.

    python3 verify_ledger.py ledger.jsonl --public-key NAME:KEY [--extends EARLIER] [--expect-head SEQUENCE:HASH]

Get the public key from the site's owner, not from the file. With --extends it also proves that nothing of an earlier export
was changed or removed since. The format is described in ledger.md, beside this file. Prints a line for each problem.
Exit codes: 0 all in order, 1 something is wrong, 2 it could not be verified (wrong usage, unreadable file).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

FORMAT = "health-answers-ledger/1"
FIELDS = {
    "sequence", "kind", "subject", "language", "title", "digest", "content", "meaning", "scope", "severity", "checklist",
    "comment", "completes", "withdraws", "signer", "signer_name", "signer_credentials", "at", "key_id", "previous_hash",
    "entry_hash",
}  # fmt: skip


class Problem(Exception):  # noqa: N818 (what is wrong with the file, not with this program)
    """What is wrong, in a sentence."""


# --- Ed25519 (RFC 8032, section 6) -------------------------------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    """Of points in extended homogeneous coordinates."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def recover(y, sign):
    """The x of a point with this y, or None."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def point(text):
    """A point from its 32 bytes, or None."""
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x = recover(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def is_signed(public, message, signature):
    """Whether a signature of 64 bytes is this key's under this message."""
    key, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    return same(multiply(s, BASE), add(r, multiply(h, key)))


# --- Canonical JSON and the digest of a text -----------------------------------------------------------------------------


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def reviewed(content):
    """What a digest covers: everything but the identifiers of blocks, which no reader meets."""
    if isinstance(content, dict):
        block = "type" in content and "value" in content
        return {name: reviewed(value) for name, value in content.items() if not (block and name == "id")}
    return [reviewed(item) for item in content] if isinstance(content, list) else content


def parsed(line, where):
    try:
        value = json.loads(line)
        if isinstance(value, dict) and canonical(value) == line:
            return value
    except (ValueError, RecursionError, TypeError):
        pass
    raise Problem(f"{where} is not JSON as an export writes it")


def hexadecimal(value, size, where):
    """The bytes of lower-case hexadecimal digits."""
    try:
        found = bytes.fromhex(value)
        if len(found) == size and found.hex() == value:
            return found
    except (TypeError, ValueError):
        pass
    raise Problem(f"{where} is not {size} bytes in lower-case hexadecimal digits")


# --- The file ----------------------------------------------------------------------------------------------------------


def lines_of(file):
    """Each with its number, without its end. The last one is told apart by being followed by nothing."""
    before, number = None, 0
    for line in file:
        if not line.endswith(b"\n"):
            raise Problem("the file ends in the middle of a line")
        if before is not None:
            yield number, before, False
        before, number = line[:-1], number + 1
    if before is None:
        raise Problem("the file is empty")
    yield number, before, True


def verify(file, trusted, earlier=None, expected=None):
    """The number of entries and the head of the export. `trusted` are public keys by name. Raises Problem."""
    header, chain, head, entries, met = None, hashlib.sha256(), None, 0, expected is None
    previous = "0" * 64
    for number, line, last in lines_of(file):
        value = parsed(line, f"line {number}")
        if header is None:
            header, chain = check_header(value, trusted), hashlib.sha256(line)
            if last:
                raise Problem("the file has no end")
            continue
        if last:
            check_end(value, {"chain": chain.hexdigest(), "entries": entries, "format": FORMAT, "head": head}, header)
            break
        if earlier is not None:
            check_same(line, earlier, number)
        entries += 1
        check_entry(value, entries, previous, number)
        previous, head = value["entry_hash"], "{sequence}:{entry_hash}".format(**value)
        met = met or head == expected
        chain = hashlib.sha256(chain.digest() + hashlib.sha256(line).digest())
    if earlier is not None and next(earlier, (0, b"", True))[2] is False:
        raise Problem("the earlier export has entries that are missing here")
    if not met:
        raise Problem(f"the entry {expected} is missing: the ledger was cut off or written again")
    return entries, head


def check_header(header, trusted):
    if header.get("format") != FORMAT or set(header) != {"format", "made", "public_keys", "site"}:
        raise Problem(f"line 1 is no header of {FORMAT}")
    keys = header["public_keys"]
    if not isinstance(keys, dict) or not keys:
        raise Problem("the header names no public keys")
    for name, key in trusted.items():
        if keys.get(name) != key:
            raise Problem(f"the export is not signed with the public key “{name}” that you gave")
    return {name: hexadecimal(key, 32, f"the public key “{name}” of the header") for name, key in keys.items()}


def check_entry(entry, sequence, previous, number):
    if set(entry) != FIELDS:
        raise Problem(f"line {number} is no entry: it must have exactly the fields of one")
    if type(entry["sequence"]) is not int or entry["sequence"] != sequence:
        raise Problem(f"line {number} should be entry {sequence} and is entry {entry['sequence']}")
    hexadecimal(entry["entry_hash"], 32, f"the hash of entry {sequence}")
    if entry["previous_hash"] != previous:
        raise Problem(f"entry {sequence} does not follow the entry before it")
    content = entry["content"]
    if content is None:
        return
    if not isinstance(content, dict) or not content.get("language"):
        raise Problem(f"the content of entry {sequence} names no language")
    if hashlib.sha256(canonical(reviewed(content))).hexdigest() != entry["digest"]:
        raise Problem(f"the content of entry {sequence} is not what was signed")


def check_end(end, counted, keys):
    signatures = end.pop("signatures", None)
    if end != counted or canonical(end) != canonical(counted):
        raise Problem("the end of the file does not fit what stands before it: a line was changed, removed or put in")
    if not isinstance(signatures, dict) or set(signatures) != set(keys):
        raise Problem("the end must have a signature of each key of the header")
    for name, key in keys.items():
        signature = hexadecimal(signatures[name], 64, f"the signature of “{name}”")
        if not is_signed(key, canonical(counted), signature):
            raise Problem(f"the signature of “{name}” does not hold")


def check_same(line, earlier, number):
    """Whether the earlier export, as far as it goes, has the same line here."""
    _number, before, last = next(earlier, (0, b"", True))
    if not last and before != line:
        raise Problem(f"line {number} was another in the earlier export")


def entries_of(file):
    """The lines of an earlier export after its header; its end is marked as the last."""
    lines = lines_of(file)
    next(lines)
    return lines


# --- The command line ---------------------------------------------------------------------------------------------------


def named_key(text):
    name, colon, key = text.partition(":")
    if not colon or len(key) != 64:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not NAME:KEY with 64 hexadecimal digits, as export_ledger --public-keys prints it"
        )
    return name, key.lower()


def verify_files(export, trusted, extends, expected):
    with Path(export).open("rb") as file:
        if not extends:
            return verify(file, trusted, None, expected)
        with Path(extends).open("rb") as earlier:
            verify(earlier, {})
            earlier.seek(0)
            return verify(file, trusted, entries_of(earlier), expected)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", help="the file to verify")
    parser.add_argument(
        "--public-key", type=named_key, action="append", required=True, help="the site's, NAME:KEY; may be repeated"
    )
    parser.add_argument("--extends", metavar="EARLIER", help="an earlier export, of which nothing may be missing or changed")
    parser.add_argument("--expect-head", metavar="SEQUENCE:HASH", help="an entry that was noted earlier and must be there")
    options = parser.parse_args(arguments)
    trusted = dict(options.public_key)
    try:
        entries, head = verify_files(options.export, trusted, options.extends, options.expect_head)
    except Problem as problem:
        print(f"NOT in order: {problem}.")
        return 1
    except OSError as error:
        print(f"{error.filename} cannot be read ({error.strerror}).", file=sys.stderr)
        return 2
    print(f"In order: {entries} entries, signed with {', '.join(sorted(trusted))}. Head: {head}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
