"""The source edition beside a translation, section by section, with what changed on both sides since the last sign-off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from articles import queries as all_queries
from articles.domain.basis import basis_digests, compared_digests
from articles.models import Reviewed, VocabularyEntry, reviewed_entry, subject_of
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.presentation.languages import LanguageLabel, language_label
from articles.queries import desk as queries

from .changes import SectionChange, changes
from .rendering import Chosen, Renderer
from .sections import PICTURES, Section, raw_pieces, sections_of
from .words import language_name


@dataclass(frozen=True, slots=True)
class Beside:
    """A section of the source beside the same section of the translation. The changes are None where nothing changed, or
    nothing was signed that it could have changed from. `outdated`: nobody has said that the translation follows it."""

    name: str
    source: SafeString
    own: SafeString
    source_change: SectionChange | None
    own_change: SectionChange | None
    outdated: bool


@dataclass(frozen=True, slots=True)
class SourceView:
    """What a translation is compared with. `signed` is False for a draft that an entry's language was prepared ahead from."""

    label: LanguageLabel
    language: str
    title: str
    sections: list[Beside]
    signed: bool


@dataclass(frozen=True, slots=True)
class SourceText:
    """A live source: its sections, the sections that were others when the translation was last signed, as they were then, and
    those that the translation does not claim to follow."""

    title: str
    now: list[Section]
    before: Mapping[str, Section]
    outdated: frozenset[str]
    signed: bool

    @property
    def texts(self) -> Iterable[list[Section]]:
        """Everything that is shown of it, to load what it points to."""
        return self.now, list(self.before.values())

    def view(self, own: list[Section], renderer: Renderer, chosen: Chosen, own_changes: list[SectionChange] | None) -> SourceView:
        theirs = Renderer(raw_pieces(*self.texts), SOURCE_LANGUAGE, chosen)
        ours = {section.key: section for section in own}
        changed = {change.key: change for change in own_changes or [] if change.changed}
        return SourceView(
            label=language_label(SOURCE_LANGUAGE),
            language=language_name(SOURCE_LANGUAGE),
            title=self.title,
            sections=[
                Beside(
                    section.name,
                    theirs.section(section),
                    renderer.section(ours[section.key]),
                    self._change(section, theirs),
                    changed.get(section.key),
                    section.key in self.outdated,
                )
                for section in self.now
                if section.key in ours and section.key != PICTURES and (section.pieces or ours[section.key].pieces)
            ],
            signed=self.signed,
        )

    def _change(self, section: Section, renderer: Renderer) -> SectionChange | None:
        before = self.before.get(section.key)
        if before is None:
            return None
        (change,) = changes([before], [section], renderer, renderer)
        return change if change.changed else None


def source_beside(
    text: queries.DeskText, last_signed: Mapping[str, Any], texts: all_queries.SourceTexts | None
) -> SourceText | None:
    """None for a source, and for a translation whose source is not public. `last_signed` is the content of the translation's
    last review; `texts` are its source's, where it is an edition. One query where the source changed since; of an entry, two
    more."""
    source, signed = _source(text, texts)
    if source is None:
        return None
    model = text.entry_model
    now = compared_digests(source.content)
    editions = texts.source.editions if texts else None
    older = all_queries.older_sections(source.subject, last_signed.get("basis", {}), now, editions)
    before = {name: section for name, content in older.items() for section in sections_of(content, model) if section.key == name}
    followed = basis_digests(_basis(text))
    outdated = frozenset(name for name, digest in followed.items() if now.get(name) not in (None, digest))
    return SourceText(source.title, sections_of(source, model), before, outdated, signed)


def _basis(text: queries.DeskText) -> Mapping[str, Any]:
    if isinstance(text.draft, VocabularyEntry):
        found: Mapping[str, Any] = text.draft.basis.get(text.state.reviewed.language, {})
        return found
    return dict(text.draft.basis)


def _source(text: queries.DeskText, texts: all_queries.SourceTexts | None) -> tuple[Reviewed | None, bool]:
    """The source, and whether it is the public one. None for a source, and for a translation whose source is not public."""
    if not text.state.reviewed.is_translation:
        return None, True
    if isinstance(text.draft, VocabularyEntry):
        return _source_words(text.draft, text.state.reviewed.language)
    if texts is None or not texts.page.live:
        return None, True
    return Reviewed(subject_of(texts.page), SOURCE_LANGUAGE, texts.page.title, texts.now), True


def _source_words(draft: VocabularyEntry, language: str) -> tuple[Reviewed | None, bool]:
    """The public source words, unless the language was written from those of this draft, which are not public yet."""
    entry = queries.live_entry(draft)
    public = reviewed_entry(entry, SOURCE_LANGUAGE) if entry and SOURCE_LANGUAGE in entry.signed_languages else None
    made = basis_digests(draft.basis.get(language, {})).items()
    own = reviewed_entry(draft, SOURCE_LANGUAGE)
    if made and made <= compared_digests(own.content).items() and (public is None or public.digest != own.digest):
        return own, False
    return public, True
