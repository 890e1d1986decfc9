"""Where translations stand against their sources."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from articles.domain.basis import Basis, Behind, SignedEdition, behind, live_edition, made_from
from articles.models import ArticlePage, LedgerEntry, SourceEdition, VocabularyEntry, subject_of
from articles.models.prepared import Prepared
from articles.models.reviewed import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Source:
    """The signed editions of one source, oldest first, and the one that readers got last. None where they never got any.

    Readers may be unable to open it now. What a translation lacks of it, it lacks all the same.
    """

    editions: Sequence[SignedEdition]
    live: SignedEdition | None

    def behind(self, basis: Basis) -> list[Behind]:
        """The sections of a translation that are outdated."""
        return behind(basis, self.live, self.editions) if self.live else []

    def named(self, digest: str) -> SignedEdition | None:
        """The newest signed edition with exactly these words."""
        return next((edition for edition in reversed(self.editions) if edition.digest == digest), None)

    def basis_of(self, page: ArticlePage) -> Basis:
        """What a translation was made from, as far as anybody knows."""
        return self.followed(page.basis, page.last_published_at or page.latest_revision_created_at)

    def followed(self, basis: Basis, written: datetime | None) -> Basis:
        """The basis; for words that are older than such records, the last source edition that was signed before they were
        published or `written`."""
        if basis or written is None or not self.editions:
            return basis
        before = [edition for edition in self.editions if edition.at is not None and edition.at <= written]
        edition = before[-1] if before else self.editions[0]
        return made_from(edition.sections, edition.sequence, by=None, at=written)


def sources(subjects: Collection[str]) -> Mapping[str, Source]:
    """The sources of many texts, by subject. One query."""
    found: dict[str, list[SignedEdition]] = defaultdict(list)
    for row in _signed(subjects=subjects):
        found[row.subject].append(row.as_rules())
    return {subject: Source(found[subject], live_edition(found[subject])) for subject in subjects}


def _wanted(subjects: Any) -> QuerySet[SourceEdition]:
    return SourceEdition.objects.filter(subject__in=subjects).order_by("sequence")


_signed: Prepared[SourceEdition] = Prepared(SourceEdition, _wanted)


def source_page(page: ArticlePage) -> ArticlePage | None:
    """The source edition of an article, live or not. One query."""
    if page.locale.language_code == SOURCE_LANGUAGE:
        return None
    editions = ArticlePage.objects.filter(translation_key=page.translation_key, locale__language_code=SOURCE_LANGUAGE)
    found: ArticlePage | None = editions.filter(alias_of__isnull=True).select_related("locale").first()
    return found


def source_of(page: ArticlePage) -> Source:
    """The source that a translation is measured against. One query; none for a source edition, which has none."""
    if page.locale.language_code == SOURCE_LANGUAGE:
        return Source((), None)
    subject = subject_of(page)
    return sources([subject])[subject]


def source_of_subject(subject: str) -> Source:
    """The source of a text by its name in the ledger. One query."""
    return sources([subject])[subject]


def source_of_entry(entry: VocabularyEntry) -> Source:
    """The source-language words that an entry's other languages are measured against. One query."""
    subject = subject_of(entry)
    return sources([subject])[subject]


def signed_sources(sequences: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The content of source editions, by the number of the entry that signed them. One query."""
    rows = LedgerEntry.objects.filter(sequence__in=set(sequences), language=SOURCE_LANGUAGE)
    return {sequence: json.loads(content) for sequence, content in rows.values_list("sequence", "content")}


def older_sections(
    subject: str, before: Mapping[str, str], now: Mapping[str, str], editions: Sequence[SignedEdition] | None = None
) -> dict[str, dict[str, Any]]:
    """Of the sections of a source whose digest was another one `before`: the content that they stood in then, by section.

    One query, and one more unless the source's signed `editions` are given; none where nothing differs. A section that nobody
    ever signed with that digest is left out.
    """
    wanted = {section: digest for section, digest in before.items() if now.get(section) not in (None, digest)}
    if not wanted:
        return {}
    editions = sources([subject])[subject].editions if editions is None else editions
    found = {
        section: next((edition.sequence for edition in reversed(editions) if edition.sections.get(section) == digest), None)
        for section, digest in wanted.items()
    }
    contents = signed_sources(sequence for sequence in found.values() if sequence is not None)
    return {section: contents[sequence] for section, sequence in found.items() if sequence in contents}


def translations_of(page: ArticlePage) -> list[ArticlePage]:
    """The other editions of a source, live or not, aliases apart."""
    editions = ArticlePage.objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
    return list(editions.exclude(locale__language_code=SOURCE_LANGUAGE).select_related("locale", "latest_revision"))
