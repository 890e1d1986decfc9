"""Taking out of HTML, before it is parsed, what is no text: scripts, style sheets, comments. In time that grows with the
length of the file, whatever is in it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from .limits import refuse_too_many_tags
from .report import Cleaned

#: Elements whose content is for programs, not for readers.
_CUT: Final = {
    "script": Cleaned.SCRIPT,
    "style": Cleaned.STYLE,
    "iframe": Cleaned.FRAME,
    "noembed": Cleaned.FRAME,
    "noframes": Cleaned.FRAME,
    "svg": Cleaned.DRAWING,
}
_OPENING: Final = re.compile(r"<(script|style|iframe|noembed|noframes|svg)(?=[\s/>])|<!--|<[!?]", re.IGNORECASE)
_START_TAG: Final = re.compile(r"<[a-zA-Z]")


def without_programs(html: str, cleaned: Counter[Cleaned]) -> str:
    """The rest of the file. What is opened and never closed reaches to the end, as it does in browsers."""
    refuse_too_many_tags(len(_START_TAG.findall(html)))
    lower = _lower(html)
    kept: list[str] = []
    position = 0
    while found := _OPENING.search(html, position):
        kept.append(html[position : found.start()])
        name = (found.group(1) or "").lower()
        if name:
            cleaned[_CUT[name]] += 1
        elif found.group() == "<!--":
            cleaned[Cleaned.COMMENT] += 1
        position = _end_of(lower, found, name)
    kept.append(html[position:])
    return _without_open_end("".join(kept))


def _lower(html: str) -> str:
    """Small letters of the same length: some letters outside of ASCII become two."""
    return re.sub("[A-Z]+", lambda found: found.group().lower(), html)


def _end_of(lower: str, opening: re.Match[str], name: str) -> int:
    if name:
        own_end = lower.find(">", opening.end())
        if name == "svg" and own_end > 0 and lower[own_end - 1] == "/":
            return own_end + 1
        start = lower.find(f"</{name}", opening.end())
        end = -1 if start < 0 else lower.find(">", start)
        length = 1
    elif opening.group() == "<!--":
        end, length = lower.find("-->", opening.start() + 2), 3
    else:  # a document type, a CDATA section's mark, an instruction to programs
        end, length = lower.find(">", opening.end()), 1
    return len(lower) if end < 0 else end + length


def _without_open_end(html: str) -> str:
    """A tag that never ends is text."""
    last = html.rfind(">") + 1
    return html[:last] + html[last:].replace("<", "&lt;")
