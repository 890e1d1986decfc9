"""Open requests for review, and what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from articles.domain.signoffs import Meaning, Policy, Signer, UnderReview, missing_signatures, why_not
from articles.models import (
    Place,
    ReviewerProfile,
    ReviewPolicy,
    ReviewRequest,
    User,
    signatures,
)
from articles.models.reviewed import SOURCE_LANGUAGE

from .signoffs import contributors_of, records


def open_requests() -> QuerySet[ReviewRequest]:
    """Most urgent and longest waiting first."""
    return ReviewRequest.objects.filter(outcome=ReviewRequest.Outcome.OPEN).select_related("requested_by", "assignee")


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
