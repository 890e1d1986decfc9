"""Reading the demonstration's texts: one TOML file a language, and one for what all languages share."""

from __future__ import annotations

import json
import re
import tomllib
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from articles.blocks.rich_text import citation_html
from articles.domain.identifiers import REFERENCE_KEY

SOURCE: Final = settings.LANGUAGE_CODE
DIRECTORY: Final = Path(__file__).resolve().parents[2] / "demo"
_CITATION: Final = re.compile(rf"\[@({REFERENCE_KEY.pattern})\]")
#: Block ids are derived from their place, so that a block has the same id in every language, as a copied page's would.
_NAMESPACE: Final = uuid.UUID("6a1d2b0e-6a5e-4c55-9c1e-6f2f0f7f6b11")


@cache
def shared() -> dict[str, Any]:
    """What is the same in every language: slugs, codes, references, which risk factors can be changed."""
    return _read("common")


@cache
def texts(language: str) -> dict[str, Any]:
    """One language's texts."""
    return _read(language)


def _read(name: str) -> dict[str, Any]:
    with (DIRECTORY / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def family(language: str) -> dict[str, Any]:
    """What there is of the second article in a language."""
    return _read(f"family/{language}")


@cache
def information(language: str) -> dict[str, Any]:
    """The pages about the site in a language, by kind."""
    return _read(f"information/{language}")


def information_json(kind: str, language: str) -> str:
    """The text of a page about the site as a StreamField stores it."""
    return section_json(f"information/{kind}", information(language)[kind]["body"], {}, {})


def section_json(
    section: str,
    blocks: list[Mapping[str, Any]],
    images: Mapping[str, int],
    factors: Mapping[str, int],
    without: Collection[int] = (),
) -> str:
    """A section's blocks as a StreamField stores them, `without` those at some places."""
    places = [(index, block) for index, block in enumerate(blocks) if index not in without]
    return json.dumps([_block(f"{section}/{index}", block, images, factors) for index, block in places])


def references_json(keys: Collection[str] | None = None) -> str:
    """The list of references as a StreamField stores it: all, or those with these short names."""
    return json.dumps(
        [
            {"type": "reference", "id": _id(f"references/{reference['key']}"), "value": {"pmid": "", "url": "", **reference}}
            for reference in shared()["references"]
            if keys is None or reference["key"] in keys
        ]
    )


def cited(blocks: Iterable[Mapping[str, Any]]) -> set[str]:
    """The short names of the references that blocks cite."""
    texts = [text for block in blocks for text in block.values() if isinstance(text, str)]
    return {match.group(1) for text in texts for match in _CITATION.finditer(text)}


def _block(place: str, block: Mapping[str, Any], images: Mapping[str, int], factors: Mapping[str, int]) -> dict[str, Any]:
    kind = block["block"]
    fields = {name: value for name, value in block.items() if name != "block"}
    converters: dict[str, Callable[[], Any]] = {
        "text": lambda: _passage(fields["html"]),
        "figure": lambda: {
            "image": {"image": images[fields["image"]], "alt_text": fields["alt_text"], "decorative": False},
            "caption": fields["caption"],
            "credit": fields["credit"],
        },
        "risk_factor_list": lambda: {
            "factors": [{"type": "item", "id": _id(f"{place}/{key}"), "value": factors[key]} for key in fields["factors"]]
        },
        "questions_to_ask": lambda: {
            "questions": [
                {"type": "item", "id": _id(f"{place}/{number}"), "value": text} for number, text in enumerate(fields["questions"])
            ]
        },
    }
    convert = converters.get(kind, lambda: {name: _passage(value) for name, value in fields.items()})
    return {"type": kind, "id": _id(place), "value": convert()}


def _passage(html: str) -> str:
    """HTML with its citations as rich text stores them."""
    return _CITATION.sub(lambda match: citation_html(match.group(1)), html.strip())


def _id(place: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, place))
