"""What a translation lost: sections, blocks, citations, references; links that lead to another language; lengths."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from articles.domain.streams import strings

from .findings import Check, Finding
from .numerals import base
from .texts import HEADING, Content, Passage, Section

#: How many characters a language needs for what takes 100 in English, roughly. Measured on the demonstration's editions
#: by section (Spanish 110 to 121, French 121 to 140, German 102 to 134, Arabic 87 to 99, Chinese 34 to 39); their middle.
TYPICAL_LENGTH: Final = {"en": 100, "es": 118, "fr": 125, "de": 118, "ar": 92, "zh": 36}
#: How far a section may be from that: wide, because languages and translators differ.
_SHORTEST, _LONGEST = 0.6, 1.7
#: A short text may be further from it than a long one, and a shorter one tells nothing.
_SHORT, _FEWEST_CHARACTERS = 400, 150
_SHORTEST_SHORT, _LONGEST_SHORT = 0.5, 2.0

_PAGE_LINK: Final = re.compile(r'<a\b(?=[^<>]*\slinktype="page")(?=[^<>]*\sid="(\d{1,18})")[^<>]*>')
_ADDRESS_LINK: Final = re.compile(r'<a\b[^<>]*\shref="([^"]*)"')


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads readers: the language of what they find there, and what it is called.

    `edition` is the address or title of an edition of the same thing in the text's own language that readers may open;
    empty where there is none.
    """

    language: str
    name: str
    edition: str = ""


#: By a page's primary key, or by the address as it stands in the text.
Links = Mapping[int | str, LinkTarget]


def links_in(raw: Any) -> list[int | str]:
    """The pages (by primary key) and addresses that stored content links to, each once: what `Links` must know."""
    found: dict[int | str, None] = {}
    for text in strings(raw):
        found |= {int(key): None for key in _PAGE_LINK.findall(text)}
        found |= dict.fromkeys(_ADDRESS_LINK.findall(text))
    return list(found)


def missing_parts(source: Section, own: Section) -> Iterator[Finding]:
    """The section, where nothing of it was translated; else each of its blocks that is missing."""
    if not source.body:
        return
    if not own.body:
        yield Finding(Check.MISSING_SECTION, source.key, source=_beginning(source.body[0].text))
        return
    ids = {passage.id for passage in own.body}
    if len(source.body) <= len(own.body) and not ids & {passage.id for passage in source.body}:
        return  # written anew, with blocks of its own
    for passage in source.body:
        if passage.id not in ids and len(source.body) > len(ids & {known.id for known in source.body}) + _new(source, own):
            yield Finding(Check.MISSING_BLOCK, source.key, passage.id, source=_beginning(passage.text))


def _new(source: Section, own: Section) -> int:
    known = {passage.id for passage in source.body}
    return sum(passage.id not in known for passage in own.body)


def lost_citations(source: Section, own: Section) -> Iterator[Finding]:
    """Each citation of the source that the section of the translation has fewer times, at the block that lost it."""
    lost = Counter(key for passage in source.passages for key in passage.cited)
    lost -= Counter(key for passage in own.passages for key in passage.cited)
    here = {passage.id: Counter(passage.cited) for passage in own.passages}
    for passage in source.passages:
        for key, count in (Counter(passage.cited) - here.get(passage.id, Counter())).items():
            for nth in range(min(count, lost[key])):
                yield Finding(Check.CITATIONS, source.key, passage.id, source=key, nth=nth)
            lost[key] -= count


def lost_references(source: Content, own: Content) -> Iterator[Finding]:
    """The references of the source that the translation's list does not have, by their short names."""
    there, here = (list(_reference_keys(content)) for content in (source, own))
    yield from (Finding(Check.REFERENCES, "references", source=key) for key in there if key not in here)


def _reference_keys(content: Content) -> Iterator[str]:
    for block in content.get("references") or ():
        value = block.get("value")
        if isinstance(value, Mapping) and isinstance(key := value.get("key"), str):
            yield key


def foreign_links(own: Section, language: str, links: Links) -> Iterator[Finding]:
    """Links to another language, although there is an edition in the translation's own."""
    for passage in own.passages:
        for key in links_in(passage.raw):
            target = links.get(key)
            if target and target.edition and base(target.language) != base(language):
                yield Finding(Check.LINKS, own.key, passage.id, own=target.name, detail=target.edition)


def disproportionate(source: Section, own: Section, languages: tuple[str, str]) -> Iterator[Finding]:
    """A section that is far longer or shorter than its language needs for the same. `detail`: percent of what is usual."""
    there, here = (_length(section.passages) for section in (source, own))
    if there < _FEWEST_CHARACTERS * _scale(languages[0]) or not here:
        return
    usual = _scale(languages[1]) / _scale(languages[0])
    share = here / (there * usual)
    least, most = (_SHORTEST_SHORT, _LONGEST_SHORT) if there < _SHORT * _scale(languages[0]) else (_SHORTEST, _LONGEST)
    if not least <= share <= most:
        yield Finding(Check.LENGTH, own.key, detail=str(round(100 * share)))


def _scale(language: str) -> float:
    return TYPICAL_LENGTH.get(base(language), 100) / 100


def _length(passages: Iterable[Passage]) -> int:
    return sum(len(passage.text) for passage in passages if passage.id != HEADING)


def _beginning(text: str, length: int = 80) -> str:
    line = text.partition("\n")[0]
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]} …"
