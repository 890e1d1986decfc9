"""All checks of a translation against its source: of an edition, of one of its sections, of an entry of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from .findings import Check, Finding
from .glossary import GlossaryPair, glossary_findings, used_terms
from .numbers import number_findings
from .reading import too_hard
from .source_language import untranslated
from .structure import Links, disproportionate, foreign_links, lost_citations, lost_references, missing_parts
from .texts import HEADING, TITLE, Content, Passage, Section, edition_sections, entry_sections

NO_LINKS: Final[Links] = MappingProxyType({})
#: What says nothing more of a section that was not translated at all.
_PRESUPPOSES_WORDS: Final = frozenset({Check.GLOSSARY_IGNORED, Check.LENGTH})


def findings(source: Content, own: Content, *, glossary: Sequence[GlossaryPair] = (), links: Links = NO_LINKS) -> list[Finding]:
    """Everything in an edition that does not agree with its source, section by section. No findings: all checks passed.

    Both are content as `reviewed_edition` makes it. A section that the source does not have is not looked at.
    """
    languages = _languages(source, own)
    found = [*_compared(edition_sections(source), edition_sections(own), languages, glossary, links)]
    found += lost_references(source, own)
    return found + list(too_hard([section for section in edition_sections(own) if section.key != TITLE], languages[1]))


def section_findings(
    source: Content, own: Content, section: str, *, glossary: Sequence[GlossaryPair] = (), links: Links = NO_LINKS
) -> list[Finding]:
    """The same for one section, by its key, while it is being written. Reading level is measured over a whole text only."""
    there, here = ([part for part in edition_sections(content) if part.key == section] for content in (source, own))
    return list(_compared(there, here, _languages(source, own), glossary, links))


def terms_in(source: Content, glossary: Sequence[GlossaryPair]) -> dict[str, dict[str, str]]:
    """The terms of the glossary that an edition uses, by section: the key of each, and the name by which it is used."""
    language, pairs = str(source["language"]), list(glossary)
    return {section.key: used_terms(section.text, pairs, language) for section in edition_sections(source)}


def entry_findings(source: Content, own: Content, *, glossary: Sequence[GlossaryPair] = ()) -> list[Finding]:
    """The same for an entry of the vocabulary, both as `reviewed_entry` makes them. Its fields are its sections."""
    languages = _languages(source, own)
    here = entry_sections(own)
    named = "\n".join(section.text for section in here)
    return [*_compared(entry_sections(source), here, languages, glossary, NO_LINKS, named), *too_hard(here, languages[1])]


def _languages(source: Content, own: Content) -> tuple[str, str]:
    return str(source["language"]), str(own["language"])


def _compared(
    source: Sequence[Section],
    own: Sequence[Section],
    languages: tuple[str, str],
    glossary: Sequence[GlossaryPair],
    links: Links,
    elsewhere: str = "",
) -> Iterator[Finding]:
    here: Mapping[str, Section] = {section.key: section for section in own}
    for there in source:
        mine = here.get(there.key, Section(there.key, ()))
        missing = list(missing_parts(there, mine))
        yield from missing
        if any(finding.check is Check.MISSING_SECTION for finding in missing):
            continue
        yield from _words(there, mine, languages, glossary, elsewhere)
        yield from lost_citations(there, mine)
        yield from foreign_links(mine, languages[1], links)


def _words(
    source: Section, own: Section, languages: tuple[str, str], glossary: Sequence[GlossaryPair], elsewhere: str
) -> Iterator[Finding]:
    for there, here in _pairs(source, own):
        yield from number_findings(own.key, there, here, languages)
    left = list(untranslated(source, own, languages))
    yield from left
    terms = glossary_findings(source, own, glossary, languages, elsewhere)
    for finding in (*terms, *disproportionate(source, own, languages)):
        if not (left and finding.check in _PRESUPPOSES_WORDS):
            yield finding


def _pairs(source: Section, own: Section) -> Iterator[tuple[list[Passage], list[Passage]]]:
    """The passages that stand for each other, by their ids; what is left on either side, together, at the end."""
    here = {passage.id: passage for passage in own.passages}
    rest, used = [], set()
    for passage in source.passages:
        other = here.get(passage.id)
        if other is None or (not other.paragraphs and passage.id != HEADING):
            rest.append(passage)
        elif other.paragraphs:
            yield [passage], [other]
        used.add(passage.id)
    new = [passage for passage in own.passages if passage.id not in used]
    rest = [passage for passage in rest if not passage.optional]
    if rest or new:
        yield rest, new
