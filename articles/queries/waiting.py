"""Open requests for review, and what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.domain.signoffs import Meaning, Policy, Signer, UnderReview, why_not
from articles.models import (
    AtHand,
    Place,
    ReviewerProfile,
    ReviewPolicy,
    ReviewRequest,
    User,
    review_at_hand,
)
from articles.models.reviewed import SOURCE_LANGUAGE

from .signoffs import contributors_of, records

#: How many open requests are judged by the rules at once, at most: the most urgent. Who may sign what, no database can tell.
LOOKED_THROUGH: Final = 100


def open_requests() -> QuerySet[ReviewRequest]:
    """Most urgent and longest waiting first."""
    return ReviewRequest.objects.filter(outcome=ReviewRequest.Outcome.OPEN).select_related("requested_by", "assignee")


def may_wait_for(person: Signer) -> QuerySet[ReviewRequest]:
    """Open requests that are given to a person or in a language that they may sign: all that can be theirs, and more."""
    languages = person.qualification.languages if person.qualification else ()
    return open_requests().filter(Q(assignee=person.user) | Q(language__in=languages))


class Queue:
    """Open requests, and what the rules say of each. Three queries for all of them together."""

    def __init__(self, requests: Iterable[ReviewRequest]) -> None:
        self.requests = list(requests)
        places: list[Place] = [(request.subject, request.language) for request in self.requests]
        self._policy: Policy = ReviewPolicy.in_force()
        self._records = records(places)
        digests = dict(zip(places, (request.digest for request in self.requests), strict=True))
        self._contributors = contributors_of(digests, self._records)
        self._today = timezone.localdate()

    def missing(self, request: ReviewRequest) -> dict[Meaning, int]:
        """How many sign-offs of each meaning the text lacks that is under review now."""
        return self._at_hand(request).missing

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
            signatures=self._at_hand(request).signatures,
        )

    def _at_hand(self, request: ReviewRequest) -> AtHand:
        required = self._policy.requirements(is_translation=request.language != SOURCE_LANGUAGE)
        return review_at_hand(self._records[request.subject, request.language], request.digest, required)
