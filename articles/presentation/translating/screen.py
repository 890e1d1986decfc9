"""The source beside each section of a translation: its words, what changed in it, the terms to use, what the checks found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from articles import queries
from articles.domain.basis import COMPARED, Behind, Declared, section_digests
from articles.domain.parity import GlossaryPair, terms_in
from articles.domain.signoffs import Severity
from articles.models import ArticlePage, User, reviewed_edition
from articles.models.parity_words import named_section
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.presentation.desk.changes import SectionChange, changes
from articles.presentation.desk.rendering import Chosen, Renderer
from articles.presentation.desk.sections import Section, edition_sections, raw_pieces
from articles.presentation.desk.words import language_name, person_name
from articles.presentation.languages import LanguageLabel, language_label

from .findings import WHOLE, FindingView, findings_by_section, people_named


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary that the source uses: the name that it uses, what to call it here, what not to."""

    source: str
    preferred: str
    others: list[str]
    avoid: list[str]


@dataclass(frozen=True, slots=True)
class Declaration:
    """What somebody declared of a section. `is_public`: readers have it, so that it is not taken back here any more."""

    is_update: bool
    reason: str
    who: str
    at: datetime
    is_public: bool


@dataclass(frozen=True, slots=True)
class Machine:
    """Who wrote a section that no person has confirmed yet."""

    engine: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one section.

    `change` is what changed in the source since the section was made; None where nothing did, or where nobody knows what it
    was made from. `published` is what readers see of the section now, empty where that is the draft itself.
    """

    key: str
    name: str
    source: SafeString
    behind: Behind | None
    is_safety: bool
    change: SectionChange | None
    declaration: Declaration | None
    machine: Machine | None
    published: SafeString | str
    terms: list[Term]
    findings: list[FindingView]

    @property
    def asks_for_word(self) -> bool:
        """Whether there is something to declare, or to take back."""
        return bool(self.behind or self.change or (self.declaration and not self.declaration.is_public))


@dataclass(frozen=True, slots=True)
class TranslationScreen:
    """Everything beside the fields of one translation. `edition` is the source's number, None where nobody has signed it."""

    source_title: str
    source_language: str
    source_label: LanguageLabel
    language: str
    label: LanguageLabel
    is_signed: bool
    edition: int | None
    sections: Mapping[str, Beside]
    whole: list[FindingView]

    @property
    def outdated(self) -> list[Beside]:
        return [section for section in self.sections.values() if section.behind]

    @property
    def machine_made(self) -> list[Beside]:
        return [section for section in self.sections.values() if section.machine]

    @property
    def objected_to(self) -> list[Beside]:
        """The sections with a finding that keeps the translation from moving on."""
        return [section for section in self.sections.values() if any(finding.is_open for finding in section.findings)]


def translation_screen(page: ArticlePage) -> TranslationScreen | None:
    """What stands beside the fields of a translation, as this object holds it. None where there is no source.

    At most 18 queries, however many sections, blocks and terms there are.
    """
    texts = queries.source_texts(page)
    if texts is None:
        return None
    language = page.locale.language_code
    glossary = queries.glossary_pairs(language)
    people = people_named(page)
    found = findings_by_section(page, queries.findings_of(page, texts, glossary), people)
    drawing = _Drawing(page, texts)
    terms = _terms(texts.now, glossary)
    behind = {item.section: item for item in texts.source.behind(texts.source.basis_of(page))}
    return TranslationScreen(
        source_title=str(texts.now.get("title", "")),
        source_language=language_name(SOURCE_LANGUAGE),
        source_label=language_label(SOURCE_LANGUAGE),
        language=language_name(language),
        label=language_label(language),
        is_signed=texts.is_signed,
        edition=texts.source.live.sequence if texts.source.live else None,
        sections={
            key: Beside(
                key=key,
                name=named_section(key),
                source=drawing.source(key),
                behind=behind.get(key),
                is_safety=key in behind and behind[key].severity is Severity.SAFETY,
                change=drawing.change(key),
                declaration=_declaration(page.basis.get(key, {}), drawing.public_basis.get(key, {}), people),
                machine=_machine(page.machine_made.get(key)),
                published=drawing.published(key),
                terms=terms.get(key, []),
                findings=found.get(key, []),
            )
            for key in COMPARED
        },
        whole=found.get(WHOLE, []),
    )


class _Drawing:
    """The texts of one screen, rendered. At most eight queries."""

    def __init__(self, page: ArticlePage, texts: queries.SourceTexts) -> None:
        live = ArticlePage.objects.filter(pk=page.pk, live=True).select_related("locale").first()
        self.public_basis: Mapping[str, Any] = live.basis if live else {}
        now, before = _by_key(edition_sections(texts.now)), _by_key(edition_sections(texts.made_from))
        public = reviewed_edition(live, pictures={}).content if live else None
        own = _by_key(edition_sections(public)) if public else {}
        chosen = Chosen(raw_pieces(now.values(), before.values(), own.values()))
        self._source = Renderer(raw_pieces(now.values(), before.values()), SOURCE_LANGUAGE, chosen)
        self._own = Renderer(raw_pieces(own.values()), page.locale.language_code, chosen)
        self._now, self._public = now, own
        self._differs = _differing(public, reviewed_edition(page, pictures={}).content) if public else frozenset()
        known = [key for key in texts.known if key in before]
        found = changes([before[key] for key in known], [now[key] for key in known], self._source, self._source)
        self._changes = {change.key: change for change in found if change.changed}

    def source(self, key: str) -> SafeString:
        return self._source.section(self._now[key])

    def change(self, key: str) -> SectionChange | None:
        return self._changes.get(key)

    def published(self, key: str) -> SafeString | str:
        return self._own.section(self._public[key]) if key in self._differs else ""


def _by_key(sections: Sequence[Section]) -> dict[str, Section]:
    return {section.key: section for section in sections}


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> frozenset[str]:
    digests = section_digests(other)
    return frozenset(key for key, digest in section_digests(one).items() if digests[key] != digest)


def _terms(source: Mapping[str, Any], glossary: Sequence[GlossaryPair]) -> dict[str, list[Term]]:
    pairs = {pair.key: pair for pair in glossary}
    return {
        section: [_term(name, pairs[key]) for key, name in sorted(used.items(), key=lambda item: item[1].casefold())]
        for section, used in terms_in(source, glossary).items()
    }


def _term(name: str, pair: GlossaryPair) -> Term:
    preferred, *others = pair.preferred or ("",)
    return Term(name, preferred, others, list(pair.avoid))


def _declaration(made: Mapping[str, Any], public: Mapping[str, Any], people: Mapping[int, User]) -> Declaration | None:
    if made.get("kind") not in {Declared.UPDATED.value, Declared.UNCHANGED.value}:
        return None
    return Declaration(
        is_update=made["kind"] == Declared.UPDATED.value,
        reason=made.get("reason", ""),
        who=person_name(people.get(made.get("by") or 0)),
        at=datetime.fromisoformat(made["at"]),
        is_public=made["at"] == public.get("at") or "previous" not in made,
    )


def _machine(mark: Mapping[str, Any] | None) -> Machine | None:
    if mark is None:
        return None
    at = mark.get("at")
    return Machine(str(mark.get("engine", "")), datetime.fromisoformat(at) if at else None)


def live_findings(page: ArticlePage) -> dict[str, list[FindingView]]:
    """What the checks find in a draft while it is being written, by section."""
    return findings_by_section(page, queries.findings_of(page), people_named(page))
