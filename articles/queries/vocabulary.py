"""Entries of the vocabulary: where they are used, and which of them readers get in words older than their source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from articles.domain.basis import Behind
from articles.models import ArticlePage, Disclaimer, SiteSettings, VocabularyEntry, subject_of
from articles.models.reviewed import SOURCE_LANGUAGE

from .translations import Source

#: How many articles are listed; of the others there is the number.
USES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Uses:
    """The articles that use an entry, by language and title, as many as are listed, and how many there are besides.

    `by_default` is how many articles end with a disclaimer because it is the site's; None for one that is not.
    """

    articles: list[ArticlePage]
    more: int
    by_default: int | None


def uses_of(entry: VocabularyEntry) -> Uses:
    """Where an entry is used, in articles as they are public or, before that, as they were last saved. At most five queries."""
    references = ReferenceIndex.get_references_to(entry).filter(base_content_type=ContentType.objects.get_for_model(Page))
    keys = {int(key) for key in references.values_list("object_id", flat=True) if str(key).isdecimal()}
    users = ArticlePage.objects.filter(pk__in=keys, alias_of__isnull=True)
    count = users.count() if keys else 0
    shown = users.defer_streamfields().select_related("locale").order_by("locale__language_code", "title", "pk")[:USES_SHOWN]
    articles = list(shown) if count else []
    return Uses(articles, count - len(articles), _by_default(entry))


def _by_default(entry: VocabularyEntry) -> int | None:
    if not isinstance(entry, Disclaimer) or not SiteSettings.objects.filter(default_disclaimer=entry).exists():
        return None
    return ArticlePage.objects.filter(disclaimer__isnull=True, alias_of__isnull=True).count()


def made_from_sources(entries: Iterable[VocabularyEntry], language: str) -> dict[str, VocabularyEntry]:
    """Those of the live entries whose public words in a language say what they were made from, by subject."""
    return {
        subject_of(entry): entry
        for entry in entries
        if entry.live and {language, SOURCE_LANGUAGE} <= set(entry.signed_languages) and entry.basis.get(language)
    }


def entries_behind(
    entries: Iterable[VocabularyEntry], language: str, found: Mapping[str, Source]
) -> dict[VocabularyEntry, list[Behind]]:
    """Those of the live entries whose public words in a language are older than their public source, and in which fields, by
    what was `found` of their sources."""
    made = made_from_sources(entries, language)
    behind = {entry: found[subject].behind(entry.basis[language]) for subject, entry in made.items()}
    return {entry: outdated for entry, outdated in behind.items() if outdated}
