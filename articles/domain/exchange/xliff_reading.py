"""Reading XLIFF 2.0 back: what translators' tools may have changed is taken in, anything else is refused by its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from articles.domain.markup import same_words, tokens_of, words_as_html
from articles.domain.segments import Kind, Segment

from .document import Incoming, Reason, refuse
from .heading import HEADINGS, header_from
from .layout import Part, as_one, by_paragraphs
from .safe_xml import Name, Node, parse
from .xliff import CORE, FINGERPRINT, METADATA

#: Elements that only remark on the words in them, as tools put them around terms and comments.
_REMARKS: Final = {"mrk"}
_EMPTY_REMARKS: Final = {"sm", "em"}
#: The attribute that names the original data, by element.
_REFERENCE: Final = {"ph": "dataRef", "sc": "dataRef", "ec": "dataRef"}


@dataclass(frozen=True, slots=True)
class _Run:
    """Words, or a piece of original markup."""

    text: str
    is_markup: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """A segment or ignorable of a unit."""

    is_words: bool
    source: list[_Run]
    #: None where there is none, or the tool says that nobody has worked on it.
    target: list[_Run] | None
    line: int


@dataclass
class XliffText:
    """One unit of an XLIFF file."""

    line: int
    target_line: int
    key: str
    fingerprint: str
    parts: list[_Read] = field(default_factory=list)

    def has_source_of(self, segment: Segment) -> bool:
        return _says_the_same("".join(_joined(part.source, segment) for part in self.parts), segment.source, segment.kind)

    def target_for(self, segment: Segment) -> str | None:
        """Structure is taken from the draft, or from the source, and never from the file."""
        targets = [part for part in self.parts if part.is_words]
        if all(part.target is None for part in targets):
            return None
        if segment.kind is not Kind.HTML and any(run.is_markup for part in targets for run in part.target or []):
            raise refuse(self.target_line, Reason.UNKNOWN_CODE, text=self.key, code="")
        layout = self._layout(segment)
        if sum(part.source.is_words for part in layout) != len(targets):
            raise refuse(self.line, Reason.SYNTAX, what=f"segment × {len(targets)}")
        words = iter(targets)
        return "".join(_target(part, next(words) if part.source.is_words else None, segment) for part in layout)

    def _layout(self, segment: Segment) -> list[Part]:
        if all(part.is_words for part in self.parts):
            return as_one(segment)
        return by_paragraphs(segment) or by_paragraphs(replace(segment, own=None)) or as_one(segment)


def _target(part: Part, read: _Read | None, segment: Segment) -> str:
    """One piece of the draft: the file's words, or where it has none, what stands there already."""
    present = part.own or part.source
    if read is None or read.target is None:
        return present.raw
    new = _joined(read.target, segment)
    same = (known.raw for known in (present, part.source) if _says_the_same(new, known.raw, segment.kind))
    return next(same, new)


def _says_the_same(found: str, stored: str, kind: Kind) -> bool:
    """Rich text may be stored in another spelling of the same characters, and XML knows one sign for the end of a line."""
    found, stored = (re.sub("\r\n?", "\n", text) for text in (found, stored))
    return same_words(tokens_of(found), tokens_of(stored)) if kind is Kind.HTML else found == stored


def _joined(runs: list[_Run], segment: Segment) -> str:
    """As the text is stored. Words are joined first: a tool may have cut them anywhere."""
    if segment.kind is not Kind.HTML:
        return "".join(run.text for run in runs)
    return "".join(run.text if run.is_markup else words_as_html(run.text) for run in runs)


def read(data: bytes) -> Incoming:
    """Raises ExchangeError for whatever is not XLIFF 2.0 as `write` makes it and as translators' tools change it."""
    root = parse(data)
    if root.name != (CORE, "xliff") or not root.attributes.get("version", "").startswith("2."):
        raise refuse(root.line, Reason.OTHER_FORMAT, found=f"{root.name[1]} {root.attributes.get('version', '')}".strip())
    files = list(root.children((CORE, "file")))
    if len(files) != 1:
        raise refuse(root.line, Reason.SYNTAX, what=f"file × {len(files)}")
    values = _metadata(files[0])
    languages = {HEADINGS["source_language"]: "srcLang", HEADINGS["language"]: "trgLang"}
    for heading, attribute in languages.items():
        if not root.attributes.get(attribute):
            raise refuse(root.line, Reason.NO_HEADER, name=attribute)
        values[heading] = root.attributes[attribute]
    header = header_from(values, HEADINGS, files[0].line)
    return Incoming(header, [_unit(node) for node in files[0].children((CORE, "unit"))])


