"""What readers see now, against the ledger: live editions, and the languages of live vocabulary entries that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from wagtail.admin.admin_url_finder import AdminURLFinder

from articles import queries
from articles.domain.signoffs import EntryKind, Policy
from articles.models import (
    ArticleImage,
    ArticlePage,
    LedgerEntry,
    Reviewed,
    ReviewPolicy,
    VocabularyEntry,
    picture_keys,
    reviewed_edition,
    reviewed_entry,
)

from .findings import BATCH, Finding, FindingKind, Tally, batches

M = TypeVar("M", bound=Model)


def check_editions(tally: Tally) -> Iterator[Finding]:
    """Every live edition whose words are not signed as they stand. Three queries for a batch, two where there are no pictures."""
    policy = ReviewPolicy.in_force()
    live = ArticlePage.objects.filter(live=True).select_related("locale").order_by("pk")
    for batch in batches(_rows(live)):
        tally.editions += len(batch)
        texts = _texts_of(page for page in batch if page.alias_of_id is None)
        records = queries.records_of_words(texts.values())
        for page in batch:
            text = texts.get(page.pk)
            if text is None or not queries.may_be_public(text, records[text.subject, text.language], policy):
                yield from _look_at_edition_again(page.pk, policy)


def _texts_of(pages: Iterable[ArticlePage]) -> dict[int, Reviewed]:
    pages = list(pages)
    keys = {key for page in pages for key in picture_keys(page)}
    pictures = ArticleImage.objects.in_bulk(keys) if keys else {}
    return {page.pk: reviewed_edition(page, pictures) for page in pages}


def _look_at_edition_again(pk: int, policy: Policy) -> Iterator[Finding]:
    """Editions and ledger were read one after the other: what was published or taken down in between is no problem."""
    page = ArticlePage.objects.filter(pk=pk, live=True).select_related("locale").first()
    if page is None:
        return
    address = page.full_url or ""
    where = f"article “{page.title}” in {page.locale.language_code}"
    if page.alias_of_id is not None:
        what = "Live without sign-offs of its own, because it is an alias of another page:"
        yield Finding(FindingKind.ALIAS, what, where, str(page.pk), address, page.first_published_at)
        return
    text = reviewed_edition(page)
    record = queries.record((text.subject, text.language))
    if not queries.may_be_public(text, record, policy):
        yield _unsigned(text, record, where, str(page.pk), address, page.last_published_at)


def check_vocabulary(tally: Tally) -> Iterator[Finding]:
    """Every language of a live entry that readers see and that is not signed as it stands. One query for a batch."""
    policy = ReviewPolicy.in_force()
    for model in queries.SIGNED_VOCABULARY.values():
        live: QuerySet[VocabularyEntry] = model._default_manager.filter(live=True).order_by("pk")
        for batch in batches(_rows(live)):
            shown = {entry.pk: list(_shown_texts(entry)) for entry in batch}
            tally.vocabulary_texts += sum(len(texts) for texts in shown.values())
            records = queries.records_of_words(text for texts in shown.values() for text in texts)
            for entry in batch:
                unsigned = [
                    text.language
                    for text in shown[entry.pk]
                    if not queries.may_be_public(text, records[text.subject, text.language], policy)
                ]
                if unsigned or _unknown_languages(entry):
                    yield from _look_at_entry_again(model, entry.pk, policy)


def _look_at_entry_again(model: type[VocabularyEntry], pk: int, policy: Policy) -> Iterator[Finding]:
    entry = model._default_manager.filter(pk=pk, live=True).first()
    if entry is None:
        return
    address = _admin_address(entry)
    where = f"{model._meta.verbose_name} “{entry.key}”"
    for text in _shown_texts(entry):
        record = queries.record((text.subject, text.language))
        if not queries.may_be_public(text, record, policy):
            yield _unsigned(text, record, f"{where} in {text.language}", str(pk), address, entry.last_published_at)
    if unknown := _unknown_languages(entry):
        what = f"Shown in what is none of this site’s languages ({', '.join(unknown)}):"
        yield Finding(FindingKind.LANGUAGE_UNKNOWN, what, where, str(pk), address)


def _shown_texts(entry: VocabularyEntry) -> Iterator[Reviewed]:
    listed = _listed(entry)
    for language, _name in settings.LANGUAGES:
        if language in listed:
            yield reviewed_entry(entry, language)


def _unknown_languages(entry: VocabularyEntry) -> list[str]:
    known = {language for language, _name in settings.LANGUAGES}
    return [language for language in _listed(entry) if language not in known]


def _listed(entry: VocabularyEntry) -> list[str]:
    """The languages that readers see. Whatever else somebody wrote into the column by hand counts as one."""
    listed: object = entry.signed_languages
    return [str(item) for item in listed] if isinstance(listed, list) else [str(listed)]


def _unsigned(text: Reviewed, record: queries.Record, where: str, pk: str, address: str, published: datetime | None) -> Finding:
    """Why these words may not be public: nobody ever signed the text, its sign-offs ended, or other words were signed."""
    if any(review.last.digest == text.digest for review in record.ever):
        what = "Live although its sign-offs were withdrawn:"
        return Finding(FindingKind.WITHDRAWN, what, where, pk, address, _ended(text))
    if reviews := record.reviews():
        last = reviews[-1].last
        what = f"Live with other words than were signed (last by entry {last.sequence} on {last.at:%Y-%m-%d}):"
        return Finding(FindingKind.NOT_AS_SIGNED, what, where, pk, address)
    return Finding(FindingKind.NEVER_SIGNED, "Live without the sign-offs that it needs:", where, pk, address, published)


def _ended(text: Reviewed) -> datetime | None:
    ends = LedgerEntry.objects.filter(subject=text.subject, language=text.language, digest=text.digest)
    last = ends.filter(kind__in=[EntryKind.WITHDRAWAL, EntryKind.TAKE_DOWN]).order_by("-sequence")
    return last.values_list("at", flat=True).first()


def _admin_address(entry: VocabularyEntry) -> str:
    path = AdminURLFinder().get_edit_url(entry)
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}" if path else ""


def _rows(rows: QuerySet[M]) -> Iterator[M]:
    return rows.iterator(chunk_size=BATCH)
