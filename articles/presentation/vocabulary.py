"""What those who write entries of the vocabulary see besides their own words: the source, what changed in it, who uses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from modeltranslation.utils import build_localized_fieldname

from articles import queries
from articles.domain.basis import compared_digests
from articles.domain.grace import needs_no_grace
from articles.models import ArticlePage, User, VocabularyEntry, reviewed_entry
from articles.models.reviewed import SOURCE_LANGUAGE

from .desk.changes import SectionChange, changes
from .desk.rendering import Renderer
from .desk.sections import Section, sections_of
from .languages import LanguageLabel, language_label


def source_words(entry: VocabularyEntry, field: str) -> str:
    """What a field says in the source language, in the draft at hand."""
    return (getattr(entry, build_localized_fieldname(field, SOURCE_LANGUAGE)) or "").strip()


# --- What changed in the source --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SourceMoved:
    """The source words of the draft at hand are others than those that a language was written from.

    `changes` are the fields that differ, with the old words marked where these were signed; `unknown` names the others.
    `since` is when readers got a source whose meaning is another; None while they have none.
    """

    label: LanguageLabel
    changes: list[SectionChange]
    unknown: list[str]
    since: datetime | None
    is_unsafe: bool


def source_moves(draft: VocabularyEntry) -> dict[str, SourceMoved]:
    """Each language whose words were written from other source words than those of this draft. At most three queries."""
    new = reviewed_entry(draft, SOURCE_LANGUAGE).content
    digests = compared_digests(new)
    moved = {
        language: [field for field, made in basis.items() if made["digest"] != digests.get(field)]
        for language, basis in draft.basis.items()
        if language != SOURCE_LANGUAGE and _has_words(draft, language)
    }
    moved = {language: fields for language, fields in moved.items() if fields}
    if not moved:
        return {}
    source = queries.source_of_entry(draft)
    signed = {
        (language, field): _signed_with(source, field, draft.basis[language][field])
        for language, fields in moved.items()
        for field in fields
    }
    contents = queries.signed_sources(sequence for sequence in signed.values() if sequence is not None)
    found = {}
    for language, fields in moved.items():
        old = {field: contents[number][field] for field in fields if (number := signed[language, field]) in contents}
        outdated = source.behind(draft.basis[language])
        found[language] = SourceMoved(
            label=language_label(SOURCE_LANGUAGE),
            changes=_changes(draft, old, new),
            unknown=[section.name for section in _sections(draft, new) if section.key in fields and section.key not in old],
            since=min((part.since for part in outdated), default=None),
            is_unsafe=needs_no_grace(outdated),
        )
    return found


def _has_words(draft: VocabularyEntry, language: str) -> bool:
    return any(draft.has_language(field, language) for field in draft.reviewed_fields())


def _signed_with(source: queries.Source, field: str, made: Mapping[str, Any]) -> int | None:
    """The number of a signed edition with the words that a field was written from; None if nobody signed these."""
    same = [edition.sequence for edition in source.editions if edition.sections.get(field) == made["digest"]]
    return made["edition"] if made["edition"] in same else next(iter(same), None)


def _changes(draft: VocabularyEntry, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[SectionChange]:
    renderer = Renderer([], SOURCE_LANGUAGE)
    compared = changes(
        _sections(draft, old), [section for section in _sections(draft, new) if section.key in old], renderer, renderer
    )
    return [section for section in compared if section.changed]


def _sections(draft: VocabularyEntry, content: Mapping[str, Any]) -> list[Section]:
    return sections_of(content, type(draft))


# --- Where it is used ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UseView:
    """An article that uses an entry. `address` is for reading or, where the person writes in its language, `edit` for that."""

    title: str
    label: LanguageLabel
    is_live: bool
    address: str
    edit: str


@dataclass(frozen=True, slots=True)
class UsesView:
    articles: list[UseView]
    more: int
    by_default: int | None

    @property
    def count(self) -> int:
        return len(self.articles) + self.more


def uses_view(entry: VocabularyEntry, user: User) -> UsesView:
    """At most seven queries."""
    uses = queries.uses_of(entry)
    written = queries.languages_written(user) if uses.articles else frozenset()
    return UsesView([_use(page, written) for page in uses.articles], uses.more, uses.by_default)


def _use(page: ArticlePage, written: frozenset[str]) -> UseView:
    return UseView(
        title=page.title,
        label=language_label(page.locale.language_code),
        is_live=page.live,
        address=(page.get_url() or "") if page.live else "",
        edit=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.locale.language_code in written else "",
    )
