"""What the ledger tells readers: who reviewed an edition, what became of it, and what a reviewer reviewed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray
from wagtail.models import PageLogEntry

from articles.domain.public_history import Event, public_history
from articles.domain.review_record import CompleteReview, ReviewRecord
from articles.domain.signoffs import EntryKind
from articles.models import (
    ArticleImage,
    ArticlePage,
    LedgerEntry,
    Record,
    ReviewerProfile,
    acts,
    picture_keys,
    record,
    reviewed_edition,
    subject_of,
)
from articles.models.json_lists import JsonList
from articles.models.prepared import Prepared

from .pages import public_pages

Review = CompleteReview[LedgerEntry]

_PUBLISHED = "wagtail.publish"
_PUBLISHED_ON_SCHEDULE = "wagtail.publish.scheduled"
_ARTICLE = "article:"


def review_basis(page: ArticlePage) -> list[Review]:
    """The reviews that exactly these words rest on, oldest first; empty for words that nobody signed.

    One query, and one more where the edition has pictures.
    """
    text = reviewed_edition(page)
    return record((text.subject, text.language)).basis(text.digest)


def edition_history(page: ArticlePage) -> list[Event[LedgerEntry]]:
    """What readers of this live edition are told of its reviews, oldest first. Two queries, and one where it has pictures."""
    return reviews_and_history(page)[1]


def reviews_and_history(
    page: ArticlePage, pictures: Mapping[int, ArticleImage] | None = None
) -> tuple[list[Review], list[Event[LedgerEntry]]]:
    """Both of the above. The history of what is not live is empty. Each act says the `profile_key` of its signer's public page,
    if there is one. One query, and one where it has pictures that are not given."""
    text = reviewed_edition(page, pictures)
    rows = _acts(subject=text.subject, language=text.language, page=page.pk or 0)
    found: Record = ReviewRecord(rows)
    basis = found.basis(text.digest)
    if not page.live or not found.acts:
        return basis, []
    moments: dict[str, list[datetime]] = {_PUBLISHED: [], _PUBLISHED_ON_SCHEDULE: []}
    for action, moment in rows[0].published or ():
        at = datetime.fromisoformat(moment)  # SQLite says no time zone, which is UTC
        moments[action].append(at if at.tzinfo else at.replace(tzinfo=UTC))
    return basis, public_history(found.acts, text.digest, moments[_PUBLISHED], moments[_PUBLISHED_ON_SCHEDULE])


def _wanted(subject: Any, language: Any, page: Any) -> QuerySet[LedgerEntry]:
    log = PageLogEntry.objects.filter(page_id=page, action__in=[_PUBLISHED, _PUBLISHED_ON_SCHEDULE]).order_by().values("page_id")
    profiles = ReviewerProfile.objects.filter(live=True, user_id=OuterRef("signer")).order_by().values("key")
    return (
        acts()
        .filter(subject=subject, language=language)
        .annotate(
            published=Subquery(log.values(all=JsonList(JSONArray("action", "timestamp")))), profile_key=Subquery(profiles[:1])
        )
    )


_acts: Prepared[Any] = Prepared(LedgerEntry, _wanted)


def signed_contents(sequences: Iterable[int]) -> dict[int, Mapping[str, Any]]:
    """What was signed, by the number of the entry in the ledger. One query."""
    rows = LedgerEntry.objects.filter(sequence__in=set(sequences)).values_list("sequence", "content")
    return {sequence: json.loads(content) for sequence, content in rows}


def reviewer_keys(accounts: Iterable[int]) -> dict[int, str]:
    """The short names of the published reviewer profiles, by their accounts. One query."""
    profiles = ReviewerProfile.objects.filter(live=True, user__in=set(accounts))
    return dict(profiles.values_list("user", "key"))


def public_reviewers() -> QuerySet[ReviewerProfile]:
    """The reviewers whom readers may meet."""
    return ReviewerProfile.objects.filter(live=True).select_related("photo")


@dataclass(frozen=True, slots=True)
class ReviewedEdition:
    """A public edition, and the latest review of it that a person had a part in."""

    page: ArticlePage
    review: Review


def editions_reviewed_by(account: int, language: str) -> list[ReviewedEdition]:
    """The public editions in a language that a person signed, with a review that is complete and stands; newest first.
    A review of later words than readers see does not count: those may wait for their hour.

    Two queries, however many there are; two more where other words of an edition were signed before or since.
    """
    records = _records_signed_by(account, language)
    keys = [subject.removeprefix(_ARTICLE) for subject in records]
    editions = ArticlePage.objects.filter(locale__language_code=language, translation_key__in=keys).select_related("locale")
    found = []
    pages = list(public_pages(editions.defer_streamfields()))
    digests = _digests(editions, [page for page in pages if len(_signed(records[subject_of(page)])) > 1])
    for page in pages:
        of_text = records[subject_of(page)]
        basis = of_text.basis(digests[page.pk] if page.pk in digests else next(iter(_signed(of_text))))
        of_live = [review for review in of_text.reviews() if basis and review.last.sequence <= basis[-1].last.sequence]
        found += [ReviewedEdition(page, review) for review in of_live if _has_part(account, review)][-1:]
    return sorted(found, key=lambda edition: edition.review.last.sequence, reverse=True)


def _records_signed_by(account: int, language: str) -> dict[str, Record]:
    """All that the ledger says of the texts that a person signed, by subject."""
    own = LedgerEntry.objects.filter(
        signer=account, kind=EntryKind.SIGN_OFF, language=language, subject__startswith=_ARTICLE
    ).order_by()
    series: dict[str, list[LedgerEntry]] = defaultdict(list)
    for act in acts().filter(language=language, subject__in=own.values("subject")):
        series[act.subject].append(act)
    return {subject: ReviewRecord(of_it) for subject, of_it in series.items()}


def _signed(of_text: Record) -> set[str]:
    """The words that sign-offs are about. Where there are but one, they are what is public."""
    return {act.digest for act in of_text.acts if act.kind == EntryKind.SIGN_OFF}


def _digests(editions: QuerySet[ArticlePage], wanted: list[ArticlePage]) -> dict[int, str]:
    """What readers see of these editions, by the key of the page. Two queries at most."""
    if not wanted:
        return {}
    whole = list(editions.filter(pk__in=[page.pk for page in wanted]))
    pictures = ArticleImage.objects.in_bulk({key for page in whole for key in picture_keys(page)})
    return {page.pk: reviewed_edition(page, pictures).digest for page in whole}


def _has_part(account: int, review: Review) -> bool:
    return any(sign_off.signer == account for sign_off in review.sign_offs)
