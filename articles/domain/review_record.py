"""What a series of ledger entries amounts to: which sign-offs stand, and which complete reviews do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .review_dates import Completion, last_reviewed
from .signoffs import EntryKind, Scope, Severity

#: A ledger entry. These rules look at its sequence, kind, digest, scope, severity, completes, withdraws and at. (A protocol
#: would say so to the type checker, which does not see through the descriptors of Django's fields.)
A = TypeVar("A", bound=Any)


@dataclass(frozen=True, slots=True)
class CompleteReview(Generic[A]):
    """A sign-off by which nothing was missing any more, with all the sign-offs of the same words that made it so."""

    last: A
    sign_offs: tuple[A, ...]

    @property
    def severity(self) -> Severity:
        """The gravest that anybody saw in the change."""
        order = [Severity.EDITORIAL, Severity.MEANING, Severity.SAFETY]
        return max((Severity(sign_off.severity) for sign_off in self.sign_offs), key=order.index)

    @property
    def scope(self) -> Scope:
        """Full only where everybody read the whole edition."""
        return Scope.CHANGES if any(sign_off.scope == Scope.CHANGES for sign_off in self.sign_offs) else Scope.FULL


class ReviewRecord(Generic[A]):
    """The acts about one edition, oldest first, and what stands after the last of them.

    A withdrawal ends one sign-off, a take-down every earlier one of the same words. A review whose sign-offs do not all
    stand any more is no review. A renewal is a review of its own: who signed the same words before has no part in it.
    """

    def __init__(self, acts: Iterable[A]) -> None:
        #: Everything that was ever done about the edition, oldest first.
        self.acts: list[A] = []
        #: Every complete review that there ever was, oldest first, those that were undone included.
        self.ever: list[CompleteReview[A]] = []
        self._standing: dict[str, dict[int, A]] = defaultdict(dict)
        for act in acts:
            self._add(act)

    def sign_offs(self, digest: str) -> list[A]:
        """The sign-offs of these words that stand."""
        return list(self._standing.get(digest, {}).values())

    def standing(self) -> list[A]:
        """All sign-offs that stand, of whatever words, in the order in which they were given."""
        found = [sign_off for sign_offs in self._standing.values() for sign_off in sign_offs.values()]
        return sorted(found, key=lambda sign_off: sign_off.sequence)

    def reviews(self) -> list[CompleteReview[A]]:
        """The complete reviews that stand, of whatever words, oldest first."""
        return [review for review in self.ever if all(self._stands(sign_off) for sign_off in review.sign_offs)]

    def since_review(self, digest: str) -> list[A] | None:
        """The sign-offs of these words since their last complete review that stands; None where they never had one."""
        own = [review.last.sequence for review in self.reviews() if review.last.digest == digest]
        return [sign_off for sign_off in self.sign_offs(digest) if sign_off.sequence > own[-1]] if own else None

    def basis(self, digest: str) -> list[CompleteReview[A]]:
        """What words that readers see rest on, oldest first: the last full review up to their own last one, and every review
        of a change since. Without a full one that stands, their own alone; empty where none of exactly these words stands.

        Reviews of later words do not count: those may wait for their hour, or the edition went back to an earlier text.
        """
        reviews = self.reviews()
        own = max((index for index, review in enumerate(reviews) if review.last.digest == digest), default=None)
        if own is None:
            return []
        full = max((index for index in range(own + 1) if reviews[index].scope is Scope.FULL), default=own)
        return reviews[full : own + 1]

    def last_full_review(self) -> CompleteReview[A] | None:
        """The one that the date of the last review comes from. A change that was signed by itself does not move it."""
        reviews = self.reviews()
        day = last_reviewed(Completion(review.last.at.date(), review.scope) for review in reviews)
        full = [review for review in reviews if review.scope is Scope.FULL and review.last.at.date() == day]
        return full[-1] if full else None

    def _add(self, act: A) -> None:
        self.acts.append(act)
        standing = self._standing[act.digest]
        match EntryKind(act.kind):
            case EntryKind.SIGN_OFF:
                standing[act.sequence] = act
                if act.completes:
                    renewed = act.scope == Scope.RENEWAL and self.since_review(act.digest)
                    self.ever.append(CompleteReview(act, tuple(renewed or standing.values())))
            case EntryKind.WITHDRAWAL:
                standing.pop(act.withdraws or 0, None)
            case EntryKind.TAKE_DOWN:
                standing.clear()

    def _stands(self, act: A) -> bool:
        return act.sequence in self._standing[act.digest]
