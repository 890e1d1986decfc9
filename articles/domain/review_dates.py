"""Dates that follow from sign-offs. Nobody types them."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .signoffs import Scope


@dataclass(frozen=True, slots=True)
class Completion:
    """A moment at which an edition's sign-off became complete, and whether every signer had read the whole edition."""

    on: date
    scope: Scope


def last_reviewed(completions: Iterable[Completion]) -> date | None:
    """The date of the last complete full review. A change signed by itself does not move it."""
    return max((completion.on for completion in completions if completion.scope is Scope.FULL), default=None)


def next_review_due(reviewed: date, months: int) -> date:
    return months_from(reviewed, months)


def months_from(start: date, months: int) -> date:
    """The same day `months` later (earlier, if negative), or the last day of a month that is too short for it."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day)
