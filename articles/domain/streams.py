"""Reading stored stream data: the nested lists and mappings of plain values that a StreamField keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

_TAG: Final = re.compile(r"<[^<>]*>")
#: Characters without width, which a text may consist of without anybody seeing it.
_INVISIBLE: Final = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff")
_LEAVES: Final = (str, int, float, type(None))
#: Values that are settings of a block, not words or things that a reader meets.
_NOT_CONTENT: Final = frozenset({"id", "type", "urgency", "decorative"})


def has_text(raw: Any) -> bool:
    """Whether stored blocks hold anything that a reader would meet: words, or an object that was chosen."""
    if isinstance(raw, str):
        return bool(_TAG.sub("", raw).replace("&nbsp;", " ").translate(_INVISIBLE).strip())
    if isinstance(raw, bool) or raw is None:
        return False
    if isinstance(raw, int):
        return True
    if isinstance(raw, Mapping):
        if raw.get("decorative") is True:  # a picture that tells nothing
            return False
        return any(has_text(value) for name, value in raw.items() if name not in _NOT_CONTENT)
    return isinstance(raw, Iterable) and any(has_text(item) for item in raw)


def has_undecided_picture(raw: Any) -> bool:
    """Whether stored blocks hold a picture that has no alternative text and is not marked as decorative either."""
    if isinstance(raw, Mapping):
        if (
            isinstance(raw.get("image"), int)
            and "decorative" in raw
            and not raw["decorative"]
            and not has_text(raw.get("alt_text"))
        ):
            return True
        return any(has_undecided_picture(value) for value in raw.values())
    return isinstance(raw, Iterable) and not isinstance(raw, str) and any(has_undecided_picture(item) for item in raw)


def chosen_keys(raw: Any, name: str) -> Iterator[int]:
    """The primary keys stored under a name anywhere in stored blocks, for example every `image`."""
    if isinstance(raw, _LEAVES):  # first: most of what is stored is that, and the others are asked more slowly
        return
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            if key == name:
                yield from _integers(value)
            yield from chosen_keys(value, name)
    elif isinstance(raw, Iterable):
        for item in raw:
            yield from chosen_keys(item, name)


def _integers(value: Any) -> Iterator[int]:
    """Integers in a chooser's value: a key, or a list of list items that hold one each."""
    if isinstance(value, int) and not isinstance(value, bool):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _integers(item.get("value") if isinstance(item, Mapping) else item)


def strings(raw: Any) -> Iterator[str]:
    """Every text in stored blocks, whatever it is for."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, Mapping):
        for value in raw.values():
            yield from strings(value)
    elif isinstance(raw, Iterable):
        for item in raw:
            yield from strings(item)
