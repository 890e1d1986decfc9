"""What of the acts about an edition readers are told: never anything of a text that was not public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from .review_record import CompleteReview, ReviewRecord
from .signoffs import EntryKind, Severity

A = TypeVar("A", bound=Any)


@dataclass(frozen=True, slots=True)
class PublicReview(Generic[A]):
    """A complete review of words that were public, and the one before it (None for the first)."""

    review: CompleteReview[A]
    previous: CompleteReview[A] | None
    stands: bool

    @property
    def act(self) -> A:
        return self.review.last

    @property
    def is_correction(self) -> bool:
        """Whether somebody who signed found that the text before it could do harm."""
        return self.previous is not None and self.review.severity is Severity.SAFETY


@dataclass(frozen=True, slots=True)
class PublicWithdrawal(Generic[A]):
    """That somebody took back their sign-off of words that were public."""

    act: A
    sign_off: A


@dataclass(frozen=True, slots=True)
class PublicTakeDown(Generic[A]):
    """That words which were public were taken from readers."""

    act: A


Event = PublicReview[A] | PublicWithdrawal[A] | PublicTakeDown[A]


def public_history(acts: Sequence[A], live_digest: str, publications: Sequence[datetime]) -> list[Event[A]]:
    """What became public of an edition's acts, oldest first. `publications` are the times at which it was published.

    A complete review is told if its words are those that readers see, or if the edition was published after it and before
    the next one: a text that waits for its hour, or was signed and never published, is a draft. Requests for changes, and
    sign-offs that never became complete, stay among those who work on the text.
    """
    record = ReviewRecord(acts)
    standing = record.reviews()
    events: list[Event[A]] = []
    previous = None
    for index, review in enumerate(record.ever):
        until = record.ever[index + 1].last.at if index + 1 < len(record.ever) else None
        if review.last.digest == live_digest or _published_between(publications, review.last.at, until):
            events.append(PublicReview(review, previous, stands=review in standing))
            previous = review
    told = {act.sequence: act for event in events if isinstance(event, PublicReview) for act in event.review.sign_offs}
    for act in acts:
        if act.kind == EntryKind.WITHDRAWAL and act.withdraws in told:
            events.append(PublicWithdrawal(act, told[act.withdraws]))
        elif act.kind == EntryKind.TAKE_DOWN:
            events.append(PublicTakeDown(act))
    return sorted(events, key=lambda event: event.act.sequence)


def _published_between(publications: Sequence[datetime], start: datetime, end: datetime | None) -> bool:
    return any(start <= moment and (end is None or moment < end) for moment in publications)
