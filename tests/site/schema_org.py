"""Holds structured data against schema.org's own definitions, of which an extract is kept in `schema_org.json`.

What schema.org says of its types: a property may stand on the types of its domain and on those below them; its value is of a
type in its range or below it. Text stands for a thing wherever one is expected by schema.org's own data model ("some data is
better than none"), but not here: what is written as a thing elsewhere should be one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

VOCABULARY = json.loads(Path(__file__).with_name("schema_org.json").read_text(encoding="utf-8"))
CONTEXT = "https://schema.org"

#: ISO 8601, as far as the data types `Date` and `DateTime` allow it; a publication's date may be a year.
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]\d\d:\d\d)")
#: schema.org/docs/actions.html: how an action names what it needs to be told.
INPUT = re.compile(r"(required )?(maxlength=\d+ )?name=[A-Za-z_]+")


@cache
def above(kind: str) -> frozenset[str]:
    """A type and all types above it."""
    return frozenset({kind}).union(*(above(parent) for parent in VOCABULARY["types"][kind]))


def problems(data: Any) -> list[str]:
    """Everything that schema.org's definitions do not allow in a document with a graph; empty where it is valid."""
    if not isinstance(data, dict) or data.get("@context") != CONTEXT:
        return [f"the context is not {CONTEXT}"]
    graph = data.get("@graph")
    if not isinstance(graph, list) or set(data) != {"@context", "@graph"}:
        return ["there is no graph, or something beside it"]
    known = {thing["@id"]: kinds(thing) for thing in things(graph) if "@id" in thing and "@type" in thing}
    found = [problem for number, thing in enumerate(graph) for problem in of_thing(thing, f"[{number}]", known)]
    ids = [thing["@id"] for thing in graph if "@id" in thing]
    return found + [f"@id twice: {name}" for name in {name for name in ids if ids.count(name) > 1}]


def things(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from things(item)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            yield from things(item)


def kinds(thing: dict[str, Any]) -> list[str]:
    given = thing.get("@type", [])
    return [given] if isinstance(given, str) else given


def of_thing(thing: Any, where: str, known: dict[str, list[str]]) -> Iterator[str]:
    if not isinstance(thing, dict):
        yield f"{where}: not a thing"
        return
    if not kinds(thing):
        yield f"{where}: no @type"
    for kind in kinds(thing):
        if kind not in VOCABULARY["types"]:
            yield f"{where}: unknown type {kind}"
            return
    if "@id" in thing and not is_absolute(thing["@id"]):
        yield f"{where}.@id: not an absolute address"
    types = frozenset().union(*(above(kind) for kind in kinds(thing)))
    for name, value in thing.items():
        if not name.startswith("@"):
            yield from of_property(name, value, types, f"{where}.{name}", known)


def of_property(name: str, value: Any, types: frozenset[str], where: str, known: dict[str, list[str]]) -> Iterator[str]:
    if name.endswith("-input"):
        if "Action" not in types or not INPUT.fullmatch(str(value)):
            yield f"{where}: not the input of an action"
        return
    definition = VOCABULARY["properties"].get(name)
    if definition is None:
        yield f"{where}: {'superseded' if name in VOCABULARY['superseded'] else 'unknown'} property"
        return
    if not types & set(definition["domain"]):
        yield f"{where}: not a property of {', '.join(sorted(types))}"
    for item in value if isinstance(value, list) else [value]:
        yield from of_value(item, set(definition["range"]), where, known)


def of_value(value: Any, expected: set[str], where: str, known: dict[str, list[str]]) -> Iterator[str]:
    if isinstance(value, dict):
        given = kinds(value) or known.get(value.get("@id", ""), [])
        if not given:
            yield f"{where}: points to nothing in this document: {value}"
            return
        if "@type" in value:
            yield from of_thing(value, where, known)
        if all(kind in VOCABULARY["types"] for kind in given) and not expected & frozenset().union(*map(above, given)):
            yield f"{where}: {', '.join(given)} is none of {', '.join(sorted(expected))}"
    elif not any(fits(value, kind) for kind in expected):
        yield f"{where}: {value!r} is none of {', '.join(sorted(expected))}"


def fits(value: Any, kind: str) -> bool:
    """Whether a plain value is of a data type, the address of a thing, or a member of an enumeration."""
    if kind in VOCABULARY["members"]:
        return value in {f"{CONTEXT}/{member}" for member in VOCABULARY["members"][kind]}
    match kind, value:
        case "Integer", int():
            return not isinstance(value, bool)
        case "Text", str():
            return bool(value.strip())
        case "URL", str():
            return is_absolute(value)
        case "Date", str():
            return bool(DATE.fullmatch(value))
        case "DateTime", str():
            return bool(DATE_TIME.fullmatch(value))
        case "Thing", str():  # JSON-LD's way to name a thing by its address alone
            return is_absolute(value)
        case _:
            return False


def is_absolute(value: Any) -> bool:
    parts = urlsplit(value) if isinstance(value, str) else None
    return bool(parts and parts.scheme in ("http", "https") and parts.netloc and not re.search(r"[\s<>\"]", value))
