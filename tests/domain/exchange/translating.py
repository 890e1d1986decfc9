"""Filling a file in as translators' tools do: a target beside every source, its state set, nothing else touched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree

from articles.domain.exchange import Draft, Format
from articles.domain.exchange.po import _quoted
from articles.domain.exchange.xliff import CORE
from tests.domain.exchange.editions import exported


def translated(form: Format, file: bytes, against: Draft, words: Mapping[str, str]) -> bytes:
    """The file with these texts translated, by their names."""
    return _po(file, words) if form is Format.PO else _xliff(file, against, words)


def _po(file: bytes, words: Mapping[str, str]) -> bytes:
    entries = file.decode().split("\n\n")
    for number, entry in enumerate(entries):
        name = re.search(r'^msgctxt "(.*)"$', entry, re.MULTILINE)
        if name and name[1] in words:
            entries[number] = f"{entry[: entry.index(chr(10) + 'msgstr ')]}\nmsgstr {_quoted(words[name[1]])}\n"
    return "\n\n".join(entry.rstrip("\n") for entry in entries).encode() + b"\n"


def _xliff(file: bytes, against: Draft, words: Mapping[str, str]) -> bytes:
    """Takes the targets of a file in which they are the draft's, so that inline codes are named as tools name them."""
    for prefix, space in {"": CORE, "mda": "urn:oasis:names:tc:xliff:metadata:2.0"}.items():
        ElementTree.register_namespace(prefix, space)
    done = replace(against, segments=[replace(item, own=words.get(item.key, item.own)) for item in against.segments])
    empty, filled = ElementTree.fromstring(file), ElementTree.fromstring(exported(Format.XLIFF, done))
    by_name = {unit.get("name"): unit for unit in filled.iter(f"{{{CORE}}}unit")}
    for unit in empty.iter(f"{{{CORE}}}unit"):
        if unit.get("name") in words:
            _fill(unit, by_name[unit.get("name")])
    return ElementTree.tostring(empty, encoding="utf-8", xml_declaration=True)


def _fill(unit: ElementTree.Element, filled: ElementTree.Element) -> None:
    originals = (unit.find(f"{{{CORE}}}originalData"), filled.find(f"{{{CORE}}}originalData"))
    if originals[0] is not None and originals[1] is not None:
        originals[0][:] = originals[1][:]
    for segment, other in zip(unit.iter(f"{{{CORE}}}segment"), filled.iter(f"{{{CORE}}}segment"), strict=True):
        target = other.find(f"{{{CORE}}}target")
        if target is None:  # the same words in both languages
            target = ElementTree.Element(f"{{{CORE}}}target")
            source = other.find(f"{{{CORE}}}source")
            assert source is not None
            target.text, target[:] = source.text, source[:]
        for old in segment.findall(f"{{{CORE}}}target"):
            segment.remove(old)
        segment.append(target)
        segment.set("state", "translated")
