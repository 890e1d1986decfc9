"""Where a text stands in one language: every state, and what wins over what."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from articles.domain.signoffs import Severity
from articles.domain.translation_state import PUBLIC, Facts, State, standing

TODAY = date(2026, 6, 1)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
EDITORIAL, MEANING, SAFETY = Severity.EDITORIAL, Severity.MEANING, Severity.SAFETY

#: Every combination of the facts that decide the state.
NAMES = ("exists", "touched", "live", "was_live", "changed", "in_review", "asked")
EVERY = [
    Facts(**dict(zip(NAMES, values, strict=True)), behind=behind)
    for values in product([False, True], repeat=len(NAMES))
    for behind in ((), (EDITORIAL,), (MEANING,), (MEANING, SAFETY))
]


@pytest.mark.parametrize(
    ("facts", "state", "beside"),
    [
        (Facts(), State.MISSING, None),
        (Facts(asked=True), State.NOT_STARTED, None),
        (Facts(exists=True), State.NOT_STARTED, None),
        (Facts(exists=True, asked=True), State.NOT_STARTED, None),
        (Facts(exists=True, touched=True), State.DRAFT, None),
        (Facts(exists=True, touched=True, asked=True), State.DRAFT, None),
        (Facts(exists=True, touched=True, behind=[SAFETY]), State.DRAFT, None),
        (Facts(exists=True, touched=True, in_review=True), State.IN_REVIEW, None),
        (Facts(exists=True, in_review=True), State.IN_REVIEW, None),
        (Facts(exists=True, live=True), State.LIVE, None),
        (Facts(exists=True, live=True, changed=True), State.LIVE, State.DRAFT),
        (Facts(exists=True, live=True, changed=True, in_review=True), State.LIVE, State.IN_REVIEW),
        (Facts(exists=True, live=True, asked=True), State.LIVE, None),
        (Facts(exists=True, live=True, behind=[EDITORIAL]), State.LIVE, None),
        (Facts(exists=True, live=True, behind=[MEANING]), State.OUTDATED, None),
        (Facts(exists=True, live=True, behind=[MEANING], changed=True), State.OUTDATED, State.DRAFT),
        (Facts(exists=True, live=True, behind=[SAFETY], in_review=True), State.OUTDATED, State.IN_REVIEW),
        (Facts(exists=True, was_live=True, changed=True), State.TAKEN_DOWN, None),
        (Facts(exists=True, was_live=True, touched=True, asked=True), State.TAKEN_DOWN, None),
        (Facts(exists=True, was_live=True, in_review=True), State.TAKEN_DOWN, State.IN_REVIEW),
    ],
)
def test_standing__of_these_facts(facts: Facts, state: State, beside: State | None) -> None:
    found = standing(facts, TODAY)
    assert (found.state, found.beside) == (state, beside)
    assert found.has(state)
    assert beside is None or found.has(beside)


def test_standing__what_readers_see_is_public_and_nothing_else_is() -> None:
    for facts in EVERY:
        found = standing(facts, TODAY)
        assert (found.state in PUBLIC) == facts.live, facts
        assert found.is_in_step == (facts.live and found.severity is None), facts
        assert not (found.is_in_step and found.has(State.OUTDATED)), facts


def test_standing__a_text_in_review_always_says_so() -> None:
    for facts in EVERY:
        if facts.in_review and (facts.exists or facts.live):
            assert standing(facts, TODAY).has(State.IN_REVIEW), facts


def test_standing__missing_is_only_what_is_not_there_and_nobody_asked_for() -> None:
    for facts in EVERY:
        is_missing = standing(facts, TODAY).state is State.MISSING
        assert is_missing == (not facts.exists and not facts.live and not facts.asked), facts


@pytest.mark.parametrize(
    ("behind", "severity"),
    [((), None), ((EDITORIAL,), None), ((MEANING,), MEANING), ((SAFETY, MEANING), SAFETY), ((MEANING, SAFETY), SAFETY)],
)
@pytest.mark.parametrize("live", [True, False])
def test_severity__is_the_gravest_change_that_is_missing_live_or_not(
    behind: tuple[Severity, ...], severity: Severity | None, live: bool
) -> None:
    assert standing(Facts(exists=True, live=live, behind=behind), TODAY).severity is severity


@pytest.mark.parametrize(
    ("facts", "late", "unread"),
    [
        (Facts(asked=True, due=YESTERDAY), True, False),
        (Facts(asked=True, due=TODAY), False, False),
        (Facts(asked=True), False, False),
        (Facts(due=YESTERDAY), False, False),
        (Facts(exists=True, live=True, review_due=YESTERDAY), False, True),
        (Facts(exists=True, live=True, review_due=TODAY), False, False),
        (Facts(exists=True, live=True, review_due=TOMORROW), False, False),
        (Facts(exists=True, live=True, review_due=None), False, True),
        (Facts(exists=True, review_due=YESTERDAY), False, False),
        (Facts(exists=True, live=True, review_due=YESTERDAY, asked=True, due=YESTERDAY, behind=[SAFETY]), True, True),
    ],
)
def test_overdue__stands_beside_the_state(facts: Facts, late: bool, unread: bool) -> None:
    found = standing(facts, TODAY)
    assert (found.request_overdue, found.review_overdue, found.is_overdue) == (late, unread, late or unread)
