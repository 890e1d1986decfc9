"""What of the acts about an edition readers are told: never anything of a text that was not public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Generic, TypeVar

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


#: The last sign-off publishes in its own transaction; a minute is more than that takes.
AT_ONCE: Final = timedelta(minutes=1)

Event = PublicReview[A] | PublicWithdrawal[A] | PublicTakeDown[A]


def public_history(
    acts: Sequence[A], live_digest: str, publications: Sequence[datetime], on_schedule: Sequence[datetime] = ()
) -> list[Event[A]]:
    """What became public of an edition's acts, oldest first. `publications` are the times at which it was published, those
    of the timetable in `on_schedule`.

    A complete review is told if its words are those that readers see or saw before, or if the edition was published after it
    and before the next one: a text that waits for its hour, or was signed and never published, is a draft. Of a review that
    was undone, only a publication in the moment of its last sign-off, or on schedule, is evidence: any later one may have
    been of older words. Requests for changes, and sign-offs that never became complete, stay among those who work on it.
    """
    record = ReviewRecord(acts)
    standing = record.reviews()
    events: list[Event[A]] = []
    previous = None
    known = {live_digest}
    for index, review in enumerate(record.ever):
        until = record.ever[index + 1].last.at if index + 1 < len(record.ever) else None
        stands = review in standing
        moments = publications if stands else [moment for moment in publications if moment - review.last.at <= AT_ONCE]
        if review.last.digest in known or _published_between([*moments, *on_schedule], review.last.at, until):
            events.append(PublicReview(review, previous, stands=stands))
            previous = review
            known.add(review.last.digest)
    told = {act.sequence: act for event in events if isinstance(event, PublicReview) for act in event.review.sign_offs}
    for act in acts:
        if act.kind == EntryKind.WITHDRAWAL and act.withdraws in told:
            events.append(PublicWithdrawal(act, told[act.withdraws]))
        elif act.kind == EntryKind.TAKE_DOWN:
            events.append(PublicTakeDown(act))
    return sorted(events, key=lambda event: event.act.sequence)


def _published_between(publications: Sequence[datetime], start: datetime, end: datetime | None) -> bool:
    return any(start <= moment and (end is None or moment < end) for moment in publications)
