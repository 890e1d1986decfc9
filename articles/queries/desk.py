"""What the review desk reads: who waits for what, and all that is known of one text. Constant queries, however many rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Comment

from articles.domain.signoffs import Meaning, Policy, Signer, UnderReview, missing_signatures, why_not
from articles.models import (
    ArticlePage,
    ConditionPage,
    Contribution,
    LedgerEntry,
    Notice,
    ReviewerProfile,
    ReviewPolicy,
    ReviewRequest,
    User,
    VocabularyEntry,
    reviewed_edition,
    reviewed_languages,
)
from articles.models.reviewed import SOURCE_LANGUAGE

from .signoffs import Place, ReviewState, acts, entry_of, records, review_state, review_states, reviewers, signatures, signer

#: How many of a text's revisions are looked through for words that somebody had on the screen.
REVISIONS_SEARCHED = 20


# --- The queue -------------------------------------------------------------------------------------------------------


def open_requests() -> QuerySet[ReviewRequest]:
    """Most urgent and longest waiting first."""
    return ReviewRequest.objects.filter(outcome=ReviewRequest.Outcome.OPEN).select_related("requested_by", "assignee")


class Queue:
    """Open requests, and what the rules say of each. Three queries for all of them together."""

    def __init__(self, requests: Iterable[ReviewRequest]) -> None:
        self.requests = list(requests)
        self._places: list[Place] = [(request.subject, request.language) for request in self.requests]
        self._policy: Policy = ReviewPolicy.in_force()
        self._records = records(self._places)
        self._contributors = _contributors(self._records)
        self._today = timezone.localdate()

    def missing(self, request: ReviewRequest) -> dict[Meaning, int]:
        """How many sign-offs of each meaning the text lacks that is under review now."""
        item = self._under_review(request)
        return missing_signatures(self._policy.requirements(is_translation=item.is_translation), item.signatures)

    def may_give(self, request: ReviewRequest, person: Signer) -> list[Meaning]:
        """Which of the missing sign-offs this person could give today."""
        item = self._under_review(request)
        return [meaning for meaning in self.missing(request) if not why_not(person, item, meaning, self._policy, self._today)]

    def waits_for(self, request: ReviewRequest, person: Signer) -> bool:
        """Whether it is this person's: assigned to them, or they could give one of the missing sign-offs."""
        return request.assignee_id == person.user or bool(self.may_give(request, person))

    def able(self, request: ReviewRequest, profiles: Iterable[ReviewerProfile]) -> list[User]:
        """Those of these reviewers who could give one of the missing sign-offs today."""
        return [
            profile.user
            for profile in profiles
            if profile.user and self.may_give(request, Signer(profile.user.pk, profile.qualification()))
        ]

    def _under_review(self, request: ReviewRequest) -> UnderReview:
        place = (request.subject, request.language)
        return UnderReview(
            language=request.language,
            source_language=None if request.language == SOURCE_LANGUAGE else SOURCE_LANGUAGE,
            contributors=self._contributors[place],
            signatures=signatures(self._records[place], request.digest),
        )


def _contributors(records: Mapping[Place, Any]) -> Mapping[Place, frozenset[int]]:
    """Who contributed to each text since its last complete review that stands. One query."""
    since = {place: reviews[-1].last.at for place, record in records.items() if (reviews := record.reviews())}
    found: dict[Place, set[int]] = {place: set() for place in records}
    rows = Contribution.objects.filter(subject__in={subject for subject, _language in records})
    for subject, language, user, last in rows.values_list("subject", "language", "user").annotate(last=Max("at")):
        place = (subject, language)
        if place in found and (place not in since or last > since[place]):
            found[place].add(user)
    return {place: frozenset(people) for place, people in found.items()}


def number_waiting_for(user: User) -> int:
    """How many open requests wait for this person. Two queries for somebody who is no reviewer, six for one who is."""
    person = signer(user)
    if person.qualification is None:
        return open_requests().filter(assignee=user).count()
    queue = Queue(open_requests())
    return sum(queue.waits_for(request, person) for request in queue.requests)


def conditions_in_review() -> list[tuple[str, str]]:
    """The conditions that open requests are about, by their common key, named in the reader's language where they can be."""
    keys = open_requests().exclude(condition=None).order_by().values("condition")
    names: dict[str, str] = {}
    own = {get_language(): 2, SOURCE_LANGUAGE: 1}
    pages = ConditionPage.objects.filter(translation_key__in=keys).values_list(
        "translation_key", "locale__language_code", "title"
    )
    for key, _language, title in sorted(pages, key=lambda row: (own.get(row[1], 0), row[2])):
        names[str(key)] = title
    return sorted(names.items(), key=lambda pair: pair[1])


# --- One text --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contributed:
    """One person's part in a text since its last complete review. The name is empty where the account is gone."""

    name: str
    first: datetime
    last: datetime
    times: int


