"""What readers are told of an edition's past, and what stays among those who work on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from articles.domain.public_history import PublicReview, public_history


def day(number: int) -> datetime:
    return datetime(2026, 3, number, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Act:
    sequence: int
    kind: str = "sign_off"
    digest: str = "d1"
    scope: str = "full"
    severity: str = "meaning"
    completes: bool = True
    withdraws: int | None = None

    @property
    def at(self) -> datetime:
        return day(self.sequence)


def told(acts: list[Act], live: str = "d1", published: tuple[int, ...] = ()) -> list[int]:
    return [event.act.sequence for event in public_history(acts, live, [day(number) for number in published])]


def test_review__of_the_words_that_readers_see_is_told_however_they_got_there() -> None:
    assert told([Act(1)]) == [1]


def test_review__of_words_that_were_published_once_is_told() -> None:
    assert told([Act(1), Act(3, digest="d2")], live="d2", published=(2, 4)) == [1, 3]


def test_review__of_words_that_readers_knew_already_is_told() -> None:
    assert told([Act(1), Act(3), Act(5, digest="d2")], live="d2", published=(2, 6)) == [1, 3, 5]


def test_review__of_words_that_wait_for_their_hour_is_not_told() -> None:
    assert told([Act(1), Act(3, digest="d2")], published=(2,)) == [1]


def test_review__of_words_that_were_never_published_is_not_told_later_either() -> None:
    assert told([Act(1), Act(3, digest="d2"), Act(5, digest="d3")], live="d3", published=(2, 6)) == [1, 5]


def test_review__is_compared_with_the_one_that_was_told_before_it() -> None:
    events = public_history([Act(1), Act(3, digest="d2"), Act(5, digest="d3")], "d3", [day(2), day(6)])
    reviews = [event for event in events if isinstance(event, PublicReview)]
    assert [review.previous and review.previous.last.sequence for review in reviews] == [None, 1]


@pytest.mark.parametrize("kind", ["refusal", "sign_off"])
def test_act__that_completed_nothing_is_not_told(kind: str) -> None:
    assert told([Act(1), Act(2, kind=kind, digest="d2", completes=False)]) == [1]


def test_withdrawal__of_a_public_review_is_told_and_ends_it() -> None:
    events = public_history([Act(1), Act(2, kind="withdrawal", completes=False, withdraws=1)], "d1", [day(1)])
    assert [event.act.sequence for event in events] == [1, 2]
    assert [event.stands for event in events if isinstance(event, PublicReview)] == [False]


def test_withdrawal__of_a_sign_off_that_never_became_public_is_not_told() -> None:
    acts = [
        Act(1),
        Act(2, digest="d2", completes=False),
        Act(3, kind="withdrawal", digest="d2", completes=False, withdraws=2),
    ]
    assert told(acts) == [1]


def test_take_down__is_told() -> None:
    acts = [Act(1), Act(2, kind="take_down", completes=False), Act(3)]
    assert told(acts, published=(1, 3)) == [1, 2, 3]


@pytest.mark.parametrize(("severity", "correction"), [("editorial", False), ("meaning", False), ("safety", True)])
def test_correction__is_a_change_that_made_the_text_safer(severity: str, correction: bool) -> None:
    events: list[Any] = public_history([Act(1, severity="safety"), Act(2, digest="d2", severity=severity)], "d2", [day(1)])
    assert [event.is_correction for event in events] == [False, correction]


def test_review__that_was_undone_before_its_hour_is_not_told_when_older_words_are_published_again() -> None:
    acts = [Act(1), Act(3, digest="d2"), Act(4, kind="withdrawal", digest="d2", completes=False, withdraws=3)]
    assert told(acts, published=(1, 6)) == [1]


def test_review__that_was_undone_after_it_had_been_public_stays_told() -> None:
    acts = [
        Act(1),
        Act(3, digest="d2"),
        Act(4, kind="withdrawal", digest="d2", completes=False, withdraws=3),
        Act(5, digest="d3"),
    ]
    assert told(acts, live="d3", published=(1, 3, 5)) == [1, 3, 4, 5]
    on_schedule = public_history(acts, "d3", [day(1), day(5)], [day(3)])
    assert [event.act.sequence for event in on_schedule] == [1, 3, 4, 5]
