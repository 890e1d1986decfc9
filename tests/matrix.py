"""Many articles in many states, written straight into the tables: what the language matrix reads, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta
from itertools import count

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page

from articles.domain.basis import COMPARED, made_from
from articles.models import (
    ArticlePage,
    Contribution,
    LedgerEntry,
    ReviewRequest,
    SourceEdition,
    TranslationRequest,
    User,
)
from tests.factories import LANGUAGES, make_condition, translate

_numbers = count(1_000_000)
_OLD, _NEW = dict.fromkeys(COMPARED, "old"), {**dict.fromkeys(COMPARED, "old"), "causes": "new"}


def fill(number: int, languages: Iterable[str] = LANGUAGES, *, assignee: User | None = None) -> list[str]:
    """Articles whose source is live, in each language in another state: live, outdated, in review, copied, asked for, missing.
    Gives their subjects."""
    condition = make_condition()
    parents = {language: translate(condition, language) if language != "en" else condition for language in languages}
    keys = [uuid.uuid4() for _n in range(number)]
    pages = [page for language, parent in parents.items() for page in _pages(parent, language, keys)]
    Page.objects.bulk_create(pages)
    stored = {page.path: page.pk for page in Page.objects.filter(path__in=[page.path for page in pages])}
    for page in pages:
        _insert(stored[page.path], page)
    _ledger(pages)
    _requests(keys, list(languages), assignee)
    return [f"article:{key}" for key in keys]


def _state(number: int, language: str) -> int:
    return (number + LANGUAGES.index(language)) % 6 if language != "en" else 0


def _pages(parent: Page, language: str, keys: list[uuid.UUID]) -> Iterable[Page]:
    locale = Locale.objects.get(language_code=language)
    kind = ContentType.objects.get_for_model(ArticlePage)
    now = timezone.now()
    for number, key in enumerate(keys):
        state = _state(number, language)
        if state > 3:
            continue
        live = state < 2
        yield Page(
            title=f"Question {number} [{language}]", draft_title=f"Question {number} [{language}]", slug=f"question-{number}",
            path=f"{parent.path}{number + 1:04d}", depth=parent.depth + 1, url_path=f"{parent.url_path}question-{number}/",
            locale=locale, translation_key=key, content_type=kind, live=live, has_unpublished_changes=not live,
            first_published_at=now if live else None,
        )  # fmt: skip


def _insert(pk: int, page: Page) -> None:
    """The article's own part of a page: Django makes many rows at once for the base class alone."""
    language, number = page.locale.language_code, int(page.slug.removeprefix("question-"))
    digests = _OLD if _state(number, language) == 1 else _NEW
    basis = {} if language == "en" else made_from(digests, None, by=None, at=timezone.now())
    fields = ArticlePage._meta.local_concrete_fields
    ArticlePage._base_manager._insert([ArticlePage(page_ptr_id=pk, basis=basis)], fields=fields, using="default", raw=True)


def _ledger(pages: list[Page]) -> None:
    signed_at = timezone.now() - timedelta(days=30)
    entries, editions, contributions = [], [], []
    for page in pages:
        language, number = page.locale.language_code, int(page.slug.removeprefix("question-"))
        subject, state = f"article:{page.translation_key}", _state(number, language)
        meanings = ["medical"] if language == "en" else ["language", "medical"] if state < 2 else ["language"]
        for meaning in meanings if state < 3 else []:
            sequence = next(_numbers)
            completes = meaning == "medical"
            entries.append(
                LedgerEntry(
                    sequence=sequence, kind="sign_off", subject=subject, language=language, title=page.title, digest="d",
                    content="{}", meaning=meaning, scope="full", severity="meaning", completes=completes,
                    signer=1 + completes, signer_name="Ada Invented", at=signed_at, key_id="test", previous_hash="",
                    entry_hash=f"{sequence:064x}",
                )
            )  # fmt: skip
            if language == "en":
                for step, sections in enumerate((_OLD, _NEW)):
                    editions.append(
                        SourceEdition(
                            sequence=sequence * 10 + step, subject=subject, digest=f"d{step}", sections=sections,
                            severity="safety" if number % 4 else "meaning", at=signed_at, published_at=signed_at + timedelta(step),
                        )
                    )  # fmt: skip
        contributions += [
            Contribution(subject=subject, language=language, user=1, digest=f"w{n}") for n in range(1 + (state == 2))
        ]
    LedgerEntry.objects.bulk_create(entries)
    SourceEdition.objects.bulk_create(editions)
    Contribution.objects.bulk_create(contributions)


def _requests(keys: list[uuid.UUID], languages: list[str], assignee: User | None) -> None:
    places = [(number, key, language) for number, key in enumerate(keys) for language in languages if language != "en"]
    ReviewRequest.objects.bulk_create(
        ReviewRequest(subject=f"article:{key}", language=language, title=f"Question {number}", digest="d")
        for number, key, language in places
        if _state(number, language) == 2
    )
    yesterday = timezone.localdate() - timedelta(days=1)
    TranslationRequest.objects.bulk_create(
        TranslationRequest(
            subject=f"article:{key}", language=language, title=f"Question {number}", due=yesterday, assignee=assignee
        )
        for number, key, language in places
        if _state(number, language) == 4
    )
