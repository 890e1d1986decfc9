"""Editions as XLIFF 2.0 (OASIS Standard, https://docs.oasis-open.org/xliff/xliff-core/v2.0/xliff-core-v2.0.html).

A unit is one text; its segments are the paragraphs, and the structure between them is `ignorable`. Inline markup is `pc` and
`ph`, whose `originalData` is what the text stores. Facts for machines stand in the metadata module, terms in the glossary one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from articles.domain.markup import Form, Piece, Token, pairs, same_words
from articles.domain.segments import Kind

from .document import Header, Unit, fingerprint
from .heading import HEADINGS, header_values
from .layout import Part, as_one, by_paragraphs

CORE: Final = "urn:oasis:names:tc:xliff:document:2.0"
GLOSSARY: Final = "urn:oasis:names:tc:xliff:glossary:2.0"
METADATA: Final = "urn:oasis:names:tc:xliff:metadata:2.0"
#: The metadata's types besides those of the header.
FINGERPRINT: Final = "X-Draft"

#: What XML 1.0 cannot hold as a character. XLIFF has an element for it.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTES: Final = {**_ESCAPES, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_FORMATS: Final = {"<b>": ' type="fmt" subType="xlf:b"', "<i>": ' type="fmt" subType="xlf:i"'}
_KEEP: Final = ' canCopy="no" canDelete="no"'


def write(header: Header, units: Sequence[Unit]) -> bytes:
    """A file that `read` takes back without loss."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<xliff xmlns="{CORE}" xmlns:gls="{GLOSSARY}" xmlns:mda="{METADATA}" version="2.0"',
        f' srcLang="{_language(header.source_language)}" trgLang="{_language(header.language)}">\n',
        f'  <file id="edition" original="{_attribute(header.subject)}">\n',
        *_metadata("    ", {HEADINGS[name]: value for name, value in header_values(header).items()}),
        *(part for number, unit in enumerate(units, start=1) for part in _UnitWriter(number, unit).write()),
        "  </file>\n</xliff>\n",
    ]
    return "".join(parts).encode()


def _language(code: str) -> str:
    """A language tag as BCP 47 spells it: `zh-Hans`."""
    return "-".join(part.title() if len(part) == 4 else part for part in code.split("-"))


def _metadata(indent: str, values: dict[str, str]) -> Iterator[str]:
    yield f'{indent}<mda:metadata>\n{indent}  <mda:metaGroup category="edition">\n'
    for name, value in values.items():
        yield f'{indent}    <mda:meta type="{name}">{_plain(value)}</mda:meta>\n'
    yield f"{indent}  </mda:metaGroup>\n{indent}</mda:metadata>\n"


