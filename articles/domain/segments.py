"""What of an edition is translated: its texts one by one, each with a name that stays the same in every language.

A copy for translation keeps the ids of its source's blocks, so a text's name (`causes/<block id>/meaning`) finds it in both.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from .markup import pieces_of

#: An edition's content by field, as it is stored: texts, and lists of raw blocks.
Content = Mapping[str, Any]
#: Where a text stands: the field, then block ids and names of fields within blocks.
Path = tuple[str, ...]

#: What a block's id may be made of, so that it can be part of a name. Any other block is named by its position.
_SAFE_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Kind(StrEnum):
    """How a text may be written."""

    LINE = "line"
    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class TextShape:
    """A text that is translated. `limit` is its greatest length in characters."""

    kind: Kind
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class StructShape:
    """The fields of a block that hold anything to translate, each with its label."""

    fields: Mapping[str, tuple[str, Shape]]


@dataclass(frozen=True, slots=True)
class StreamShape:
    """The kinds of block in a stream that hold anything to translate, each with its label."""

    blocks: Mapping[str, tuple[str, Shape]]


Shape = TextShape | StructShape | StreamShape


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A field of an edition: the section that it belongs to, its label, and what of it is translated."""

    section: str
    label: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Text:
    """One text of one edition."""

    key: str
    section: str
    context: tuple[str, ...]
    kind: Kind
    limit: int | None
    value: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One text in its source and in a translation. `own` is None where the translation has no such place yet."""

    key: str
    section: str
    context: tuple[str, ...]
    kind: Kind
    limit: int | None
    source: str
    own: str | None

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has translated it: a copy starts with its source's words."""
        return self.own is None or not self.own.strip() or self.own == self.source


def texts(content: Content, fields: Mapping[str, FieldShape]) -> Iterator[Text]:
    """Every text of an edition that holds anything, in order."""
    for name, field in fields.items():
        for path, context, shape, value in _walk(field.shape, content.get(name), (name,), (field.label,)):
            if _says_something(shape.kind, value):
                yield Text("/".join(path), field.section, context, shape.kind, shape.limit, value)


def segments(source: Content, own: Content, fields: Mapping[str, FieldShape]) -> list[Segment]:
    """Every text of the source, beside what the translation has in its place."""
    written = {text.key: text.value for text in _all_texts(own, fields)}
    return [
        Segment(text.key, text.section, text.context, text.kind, text.limit, text.value, written.get(text.key))
        for text in texts(source, fields)
    ]


def with_targets(source: Content, own: Content, targets: Mapping[str, str], fields: Mapping[str, FieldShape]) -> dict[str, Any]:
    """The fields of a translation that change when texts are written into it, by field; nothing else of them is touched.

    A block of the source that the translation lacks is put in where the source has it, once any of its texts is written.
    """
    changed: dict[str, Any] = {}
    for name, field in fields.items():
        of_field = {key: target for key, target in targets.items() if key.split("/", 1)[0] == name}
        if of_field:
            before = copy.deepcopy(own.get(name))
            changed[name] = _written(field.shape, copy.deepcopy(source.get(name)), before, (name,), of_field)
    return changed


def to_do(found: Sequence[Segment], outdated: Collection[str]) -> list[Segment]:
    """What a translator has to look at: texts that nobody has translated, and all of the sections that are outdated."""
    return [item for item in found if item.is_untouched or item.section in outdated or _has_untouched_part(item)]


def _says_something(kind: Kind, value: str) -> bool:
    return any(piece.is_words for piece in pieces_of(value)) if kind is Kind.HTML else bool(value.strip())


def _has_untouched_part(segment: Segment) -> bool:
    """Whether a paragraph still stands in the source's words."""
    if segment.kind is not Kind.HTML or segment.own is None:
        return False
    pieces = zip(pieces_of(segment.source), pieces_of(segment.own), strict=False)
    return any(source.is_words and source.raw == own.raw for source, own in pieces)


