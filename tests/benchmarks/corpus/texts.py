"""What generated articles say: blocks of the demonstration's article, shuffled, between sentences that say what they are."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from wagtail.blocks.stream_block import StreamValue

from articles.domain.citations import cited_keys
from articles.domain.sections import BODY_SECTIONS
from articles.models import ArticlePage
from articles.services.demonstration import content

from .words import MARKS, SENTENCES, invented

#: Words of articles come after those of conditions, so that no article's own word is the name of a condition.
_WORDS_OF_ARTICLES = 16**4


def topic(condition: int, language: str) -> str:
    """The name of an invented condition, which the glossary explains."""
    return invented(condition, language, length=4)


def word(article: int, language: str) -> str:
    """A word that stands in no other article of the language."""
    return invented(_WORDS_OF_ARTICLES + article, language)


@dataclass(frozen=True)
class Phrases:
    """One language's share of the texts. `images` and `factors` are the keys of what the demonstration's blocks show."""

    language: str
    images: Mapping[str, int]
    factors: Mapping[str, int]

    @cached_property
    def article(self) -> Mapping[str, Any]:
        words: Mapping[str, Any] = content.texts(self.language)["article"]
        return words

    @cached_property
    def blocks(self) -> dict[str, list[dict[str, Any]]]:
        """The demonstration's blocks by section, as they are stored."""
        return {
            section.value: json.loads(content.section_json(section, self.article[section], self.images, self.factors))
            for section in BODY_SECTIONS
        }

    @cached_property
    def references(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(content.references_json())
        return found

    def title(self, article: int) -> str:
        return f"{self.article['title']} {word(article, self.language).capitalize()} ({article + 1})"

    def fields(self, article: int, condition: int, links: Sequence[tuple[int, str]]) -> dict[str, Any]:
        """The words of an edition by field. `links` are other pages, by key and title."""
        order = random.Random(article)
        sections = {section: list(self._section(section, article, condition, links, order)) for section in self.blocks}
        cited = {key for blocks in sections.values() for key in cited_keys(blocks)}
        return {
            "title": self.title(article),
            "draft_title": self.title(article),
            "search_description": f"{MARKS[self.language]} {self.article['search_description']}"[:255],
            "tldr": f"{MARKS[self.language]} {self.article['tldr']}"[:600],
            "references": _stream("references", [item for item in self.references if item["value"]["key"] in cited]),
            **{section: _stream(section, blocks) for section, blocks in sections.items()},
        }

    def _section(
        self, section: str, article: int, condition: int, links: Sequence[tuple[int, str]], order: random.Random
    ) -> Iterator[dict[str, Any]]:
        """A sentence of its own, and the demonstration's blocks in another order; of a section of several, one is left out."""
        if section == BODY_SECTIONS[0].value:
            yield {"type": "text", "id": _id(0xFFFF, article), "value": self._sentence(article, condition, links)}
        blocks = list(enumerate(self.blocks[section]))
        order.shuffle(blocks)
        for place, block in blocks[: max(1, len(blocks) - 1)]:
            yield {**block, "id": f"{block['id'][:-12]}{place:04x}{article:08x}"}

    def _sentence(self, article: int, condition: int, links: Sequence[tuple[int, str]]) -> str:
        anchors = ", ".join(f'<a linktype="page" id="{key}">{escape(title, quote=False)}</a>' for key, title in links)
        names = {"topic": topic(condition, self.language), "word": word(article, self.language), "links": anchors}
        return f"<p>{MARKS[self.language]} {SENTENCES[self.language].format(**names)}</p>"


def _stream(field: str, raw: list[dict[str, Any]]) -> StreamValue:
    return StreamValue(ArticlePage._meta.get_field(field).stream_block, raw, is_lazy=True)


def _id(place: int, article: int) -> str:
    return f"00000000-0000-4000-8000-{place:04x}{article:08x}"
