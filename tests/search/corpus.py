"""The lists of searches, and a small site in each language in which "comes first" means something: what is meant, and others."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from articles.domain.sections import BODY_SECTIONS
from articles.services.demonstration import content
from tests.factories import LANGUAGES, Block, make_article, make_condition, text_block

_CITATION = re.compile(r"\[@[^\]]+\]")


@dataclass(frozen=True)
class Search:
    language: str
    query: str
    first: str

    def __str__(self) -> str:
        return f"{self.language}: {self.query}"


@cache
def texts(language: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text())


def searches() -> list[Search]:
    return [Search(language, **search) for language in LANGUAGES for search in texts(language)["searches"]]


def build(language: str) -> None:
    """The test articles of a language, with the demonstration's own text for the one on causes."""
    made = {
        fields["slug"]: make_condition(
            language, slug=fields["slug"], title=fields["title"], also_known_as="\n".join(fields["names"])
        )
        for fields in texts(language)["conditions"]
    }
    for fields in texts(language)["articles"]:
        words = _demonstration(language) if fields.get("demo") else {name: fields[name] for name in ("title", "tldr")}
        make_article(language, citations=0, parent=made[fields["condition"]], slug=fields["slug"], **words)


def _demonstration(language: str) -> dict[str, Any]:
    article = content.texts(language)["article"]
    bodies = {section.value: [_passage(block) for block in article[section.value] if _said(block)] for section in BODY_SECTIONS}
    return {"title": article["title"], "tldr": article["tldr"], **bodies}


def _passage(block: dict[str, Any]) -> Block:
    """A block's words as running text: what kind of block they stand in makes no difference to a search."""
    return text_block(f"<p>{_CITATION.sub('', _said(block))}</p>")


def _said(block: dict[str, Any]) -> str:
    return " ".join(value for name, value in block.items() if isinstance(value, str) and name not in ("block", "image", "source"))
