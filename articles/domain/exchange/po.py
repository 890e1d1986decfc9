"""Editions as gettext PO files (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html).

Written and read here rather than by a library: polib takes a string without its closing quote, and drops the last letter
instead; here every line is either understood or refused by its number. Rich text stands in a PO file as the HTML that it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from articles.domain.segments import Segment

from .document import Header, Incoming, Reason, Unit, fingerprint, refuse
from .heading import HEADINGS, header_from, header_values

_FINGERPRINT: Final = "Draft: "
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNESCAPES: Final = {**{escape[1]: sign for sign, escape in _ESCAPES.items()}, "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_UNESCAPE: Final = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{2})|(.?))", re.DOTALL)
_TO_ESCAPE: Final = re.compile(r'[\\"\x00-\x1f\x7f]')
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_PART: Final = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)(?=[\s\"]|$)\s*")
_ORDER: Final = {"msgctxt": 0, "msgid": 1, "msgstr": 2}


# --- Writing ---------------------------------------------------------------------------------------------------------


def write(header: Header, units: Sequence[Unit]) -> bytes:
    """A file that `read` takes back without loss."""
    about = {
        "Project-Id-Version": header.subject,
        "Language": header.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        **{HEADINGS[name]: value for name, value in header_values(header).items()},
    }
    heading = "".join(f"{name}: {value}\n" for name, value in about.items())
    entries = [f'msgid ""\nmsgstr {_quoted(heading)}\n', *("".join(_entry(unit)) for unit in units)]
    return "\n".join(entries).encode()


def _entry(unit: Unit) -> Iterator[str]:
    segment = unit.segment
    comments = [*unit.notes, *(f"Glossary: {term} → {translation}" for term, translation in unit.glossary)]
    for comment in (*comments, f"{_FINGERPRINT}{fingerprint(segment.own)}"):
        yield f"#. {_one_line(comment)}\n"
    if unit.needs_work and unit.target is not None:
        yield "#, fuzzy\n"
    if unit.previous is not None:
        yield "".join(f"#| {line}\n" for line in f"msgid {_quoted(unit.previous)}".split("\n"))
    yield f"msgctxt {_quoted(segment.key)}\nmsgid {_quoted(segment.source)}\nmsgstr {_quoted(unit.target or '')}\n"


def _one_line(comment: str) -> str:
    return " ".join(_TO_ESCAPE.sub(lambda match: match[0] if match[0] in '\\"' else " ", comment).split())


def _quoted(text: str) -> str:
    """A string of a PO file; one with line breaks inside begins on a line of its own, as gettext's tools write it."""
    lines = [f'"{_escaped(line)}"' for line in re.findall(r"[^\n]*\n|[^\n]+", text)]
    return "\n".join(['""', *lines]) if len(lines) > 1 else lines[0] if lines else '""'


def _escaped(text: str) -> str:
    return _TO_ESCAPE.sub(lambda match: _ESCAPES.get(match[0]) or f"\\{ord(match[0]):03o}", text)


# --- Reading ---------------------------------------------------------------------------------------------------------


@dataclass
class PoText:
    """One entry of a PO file."""

    line: int = 0
    target_line: int = 0
    fingerprint: str = ""
    is_fuzzy: bool = False
    parts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.text("msgctxt")

    @property
    def is_complete(self) -> bool:
        return "msgstr" in self.parts

    def text(self, name: str) -> str:
        return "".join(self.parts.get(name, []))

    def has_source_of(self, segment: Segment) -> bool:
        return self.text("msgid") == segment.source

    def target_for(self, segment: Segment) -> str | None:
        return None if self.is_fuzzy else self.text("msgstr")


def read(data: bytes) -> Incoming:
    """Raises ExchangeError for whatever is not a PO file as `write` makes it and as translators' tools change it."""
    entries = list(_entries(_decoded(data)))
    first = entries[0] if entries else PoText()
    if not first.is_complete or first.text("msgid") or "msgctxt" in first.parts:
        raise refuse(1, Reason.NO_HEADER, name="msgid")
    values = _heading(first.text("msgstr"))
    charset = re.search(r"charset=([^\s;]+)", values.get("Content-Type", ""))
    if charset and charset[1].lower() not in {"utf-8", "utf8"}:
        raise refuse(first.target_line, Reason.ENCODING, found=charset[1])
    for entry in entries[1:]:
        if "msgctxt" not in entry.parts:
            raise refuse(entry.line, Reason.SYNTAX, what="msgctxt")
    return Incoming(header_from(values, HEADINGS, first.target_line), entries[1:])


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refuse(line, Reason.ENCODING, found=f"0x{data[error.start]:02X}") from None
    if "\0" in text:
        raise refuse(text.count("\n", 0, text.index("\0")) + 1, Reason.CONTROL_CHARACTER, text="", character="U+0000")
    return text


def _heading(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.split("\n"))
    return {name.strip(): value.strip() for name, _colon, value in pairs}


def _entries(text: str) -> Iterator[PoText]:
    entry, part = PoText(), ""
    number = 0
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):  # no other sign ends a line of a PO file
        content = line.strip(" \t")
        if not content or content.startswith("#~"):  # entries that a tool put aside
            continue
        begins = content.startswith(("#", "msgctxt", "msgid"))
        if begins and entry.is_complete:
            yield entry
            entry, part = PoText(), ""
        entry.line = entry.line or number
        if content.startswith("#"):
            if entry.parts:
                raise refuse(number, Reason.SYNTAX, what=content[:40])
            _remark(entry, content)
        else:
            part = _part(entry, part, content, number)
    if entry.is_complete:
        yield entry
    elif entry.parts:
        raise refuse(number, Reason.SYNTAX, what="msgstr")


def _remark(entry: PoText, content: str) -> None:
    if content.startswith("#,"):
        entry.is_fuzzy = entry.is_fuzzy or "fuzzy" in {flag.strip() for flag in content[2:].split(",")}
    elif content.startswith("#. " + _FINGERPRINT):
        entry.fingerprint = content.removeprefix("#. " + _FINGERPRINT).strip()


def _part(entry: PoText, part: str, content: str, number: int) -> str:
    """Takes one line of an entry in; gives the name of the part that the next line may go on with."""
    match = _PART.match(content)
    name, rest = (match[1], content[match.end() :]) if match else ("", content)
    string = _STRING.fullmatch(rest)
    if string is None or (not name and not part):
        raise refuse(number, Reason.SYNTAX, what=content[:40])
    if not name:
        entry.parts[part].append(_unescaped(string[1], number))
        return part
    place = _ORDER.get(name)
    if place is None or name in entry.parts or any(_ORDER[other] > place for other in entry.parts):
        raise refuse(number, Reason.SYNTAX, what=name)
    if name == "msgstr":
        if "msgid" not in entry.parts:
            raise refuse(number, Reason.SYNTAX, what=name)
        entry.target_line = number
    entry.parts[name] = [_unescaped(string[1], number)]
    return name


def _unescaped(text: str, number: int) -> str:
    def sign(match: re.Match[str]) -> str:
        if match[1] or match[2]:
            return chr(int(match[1], 8) if match[1] else int(match[2], 16))
        if match[3] not in _UNESCAPES:
            raise refuse(number, Reason.SYNTAX, what=match[0])
        return _UNESCAPES[match[3]]

    return _UNESCAPE.sub(sign, text)
