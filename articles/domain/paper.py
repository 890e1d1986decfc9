"""A style sheet as it would be on paper, for looking at it on a screen."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

_MEDIA: Final = re.compile(r"(@media\s)([^{;]*)(?=\{)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"""url\(\s*(["']?)(?!data:|#)([^"')]+)\1\s*\)""", re.IGNORECASE)


def on_paper(css: str, address: str) -> str:
    """Rules for print hold everywhere, those for screens and for the dark nowhere. `address` is what the sheet's own addresses
    are relative to."""
    css = _ADDRESS.sub(lambda found: f'url("{urljoin(address, found[2].strip())}")', css)
    return _MEDIA.sub(lambda found: found[1] + _query(found[2]), css)


def _query(query: str) -> str:
    if re.search(r"\bprint\b", query):
        return re.sub(r"\bprint\b", "all", query)
    return "not all " if re.search(r"\bscreen\b|prefers-color-scheme:\s*dark", query) else query
