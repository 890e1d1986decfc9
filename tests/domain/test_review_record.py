"""Which sign-offs stand after a series of acts, and when an edition was last reviewed in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from articles.domain.review_record import ReviewRecord
from articles.domain.signoffs import Scope, Severity

DAY = datetime(2026, 3, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Act:
    sequence: int
    kind: str
    digest: str = "d1"
    scope: str = "full"
    severity: str = "editorial"
    completes: bool = True
    withdraws: int | None = None

    @property
    def at(self) -> datetime:
        return DAY.replace(day=self.sequence)


def sign(sequence: int, **values: Any) -> Act:
    return Act(sequence, "sign_off", **values)


def withdraw(sequence: int, withdraws: int, **values: Any) -> Act:
    return Act(sequence, "withdrawal", withdraws=withdraws, completes=False, **values)


def take_down(sequence: int, **values: Any) -> Act:
    return Act(sequence, "take_down", completes=False, **values)


def record(*acts: Act) -> ReviewRecord[Act]:
    return ReviewRecord(acts)


def day_of_last_full_review(*acts: Act) -> int | None:
    review = record(*acts).last_full_review()
    return review.last.at.day if review else None


def test_nothing__is_no_review() -> None:
    assert (record().sign_offs("d1"), record().reviews(), day_of_last_full_review()) == ([], [], None)


@pytest.mark.parametrize(
    ("acts", "day"),
    [
        ([sign(1)], 1),
        ([sign(1), sign(2, digest="d2")], 2),
        ([sign(1), sign(2, digest="d2", scope="changes")], 1),
        ([sign(1, scope="changes")], None),
        ([sign(1, completes=False)], None),
        ([sign(1, completes=False), sign(2)], 2),
        ([sign(1, completes=False, scope="changes"), sign(2)], None),
        ([sign(1), withdraw(2, 1)], None),
        ([sign(1), withdraw(2, 1), sign(3)], 3),
        ([sign(1), sign(2, digest="d2"), withdraw(3, 2, digest="d2")], 1),
        ([sign(1, completes=False), sign(2), withdraw(3, 1)], None),
        ([sign(1), take_down(2)], None),
        ([sign(1), take_down(2), sign(3)], 3),
        ([sign(1), sign(2, digest="d2"), take_down(3, digest="d2")], 1),
    ],
)  # fmt: skip
def test_last_full_review(acts: list[Act], day: int | None) -> None:
    assert day_of_last_full_review(*acts) == day


def test_sign_offs__that_stand_for_these_words() -> None:
    history = record(sign(1), sign(2, digest="d2"), sign(3), withdraw(4, 1))
    assert [act.sequence for act in history.sign_offs("d1")] == [3]
    assert [act.sequence for act in history.sign_offs("d2")] == [2]


def test_ever__remembers_reviews_that_were_undone() -> None:
    history = record(sign(1), withdraw(2, 1), sign(3))
    assert [review.last.sequence for review in history.ever] == [1, 3]
    assert [review.last.sequence for review in history.reviews()] == [3]


def test_review__of_two_people_has_the_gravest_severity_and_the_smaller_scope() -> None:
    (review,) = record(sign(1, completes=False, severity="safety", scope="changes"), sign(2)).ever
    assert (review.severity, review.scope) == (Severity.SAFETY, Scope.CHANGES)
    assert [act.sequence for act in review.sign_offs] == [1, 2]


def test_standing__is_every_sign_off_that_was_not_undone_of_whatever_words() -> None:
    history = record(sign(1), sign(2, digest="d2"), sign(3, digest="d3"), sign(4), withdraw(5, 1), take_down(6, digest="d3"))
    assert [act.sequence for act in history.standing()] == [2, 4]


# --- What the words that readers see rest on --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("acts", "digest", "basis"),
    [
        ([], "d1", []),
        ([sign(1)], "d1", [1]),
        ([sign(1)], "d2", []),
        ([sign(1), sign(2, digest="d2", scope="changes"), sign(3, digest="d3", scope="changes")], "d3", [1, 2, 3]),
        ([sign(1), sign(2, digest="d2"), sign(3, digest="d3", scope="changes")], "d3", [2, 3]),
        ([sign(1), sign(2, digest="d2")], "d1", [1]),
        ([sign(1), sign(2)], "d1", [2]),
        ([sign(1), sign(2, digest="d2", scope="changes"), withdraw(3, withdraws=1)], "d2", [2]),
        ([sign(1), sign(2, digest="d2", scope="changes"), withdraw(3, withdraws=2, digest="d2")], "d2", []),
        ([sign(1), take_down(2)], "d1", []),
        ([sign(1, completes=False)], "d1", []),
    ],
    ids=[
        "nothing",
        "one full review",
        "of other words",
        "changes since a full one",
        "an earlier full one does not count",
        "later words do not count",
        "the same words again",
        "the full one was withdrawn",
        "their own was withdrawn",
        "taken down",
        "not complete",
    ],
)
def test_basis__from_the_last_full_review_to_their_own(acts: list[Act], digest: str, basis: list[int]) -> None:
    assert [review.last.sequence for review in record(*acts).basis(digest)] == basis


def test_acts__are_all_that_was_done_in_order() -> None:
    assert [act.sequence for act in record(sign(1), withdraw(2, 1), take_down(3)).acts] == [1, 2, 3]
