"""Citations: which references a text cites, and which number each gets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

#: A citation as rich text stores it: `<a id="ralston-2010" linktype="citation">…</a>`, attributes in any order.
CITATION_LINK: Final = re.compile(
    r'<a\b(?=[^<>]*\slinktype="citation")(?=[^<>]*\sid="([^"]*)")[^<>]*>(?:(?!<a\b).)*?</a>', re.DOTALL
)
#: The key under which a block (not a passage) names the reference that it rests on.
SOURCE_KEY: Final = "source"


def cited_keys(raw: Any) -> Iterator[str]:
    """The short names of the references that a piece of raw stream data cites, in order of appearance, repeats included.

    `raw` is what a StreamField stores: nested lists and mappings of plain values. A passage cites through a citation
    link in its rich text; a key figure through its `source`. A database may sort the fields of a block (PostgreSQL does,
    by the length of their names), so a block with two citing fields must name them in the order in which it shows them.
    """
    if isinstance(raw, str):
        yield from (match.group(1) for match in CITATION_LINK.finditer(raw))
    elif isinstance(raw, Mapping):
        for name, value in raw.items():
            if name == SOURCE_KEY and isinstance(value, str):
                if value:
                    yield value
            else:
                yield from cited_keys(value)
    elif isinstance(raw, Iterable):
        for item in raw:
            yield from cited_keys(item)


def number_citations(keys: Iterable[str], known: Iterable[str]) -> dict[str, int]:
    """The number of each known reference, from 1 in order of first citation. Unknown and uncited ones get none."""
    known = set(known)
    numbers: dict[str, int] = {}
    for key in keys:
        if key in known and key not in numbers:
            numbers[key] = len(numbers) + 1
    return numbers
