"""What there is to translate in an edition: its latest draft beside the source that it is to follow."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from articles import queries
from articles.domain.exchange import Draft
from articles.domain.segments import Content, FieldShape, Segment, segments
from articles.models import ArticlePage, reviewed_edition, subject_of
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.models.translatable import article_shape, raw_content
from articles.models.translation_words import TranslationError


@dataclass(frozen=True)
class Work:
    """A translation's draft and its source, text by text."""

    draft: ArticlePage
    source: ArticlePage
    shape: Mapping[str, FieldShape]

    @cached_property
    def source_content(self) -> Content:
        return raw_content(self.source)

    @cached_property
    def own_content(self) -> Content:
        return raw_content(self.draft)

    @cached_property
    def segments(self) -> list[Segment]:
        return segments(self.source_content, self.own_content, self.shape)

    @cached_property
    def outdated(self) -> Collection[str]:
        """The sections whose source changed its meaning since they were translated. Two queries."""
        source = queries.source_of(self.draft)
        return {section.section for section in source.behind(source.basis_of(self.draft))}

    def as_rules(self) -> Draft:
        return Draft(
            subject_of(self.draft),
            SOURCE_LANGUAGE,
            self.draft.locale.language_code,
            reviewed_edition(self.draft).digest,
            self.segments,
        )


def work_on(page: ArticlePage) -> Work:
    """The draft as the database has it now. Raises TranslationError where there is nothing to translate from. Five queries."""
    row = ArticlePage.objects.select_related("locale").get(pk=page.pk)
    source = source_edition_for(row)
    return Work(row.get_latest_revision_as_object(), source, article_shape())


def source_edition_for(page: ArticlePage) -> ArticlePage:
    """The words to translate from: those that readers see, or the latest draft of a source that is not public yet.

    Raises TranslationError for an edition that is no translation.
    """
    source = queries.source_page(page) if page.alias_of_id is None else None
    if source is None:
        raise TranslationError(_("This edition is not the translation of another one."), code="no_source")
    latest: ArticlePage = source if source.live else source.get_latest_revision_as_object()
    return latest
