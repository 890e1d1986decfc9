"""The queue of open reviews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from articles.domain.signoffs import Signer
from articles.models import ReviewerProfile, ReviewRequest, User
from articles.presentation.languages import LanguageLabel, language_label
from articles.queries import Queue

from .words import language_name, missing_in_short, person_name


@dataclass(frozen=True, slots=True)
class QueueRow:
    pk: int
    title: str
    address: str
    label: LanguageLabel
    language: str
    is_article: bool
    missing: list[str]
    submitted: datetime
    submitted_by: str
    due: date | None
    overdue: bool
    priority: str
    urgent: bool
    assignee: str
    is_mine: bool
    may_claim: bool
    able: list[tuple[int, str]]


def queue_rows(
    requests: Iterable[ReviewRequest], queue: Queue, person: Signer, profiles: Iterable[ReviewerProfile]
) -> list[QueueRow]:
    """The rows of one page. `profiles` are those that a review may be given to; none where the person may not give it."""
    today = timezone.localdate()
    profiles = list(profiles)
    return [
        QueueRow(
            pk=request.pk,
            title=request.title,
            address=reverse("review_desk:text", args=[request.pk]),
            label=language_label(request.language),
            language=language_name(request.language),
            is_article=request.page_id is not None,
            missing=missing_in_short(queue.missing(request)),
            submitted=request.requested_at,
            submitted_by=person_name(request.requested_by) if request.requested_by else "",
            due=request.due,
            overdue=request.due is not None and request.due < today,
            priority=str(request.get_priority_display()),
            urgent=request.priority == ReviewRequest.Priority.URGENT,
            assignee=person_name(request.assignee) if request.assignee else "",
            is_mine=request.assignee_id == person.user,
            may_claim=request.assignee_id is None and bool(queue.may_give(request, person)),
            able=_named(queue.able(request, profiles)),
        )
        for request in requests
    ]


def _named(people: Iterable[User]) -> list[tuple[int, str]]:
    return [(person.pk, person_name(person)) for person in people]
