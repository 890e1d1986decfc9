"""Where a text stands in one language, as the language matrix shows it: decided from plain facts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from .signoffs import Severity


class State(StrEnum):
    """What the words of a text in one language are, in the order in which work proceeds."""

    MISSING = "missing"
    NOT_STARTED = "not_started"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    LIVE = "live"
    OUTDATED = "outdated"
    TAKEN_DOWN = "taken_down"


#: States of words that readers see.
PUBLIC: Final = frozenset({State.LIVE, State.OUTDATED})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a text in one language.

    `touched`: somebody changed the words since they were copied from the source. `was_live`: readers once had it. `changed`:
    a draft is newer than what readers see. `behind`: how grave each change of the source is that the words lack. `due`: of the
    open request to translate. `review_due`: the day by which what is live is to be read in full again; None if it never was.
    """

    exists: bool = False
    touched: bool = False
    live: bool = False
    was_live: bool = False
    changed: bool = False
    in_review: bool = False
    asked: bool = False
    behind: Collection[Severity] = ()
    due: date | None = None
    review_due: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """`state` is that of the words that count; `beside` that of newer ones (a draft, or one in review), where there are any.
    `severity` is the gravest change of the source that the words lack, live or not."""

    state: State
    beside: State | None
    severity: Severity | None
    request_overdue: bool
    review_overdue: bool

    @property
    def is_in_step(self) -> bool:
        """Whether readers have it, and everything in it that its source says."""
        return self.state is State.LIVE

    @property
    def is_overdue(self) -> bool:
        return self.request_overdue or self.review_overdue

    def has(self, state: State) -> bool:
        """Whether the state is that of the words that count, or of newer ones."""
        return state in (self.state, self.beside)


def standing(facts: Facts, today: date) -> Standing:
    """Where the text stands. What is live is overdue from the day after its next review is due, or without any full one."""
    return Standing(
        state=_state(facts),
        beside=_beside(facts),
        severity=_gravest(facts.behind),
        request_overdue=facts.asked and facts.due is not None and facts.due < today,
        review_overdue=facts.live and (facts.review_due is None or facts.review_due < today),
    )


def _state(facts: Facts) -> State:
    if facts.live:
        return State.OUTDATED if _gravest(facts.behind) else State.LIVE
    if not facts.exists:
        return State.NOT_STARTED if facts.asked else State.MISSING
    if facts.was_live:
        return State.TAKEN_DOWN
    if facts.in_review:
        return State.IN_REVIEW
    return State.DRAFT if facts.touched else State.NOT_STARTED


def _beside(facts: Facts) -> State | None:
    """Newer words beside those that are live; beside those that were taken down, only ones that somebody submitted."""
    if facts.in_review and (facts.live or facts.was_live):
        return State.IN_REVIEW
    return State.DRAFT if facts.live and facts.changed else None


def _gravest(behind: Collection[Severity]) -> Severity | None:
    for severity in (Severity.SAFETY, Severity.MEANING):
        if severity in behind:
            return severity
    return None