@dataclass(frozen=True, slots=True)
class DeskText:
    """A text on the desk: its latest draft, where its review stands, and, of an entry, the same for its other languages."""

    request: ReviewRequest
    draft: ArticlePage | VocabularyEntry
    state: ReviewState
    others: Mapping[str, ReviewState]

    @property
    def is_open(self) -> bool:
        return self.request.outcome == ReviewRequest.Outcome.OPEN

    @property
    def place(self) -> Place:
        return self.state.reviewed.subject, self.state.reviewed.language

    @property
    def entry_model(self) -> type[VocabularyEntry] | None:
        return type(self.draft) if isinstance(self.draft, VocabularyEntry) else None


def desk_text(request: ReviewRequest) -> DeskText | None:
    """What a request is about, as it was last saved; None if it does not exist any more."""
    if request.page is not None:
        draft = request.page.get_latest_revision_as_object()
        return DeskText(request, draft, review_state(reviewed_edition(draft)), {})
    entry = entry_of(request.subject)
    if entry is None:
        return None
    draft = entry.get_latest_revision_as_object()
    states = {language: state for (_subject, language), state in review_states(list(reviewed_languages(draft))).items()}
    if request.language not in states:
        return None
    return DeskText(request, draft, states.pop(request.language), states)


def contributed(state: ReviewState) -> list[Contributed]:
    """Who wrote the text since its last complete review that stands, the latest first. Two queries."""
    rows = Contribution.objects.filter(subject=state.reviewed.subject, language=state.reviewed.language)
    if state.last_review:
        rows = rows.filter(at__gt=state.last_review.at)
    parts = list(rows.values("user").annotate(first=Min("at"), last=Max("at"), times=Count("pk")).order_by("-last"))
    people = User.objects.in_bulk([part["user"] for part in parts])
    return [Contributed(_name(people.get(part["user"])), part["first"], part["last"], part["times"]) for part in parts]


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def acts_about(place: Place) -> QuerySet[LedgerEntry]:
    """All that the ledger says of one text, newest first, without the content that each entry carries."""
    subject, language = place
    return acts().filter(subject=subject, language=language).order_by("-sequence")


def comments_on(page: ArticlePage) -> QuerySet[Comment]:
    """The page's comments that nobody resolved, with their replies, in the order in which they were written. Two queries."""
    open_comments = Comment.objects.filter(page_id=page.pk, resolved_at__isnull=True).select_related("user")
    comments: QuerySet[Comment] = open_comments.prefetch_related("replies__user").order_by("created_at", "pk")
    return comments


def live_source(page: ArticlePage) -> ArticlePage | None:
    """The public source edition of a translation."""
    editions = ArticlePage.objects.filter(translation_key=page.translation_key, live=True)
    return editions.filter(locale__language_code=SOURCE_LANGUAGE).exclude(pk=page.pk).select_related("locale").first()


def live_entry(entry: VocabularyEntry) -> VocabularyEntry | None:
    """The entry as readers know it."""
    return type(entry).objects.filter(pk=entry.pk, live=True).first()


def open_request_for(place: Place) -> ReviewRequest | None:
    subject, language = place
    return open_requests().filter(subject=subject, language=language).first()


def title_of(place: Place) -> str | None:
    """What a text was called in its last act or is called now; None if there never was such a text."""
    subject, language = place
    last = acts_about(place).values_list("title", flat=True).first()
    if last is not None:
        return last
    request = ReviewRequest.objects.filter(subject=subject, language=language).order_by("-pk").first()
    return request.title if request else None


def open_languages(subject: str) -> set[str]:
    """The languages in which a text waits for sign-offs."""
    return set(open_requests().filter(subject=subject).values_list("language", flat=True))


def content_of(item: ArticlePage | VocabularyEntry, place: Place, digest: str) -> Mapping[str, Any] | None:
    """The words with this digest, where they were signed or a revision still holds them. Autosave writes over revisions."""
    subject, language = place
    signed = LedgerEntry.objects.filter(subject=subject, language=language, digest=digest).order_by("-sequence").first()
    if signed is not None:
        content: Mapping[str, Any] = json.loads(signed.content)
        return content
    for revision in item.revisions.order_by("-created_at", "-pk")[:REVISIONS_SEARCHED]:
        old = revision.as_object()
        texts = [reviewed_edition(old)] if isinstance(old, ArticlePage) else reviewed_languages(old)
        for text in texts:
            if text.language == language and text.digest == digest:
                return text.content
    return None


# --- Messages --------------------------------------------------------------------------------------------------------


def notices(user: User) -> QuerySet[Notice]:
    """A person's messages, unread first, then the newest."""
    return Notice.objects.filter(user=user).annotate(is_read=Q(read_at__isnull=False)).order_by("is_read", "-at", "-pk")


def unread_notices(user: User) -> int:
    return Notice.objects.filter(user=user, read_at__isnull=True).count()


def assignable() -> list[ReviewerProfile]:
    """The published profiles of people with an account, by name."""
    return sorted(reviewers(), key=lambda profile: _name(profile.user).casefold())
