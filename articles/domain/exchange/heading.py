"""A file's header: the same values in every format, under the names that each format gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .document import Header, Reason, refuse

#: The values by the names that they have in the header of a PO file, and in the metadata of an XLIFF file.
HEADINGS: Final = {
    "subject": "X-Subject",
    "source_language": "X-Source-Language",
    "language": "X-Target-Language",
    "source_digest": "X-Source-Digest",
    "draft_digest": "X-Draft-Digest",
    "count": "X-Texts",
    "is_whole": "X-Whole",
}


def header_values(header: Header) -> dict[str, str]:
    return {
        "subject": header.subject,
        "source_language": header.source_language,
        "language": header.language,
        "source_digest": header.source_digest,
        "draft_digest": header.draft_digest,
        "count": str(header.count),
        "is_whole": "yes" if header.is_whole else "no",
    }


def header_from(values: Mapping[str, str], names: Mapping[str, str], line: int) -> Header:
    """Raises ExchangeError where any value is missing or none that was ever written."""
    given = {name: values.get(heading, "").strip() for name, heading in names.items()}
    for name, value in given.items():
        if not value or (name == "count" and not (value.isascii() and value.isdecimal() and len(value) < 7)):
            raise refuse(line, Reason.NO_HEADER, name=names[name])
    return Header(
        subject=given["subject"],
        source_language=given["source_language"],
        language=given["language"],
        source_digest=given["source_digest"],
        draft_digest=given["draft_digest"],
        count=int(given["count"]),
        is_whole=given["is_whole"] == "yes",
    )
