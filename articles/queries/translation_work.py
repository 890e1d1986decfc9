"""What translators are asked for. Constant queries, however many requests are open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from articles.models import ArticlePage, TranslationRequest, VocabularyEntry
from articles.models.reviewed import SOURCE_LANGUAGE

from .signoffs import SIGNED_VOCABULARY, article_key

#: The page of each edition, and whether it is live, by article and language.
_Editions = Mapping[tuple[UUID | None, str], tuple[int, bool]]


@dataclass(frozen=True, slots=True)
class Task:
    """An open request for a translation, and what there is of it: the edition's page, the source's, or the entry."""

    request: TranslationRequest
    page: int | None
    source: int | None
    source_is_live: bool
    model: type[VocabularyEntry] | None
    entry: int | None


def open_tasks(languages: Collection[str], person: int | None) -> list[Task]:
    """Open requests in these languages: the person's own first, of each those for safety, then by the day they are due.
    Five queries at most."""
    requests = TranslationRequest.objects.filter(closed_at=None, language__in=languages).select_related("assignee")
    ordered = sorted(requests, key=lambda request: _urgency(request, person))
    editions = _editions(request.subject for request in ordered)
    rows = {kind: _entries(kind, [request.subject for request in ordered]) for kind in SIGNED_VOCABULARY}
    return [_task(request, editions, rows) for request in ordered]


def _urgency(request: TranslationRequest, person: int | None) -> tuple[Any, ...]:
    is_safety = request.why == TranslationRequest.Why.SAFETY
    return (request.assignee_id != person, not is_safety, request.due or date.max, request.requested_at, request.pk)


def _task(request: TranslationRequest, editions: _Editions, rows: Mapping[str, Mapping[str, int]]) -> Task:
    kind, _colon, key = request.subject.partition(":")
    article = article_key(request.subject)
    page, _live = editions.get((article, request.language), (None, False))
    source, source_is_live = editions.get((article, SOURCE_LANGUAGE), (None, False))
    return Task(request, page, source, source_is_live, SIGNED_VOCABULARY.get(kind), rows.get(kind, {}).get(key))


def _editions(subjects: Iterable[str]) -> _Editions:
    found = ArticlePage.objects.filter(translation_key__in={article_key(subject) for subject in subjects} - {None})
    rows = found.filter(alias_of__isnull=True).values_list("translation_key", "locale__language_code", "pk", "live")
    return {(key, language): (pk, live) for key, language, pk, live in rows}


def _entries(kind: str, subjects: Iterable[str]) -> dict[str, int]:
    parts = (subject.partition(":") for subject in subjects)
    keys = [key for name, _colon, key in parts if name == kind]
    return dict(SIGNED_VOCABULARY[kind].objects.filter(key__in=keys).values_list("key", "pk"))