class _UnitWriter:
    """Writes one unit. Equal markup has one entry in the unit's original data."""

    def __init__(self, number: int, unit: Unit) -> None:
        self.number, self.unit = number, unit
        self.data: dict[str, str] = {}
        self.codes = 0
        #: The source's codes that no code of the target stands for yet, by meaning.
        self.unclaimed: list[tuple[str, str]] = []

    def write(self) -> Iterator[str]:
        segment = self.unit.segment
        parts = by_paragraphs(segment) or as_one(segment)
        body = self._sources(parts)
        yield f'    <unit id="u{self.number}" name="{_attribute(segment.key)}" canResegment="no" xml:space="preserve">\n'
        yield from self._glossary()
        yield from _metadata("      ", {FINGERPRINT: fingerprint(segment.own)})
        yield from self._notes()
        if self.data:
            yield "      <originalData>\n"
            yield from (f'        <data id="{name}">{_text(raw)}</data>\n' for raw, name in self.data.items())
            yield "      </originalData>\n"
        yield from body
        yield "    </unit>\n"

    def _sources(self, parts: Sequence[Part]) -> list[str]:
        """All sources before the first target, whose codes are named after theirs."""
        sources = [self._source(part.source) for part in parts]
        written = []
        for number, (part, source) in enumerate(zip(parts, sources, strict=True), start=1):
            if part.source.is_words:
                target, state = self._target(part)
                written.append(
                    f'      <segment id="s{number}" state="{state}">\n'
                    f"        <source>{source}</source>\n{target}      </segment>\n"
                )
            else:
                written.append(f"      <ignorable>\n        <source>{source}</source>\n      </ignorable>\n")
        return written

    def _source(self, piece: Piece) -> str:
        if not piece.is_words:
            return f'<ph id="{self._next_code()}" dataRef="{self._data(piece.raw)}"{_KEEP}/>'
        return self._content(piece, is_source=True)

    def _target(self, part: Part) -> tuple[str, str]:
        if part.own is None or not part.own.raw.strip() or same_words(part.own.tokens, part.source.tokens):
            return "", "initial"
        state = "initial" if self.unit.needs_work else "translated"
        return f"        <target>{self._content(part.own, is_source=False)}</target>\n", state

    def _content(self, piece: Piece, *, is_source: bool) -> str:
        if self.unit.segment.kind is not Kind.HTML:
            return _text(piece.raw)
        closing = dict(pairs(piece.tokens))
        closed = set(closing.values())
        written = []
        for index, token in enumerate(piece.tokens):
            if token.form is Form.WORDS:
                written.append(_text(token.words))
            elif index in closing:
                written.append(self._pair(token, piece.tokens[closing[index]], is_source=is_source))
            elif index in closed:
                written.append("</pc>")
            else:
                written.append(self._placeholder(token, is_source=is_source))
        return "".join(written)

    def _pair(self, opening: Token, closing: Token, *, is_source: bool) -> str:
        code = self._code(opening, is_source=is_source)
        data = f'dataRefStart="{self._data(opening.raw)}" dataRefEnd="{self._data(closing.raw)}"'
        kind = _FORMATS.get(opening.meaning, ' type="link"' if opening.meaning.startswith("<a ") else "")
        return f'<pc id="{code}" {data}{kind}{_KEEP}>'

    def _placeholder(self, token: Token, *, is_source: bool) -> str:
        shown = re.sub(r"<[^<>]*>", "", token.raw) or token.raw
        code = self._code(token, is_source=is_source)
        return f'<ph id="{code}" dataRef="{self._data(token.raw)}" disp="{_attribute(shown)}"{_KEEP}/>'

    def _code(self, token: Token, *, is_source: bool) -> str:
        """A code's name: in the target that of the code in the source which it stands for."""
        if is_source:
            code = self._next_code()
            self.unclaimed.append((token.meaning, code))
            return code
        for index, (meaning, code) in enumerate(self.unclaimed):
            if meaning == token.meaning:
                del self.unclaimed[index]
                return code
        return self._next_code()

    def _next_code(self) -> str:
        self.codes += 1
        return str(self.codes)

    def _data(self, raw: str) -> str:
        return self.data.setdefault(raw, f"d{len(self.data) + 1}")

    def _glossary(self) -> Iterator[str]:
        if not self.unit.glossary:
            return
        yield "      <gls:glossary>\n"
        for term, translation in self.unit.glossary:
            yield f"        <gls:glossEntry>\n          <gls:term>{_plain(term)}</gls:term>\n"
            yield f"          <gls:translation>{_plain(translation)}</gls:translation>\n        </gls:glossEntry>\n"
        yield "      </gls:glossary>\n"

    def _notes(self) -> Iterator[str]:
        notes = [("context", note) for note in self.unit.notes]
        if self.unit.previous is not None:
            notes.append(("previous-source", self.unit.previous))
        if notes:
            yield "      <notes>\n"
            yield from (f'        <note category="{category}">{_plain(note)}</note>\n' for category, note in notes)
            yield "      </notes>\n"


def _text(text: str) -> str:
    """Characters of a source, a target or original data."""
    escaped = re.sub("[&<>\r]", lambda match: _ESCAPES[match[0]], text)
    return _NOT_XML.sub(lambda match: f'<cp hex="{ord(match[0]):04X}"/>', escaped)


def _plain(text: str) -> str:
    """Characters where XLIFF allows no elements."""
    return _text(_NOT_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    escaped = re.sub('[&<>\r"\n\t]', lambda match: _IN_ATTRIBUTES[match[0]], text)
    return _NOT_XML.sub("\ufffd", escaped)