def without_place(source: Content, own: Content, targets: Mapping[str, str], fields: Mapping[str, FieldShape]) -> list[str]:
    """The names of the targets that a translation does not hold, although they were written into it: a block that is of
    another kind there, or that an older program stored in another way, has no place for them."""
    return [item.key for item in segments(source, own, fields) if item.key in targets and item.own != targets[item.key]]


def _all_texts(content: Content, fields: Mapping[str, FieldShape]) -> Iterator[Text]:
    """Empty ones too: a translation's place exists before anything is written there."""
    for name, field in fields.items():
        for path, context, shape, value in _walk(field.shape, content.get(name), (name,), (field.label,)):
            yield Text("/".join(path), field.section, context, shape.kind, shape.limit, value)


def _walk(shape: Shape, raw: Any, path: Path, context: tuple[str, ...]) -> Iterator[tuple[Path, tuple[str, ...], TextShape, str]]:
    """What does not have the shape that its block has today, as older programs may have stored it, is passed over."""
    if isinstance(shape, TextShape):
        if isinstance(raw, str):
            yield path, context, shape, raw
    elif isinstance(shape, StructShape):
        for name, (label, inner) in shape.fields.items():
            yield from _walk(inner, raw.get(name) if isinstance(raw, Mapping) else None, (*path, name), (*context, label))
    else:
        for name, block in _named(raw):
            if block.get("type") in shape.blocks:
                label, inner = shape.blocks[block["type"]]
                yield from _walk(inner, block.get("value"), (*path, name), (*context, label))


def _named(raw: Any) -> list[tuple[str, Any]]:
    """A stream's blocks by id; one whose id is none, or another's too, by its position."""
    blocks = [block for block in raw if isinstance(block, Mapping)] if isinstance(raw, list) else []
    ids = Counter(name for block in blocks if isinstance(name := block.get("id"), str))
    return [
        (name if isinstance(name := block.get("id"), str) and _SAFE_ID.fullmatch(name) and ids[name] == 1 else f"@{index}", block)
        for index, block in enumerate(blocks)
    ]


def _written(shape: Shape, source: Any, own: Any, path: Path, targets: Mapping[str, str]) -> Any:
    """`own`, a copy that may be changed, with the targets in it. A text without a place in it is passed over."""
    if isinstance(shape, TextShape):
        return targets.get("/".join(path), own)
    if isinstance(shape, StructShape):
        for name, (_label, inner) in shape.fields.items():
            value = own.get(name) if isinstance(own, dict) else None
            new = _written(inner, source.get(name) if isinstance(source, dict) else None, value, (*path, name), targets)
            if new != value and isinstance(own, dict):
                own[name] = new
        return own
    return _written_stream(shape, source, own, path, targets)


def _written_stream(shape: StreamShape, source: Any, own: Any, path: Path, targets: Mapping[str, str]) -> list[Any]:
    stream: list[Any] = own if isinstance(own, list) else []
    before = ""
    for name, block in _named(source):
        place = _place_of(stream, name)
        if place is None and any(
            key.startswith("/".join((*path, name, ""))) or key == "/".join((*path, name)) for key in targets
        ):
            place = _place_of(stream, before)
            place = 0 if place is None else place + 1
            stream.insert(place, copy.deepcopy(block))
        before = name if place is not None else before
        if place is not None and block.get("type") in shape.blocks and stream[place].get("type") == block["type"]:
            _label, inner = shape.blocks[block["type"]]
            stream[place]["value"] = _written(inner, block.get("value"), stream[place].get("value"), (*path, name), targets)
    return stream


def _place_of(stream: list[Any], name: str) -> int | None:
    """Where in a stream the block of this name stands."""
    found = next((block for other, block in _named(stream) if other == name), None)
    return next((index for index, block in enumerate(stream) if block is found), None) if found is not None else None