def _metadata(node: Node) -> dict[str, str]:
    return {
        meta.attributes.get("type", ""): meta.text
        for metadata in node.children((METADATA, "metadata"))
        for group in metadata.children((METADATA, "metaGroup"))
        for meta in group.children((METADATA, "meta"))
    }


def _unit(node: Node) -> XliffText:
    original = node.first((CORE, "originalData"))
    data = {item.attributes.get("id", ""): item for item in original.children((CORE, "data"))} if original else {}
    content = _Content({name: "".join(_characters(item)) for name, item in data.items()})
    unit = XliffText(node.line, node.line, node.attributes.get("name", ""), _metadata(node).get(FINGERPRINT, ""))
    for child in node.content:
        if isinstance(child, Node) and child.name in {(CORE, "segment"), (CORE, "ignorable")}:
            unit.parts.append(_part(child, content))
    if not any(part.is_words for part in unit.parts):
        raise refuse(node.line, Reason.SYNTAX, what="segment")
    unit.target_line = next((part.line for part in unit.parts if part.target is not None), node.line)
    return unit


def _part(node: Node, content: _Content) -> _Read:
    source, target = node.first((CORE, "source")), node.first((CORE, "target"))
    if source is None:
        raise refuse(node.line, Reason.SYNTAX, what="source")
    original = list(content.runs(source))
    translated = list(content.runs(target)) if target is not None else []
    is_done = node.attributes.get("state", "initial" if target is None else "translated") != "initial"
    has_words = any(run.is_markup or run.text.strip() for run in translated)
    line = target.line if target is not None else node.line
    return _Read(node.name[1] == "segment", original, translated if is_done and has_words else None, line)


class _Content:
    """Reads the content of sources and targets of one unit."""

    def __init__(self, data: Mapping[str, str]) -> None:
        self.data = data
        #: The original data of codes by the codes' names: tools may leave references out of a target.
        self.of_codes: dict[str, str] = {}

    def runs(self, node: Node) -> Iterator[_Run]:
        for part in node.content:
            if isinstance(part, str):
                yield _Run(part)
            else:
                yield from self._element(part)

    def _element(self, node: Node) -> Iterator[_Run]:
        _space, name = self._known(node)
        if name in _REMARKS:
            yield from self.runs(node)
        elif name == "cp":
            yield _Run(_code_point(node))
        elif name == "pc":
            yield self._markup(node, "dataRefStart")
            yield from self.runs(node)
            yield self._markup(node, "dataRefEnd")
        elif name in _REFERENCE:
            yield self._markup(node, _REFERENCE[name])

    def _known(self, node: Node) -> Name:
        if node.name[0] != CORE or node.name[1] not in {*_REMARKS, *_EMPTY_REMARKS, *_REFERENCE, "cp", "pc"}:
            raise refuse(node.line, Reason.UNKNOWN_ELEMENT, found=node.name[1])
        return node.name

    def _markup(self, node: Node, attribute: str) -> _Run:
        code = node.attributes.get("id") or node.attributes.get("startRef", "")
        reference = node.attributes.get(attribute)
        place = f"{code} {'end' if attribute == 'dataRefEnd' or node.name[1] == 'ec' else 'start'}"
        raw = self.data.get(reference) if reference is not None else self.of_codes.get(place)
        if raw is None:
            raise refuse(node.line, Reason.UNKNOWN_CODE, text="", code=reference or code)
        self.of_codes[place] = raw
        return _Run(raw, is_markup=True)


def _characters(node: Node) -> Iterator[str]:
    for part in node.content:
        if isinstance(part, str):
            yield part
        elif part.name == (CORE, "cp"):
            yield _code_point(part)
        else:
            raise refuse(part.line, Reason.UNKNOWN_ELEMENT, found=part.name[1])


def _code_point(node: Node) -> str:
    value = node.attributes.get("hex", "")
    try:
        return chr(int(value, 16))
    except (ValueError, OverflowError):
        raise refuse(node.line, Reason.SYNTAX, what=f"cp {value[:20]}") from None
