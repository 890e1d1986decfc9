"""Dates that follow from sign-offs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.review_dates import Completion, last_reviewed, next_review_due
from articles.domain.signoffs import Scope

dates = st.dates(date(1900, 1, 1), date(2900, 12, 31))
completions = st.lists(st.builds(Completion, dates, st.sampled_from(Scope)))


def test_last_reviewed__never_reviewed() -> None:
    assert last_reviewed([]) is None


def test_last_reviewed__a_comma_signed_by_itself_does_not_move_it() -> None:
    full, comma = Completion(date(2026, 1, 5), Scope.FULL), Completion(date(2026, 9, 1), Scope.CHANGES)
    assert last_reviewed([full, comma]) == date(2026, 1, 5)
    assert last_reviewed([comma]) is None


@given(completions)
def test_last_reviewed__is_the_latest_full_one_in_any_order(found: list[Completion]) -> None:
    full = [completion.on for completion in found if completion.scope is Scope.FULL]
    assert last_reviewed(found) == last_reviewed(reversed(found)) == (max(full) if full else None)


@pytest.mark.parametrize(
    ("reviewed", "months", "due"),
    [
        (date(2026, 3, 15), 24, date(2028, 3, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 8, 31), 120, date(2036, 8, 31)),
    ],
)
def test_next_review_due__same_day_or_the_last_of_a_short_month(reviewed: date, months: int, due: date) -> None:
    assert next_review_due(reviewed, months) == due


@given(dates, st.integers(1, 120))
def test_next_review_due__is_that_many_months_later(reviewed: date, months: int) -> None:
    due = next_review_due(reviewed, months)
    assert (due.year - reviewed.year) * 12 + due.month - reviewed.month == months
    assert due.day <= reviewed.day


@given(dates, dates, st.integers(1, 120))
def test_next_review_due__a_later_review_is_never_due_earlier(one: date, other: date, months: int) -> None:
    first, second = sorted([one, other])
    assert next_review_due(first, months) <= next_review_due(second, months)
