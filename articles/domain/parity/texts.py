"""A stored text as sections of passages: plain words by the block that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from typing import Any, Final

from articles.domain.citations import CITATION_LINK, SOURCE_KEY, cited_keys
from articles.domain.sections import BODY_SECTIONS, SectionKey
from articles.domain.streams import has_text

Content = Mapping[str, Any]

#: The section of an edition's title and search texts, and the piece that is a section's own heading: as the desk names them.
TITLE: Final = "title"
HEADING: Final = "heading"
#: The one piece of a section that is no stream: the short answer, and each field of an entry.
WHOLE: Final = "text"

#: Fields of stored blocks that hold no words.
_NO_WORDS: Final = frozenset({"id", "type", "urgency", "decorative", SOURCE_KEY})
#: Fields of an entry that are no text, or that each language fills in its own way: other names, how a name is spoken.
_NO_FIELDS: Final = frozenset({"subject", "language", "also_known_as", "avoid", "pronunciation"})
_OPTIONAL_TITLES: Final = ("seo_title", "search_description")
_BLOCK_TAG: Final = re.compile(r"</?(?:p|li|ul|ol|h[1-6]|div|blockquote|br|hr)\b[^<>]*>", re.IGNORECASE)
#: A tag, and not a comparison such as “< 5 mg”.
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_ADDRESS: Final = re.compile(r"\bhttps?://\S+|\bwww\.\S+|\b[\w.+-]{1,64}@[\w.-]{1,255}|\b10\.\d{4,9}/\S+")
_SPACE: Final = re.compile(r"[ \t\r\f\v]+")
#: Nobody writes longer sentences. The limit keeps every check short, whatever the text.
_LONGEST: Final = 2000
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…؟])[\"”’»)\]]*\s+|(?<=[。！？])|\n+")
#: A key figure is one statement: its value and unit are read together.
_KEY_FIGURE: Final = ("value", "unit")


@dataclass(frozen=True)
class Passage:
    """A block's words. `optional` ones may be missing from a translation."""

    id: str
    paragraphs: tuple[str, ...]
    raw: Any = ""
    optional: bool = False

    @cached_property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        return tuple(sentences(self.text))

    @cached_property
    def cited(self) -> tuple[str, ...]:
        return tuple(cited_keys(self.raw))


@dataclass(frozen=True)
class Section:
    """A section's passages, in order."""

    key: str
    passages: tuple[Passage, ...]

    @cached_property
    def text(self) -> str:
        return "\n".join(passage.text for passage in self.passages if passage.paragraphs)

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        """The passages that readers meet, without the section's heading and what may be missing."""
        return tuple(passage for passage in self.passages if not passage.optional and has_text(passage.raw))


def edition_sections(content: Content) -> list[Section]:
    """An edition's content (see `reviewed_edition`), as far as it is words of this language."""
    headings, bodies = content.get("headings", {}), content.get("sections", {})
    titles = [_passage("title", content.get("title", ""))]
    titles += [_passage(name, content.get(name, ""), optional=True) for name in _OPTIONAL_TITLES]
    tldr = [_passage(WHOLE, content.get("tldr", ""))]
    return [
        Section(TITLE, tuple(titles)),
        _section(SectionKey.TLDR, headings, tldr),
        *(_section(key, headings, list(_blocks(bodies.get(key.value, [])))) for key in BODY_SECTIONS),
        _section(SectionKey.DISCLAIMER, headings, []),
    ]


def entry_sections(content: Content) -> list[Section]:
    """An entry's content in one language (see `reviewed_entry`), a section for each field that holds words."""
    return [
        Section(name, (_passage(WHOLE, value),))
        for name, value in content.items()
        if name not in _NO_FIELDS and isinstance(value, str)
    ]


def _section(key: SectionKey, headings: Mapping[str, str], passages: list[Passage]) -> Section:
    return Section(key.value, (_passage(HEADING, headings.get(key.value, ""), optional=True), *passages))


def _blocks(blocks: Iterable[Any]) -> Iterator[Passage]:
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        name = block.get("id") or f"#{place}"
        if name in seen:
            name = f"{name}#{place}"
        seen.add(name)
        yield _passage(name, block.get("value"))


def _passage(name: str, raw: Any, *, optional: bool = False) -> Passage:
    return Passage(name, tuple(_paragraphs(raw)), raw, optional)


def _paragraphs(raw: Any) -> Iterator[str]:
    for text in _texts(raw):
        for line in plain(text).split("\n"):
            if words := _SPACE.sub(" ", line).strip():
                yield words


def _texts(raw: Any) -> Iterator[str]:
    """The texts of a stored value. Fields in the order of their names: a database may sort them, and both sides must agree."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, Mapping):
        yield " ".join(str(raw[name]) for name in _KEY_FIGURE if isinstance(raw.get(name), str))
        for name in sorted(raw):
            if name not in _NO_WORDS and not (name in _KEY_FIGURE and isinstance(raw[name], str)):
                yield from _texts(raw[name])
    elif isinstance(raw, list | tuple):
        for item in raw:
            yield from _texts(item.get("value") if isinstance(item, Mapping) and "type" in item else item)


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """The words of rich or plain text: without tags, citations and addresses; a paragraph a line."""
    text = CITATION_LINK.sub("", text)
    text = _TAG.sub("", _BLOCK_TAG.sub("\n", text))
    return _ADDRESS.sub(" ", unescape(text))


def sentences(text: str) -> Iterator[str]:
    """The sentences of plain text, roughly: an abbreviation may end one too early. What is too long to be one is cut."""
    for part in _SENTENCE_END.split(text):
        if part and (sentence := part.strip()):
            yield from (sentence[start : start + _LONGEST] for start in range(0, len(sentence), _LONGEST))
