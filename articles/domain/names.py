"""Lists of names that people write one on each line."""

from __future__ import annotations


def split_names(text: str | None) -> list[str]:
    """The names in a text, one on each line, without blank lines, surrounding white space or repeats."""
    return list(dict.fromkeys(name for line in (text or "").splitlines() if (name := line.strip())))
