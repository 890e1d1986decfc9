"""What the review desk reads: who waits for what, and all that is known of one text. Constant queries, however many rows."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils.translation import get_language
from wagtail.models import Comment

from articles.models import (
    ArticlePage,
    ConditionPage,
    Contribution,
    LedgerEntry,
    Notice,
    Place,
    ReviewerProfile,
    ReviewRequest,
    User,
    VocabularyEntry,
    acts,
    reviewed_edition,
    reviewed_languages,
)
from articles.models.reviewed import SOURCE_LANGUAGE

from .signoffs import ReviewState, entry_of, review_state, review_states, reviewers
from .waiting import open_requests

#: How many of a text's revisions are looked through for words that somebody had on the screen.
REVISIONS_SEARCHED = 20
_DIGEST = re.compile(r"[0-9a-f]{64}")


# --- The queue -------------------------------------------------------------------------------------------------------


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

    user: int
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
        draft = latest_draft(request.page)
        return DeskText(request, draft, review_state(reviewed_edition(draft)), {})
    entry = entry_of(request.subject)
    if entry is None:
        return None
    draft = entry.get_latest_revision_as_object()
    states = {language: state for (_subject, language), state in review_states(list(reviewed_languages(draft))).items()}
    if request.language not in states:
        return None
    return DeskText(request, draft, states.pop(request.language), states)


def latest_draft(page: ArticlePage) -> ArticlePage:
    """The page as it was last saved. Like `get_latest_revision_as_object`, for a page whose revision and locale are loaded."""
    if not page.has_unpublished_changes or page.latest_revision is None:
        return page
    draft: ArticlePage = page.with_content_json(page.latest_revision.content)
    draft.locale = page.locale
    return draft


def contributed(state: ReviewState) -> list[Contributed]:
    """Who wrote the text since its last complete review that stands, the latest first. One query."""
    rows = Contribution.objects.filter(subject=state.reviewed.subject, language=state.reviewed.language)
    if state.last_review:
        rows = rows.filter(at__gt=state.last_review.at)
    full_name = Trim(Concat("first_name", Value(" "), "last_name"))
    name = Coalesce(NullIf(full_name, Value("")), "username")
    person = User.objects.filter(pk=OuterRef("user")).annotate(shown=name).values("shown")
    parts = rows.values("user").annotate(
        first=Min("at"), last=Max("at"), times=Count("pk"), name=Coalesce(Subquery(person), Value(""))
    )
    return [
        Contributed(part["user"], part["name"], part["first"], part["last"], part["times"]) for part in parts.order_by("-last")
    ]


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def requests_with_texts() -> QuerySet[ReviewRequest]:
    """Requests with all that their screen asks of them."""
    pages = ("page__locale", "page__latest_revision")
    return ReviewRequest.objects.select_related(*pages, "requested_by", "assignee")


def acts_about(place: Place) -> QuerySet[LedgerEntry]:
    """All that the ledger says of one text, newest first, without the content that each entry carries."""
    subject, language = place
    return acts().filter(subject=subject, language=language).order_by("-sequence")


def comments_on(page: ArticlePage) -> QuerySet[Comment]:
    """The page's comments that nobody resolved, with their replies, in the order in which they were written. Two queries."""
    open_comments = Comment.objects.filter(page_id=page.pk, resolved_at__isnull=True).select_related("user")
    comments: QuerySet[Comment] = open_comments.prefetch_related("replies__user").order_by("created_at", "pk")
    return comments


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
    if not _DIGEST.fullmatch(digest):
        return None
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
