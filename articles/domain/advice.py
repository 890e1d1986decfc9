"""Hints for a reviewer that a machine can give: numbers that nothing is cited for, and addresses that nobody can check."""

from __future__ import annotations

import re
from typing import Final

from .changes import tokens_of

#: A link that was written as an address within the site, instead of as a link to a page. `[^>]` keeps it inside one tag.
_WRITTEN_ADDRESS: Final = re.compile(r'<a\b[^>]*\bhref="((?:/(?!/)|\?|#|\.)[^"]*)"')


def numbers_in(html: str) -> list[str]:
    """The numbers that a reader meets in rendered HTML, with their units, each once, in order."""
    return list(dict.fromkeys(token.text for token in tokens_of(html) if token.is_number))


def written_addresses(html: str) -> list[str]:
    """Links by an address within the site, each once. Unlike a link to a page, such a one breaks silently when pages move."""
    return list(dict.fromkeys(_WRITTEN_ADDRESS.findall(html)))


def paragraphs_in(html: str) -> list[str]:
    """The paragraphs of rendered HTML, as plain text."""
    text = "".join(token.text for token in tokens_of(html))
    return [paragraph for paragraph in text.split("\n") if paragraph.strip()]
