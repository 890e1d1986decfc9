"""When readers are told that a source is newer: of safety at once, of meaning after the days of grace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from articles.domain.basis import Behind
from articles.domain.grace import are_readers_told, needs_no_grace
from articles.domain.signoffs import Severity

NOW = datetime(2024, 5, 20, 9, tzinfo=UTC)


def behind(severity: Severity, days: int) -> Behind:
    return Behind("causes", severity, NOW - timedelta(days=days))


@pytest.mark.parametrize(
    ("outdated", "told"),
    [
        ([], False),
        ([behind(Severity.MEANING, 0)], False),
        ([behind(Severity.MEANING, 13)], False),
        ([behind(Severity.MEANING, 14)], True),
        ([behind(Severity.MEANING, 1), behind(Severity.MEANING, 30)], True),
        ([behind(Severity.SAFETY, 0)], True),
        ([behind(Severity.MEANING, 1), behind(Severity.SAFETY, 0)], True),
    ],
)
def test_readers__are_told_of_safety_at_once_and_of_meaning_after_the_days_of_grace(outdated: list[Behind], told: bool) -> None:
    assert are_readers_told(outdated, 14, NOW) is told


def test_readers__are_told_of_meaning_at_once_where_there_is_no_grace() -> None:
    assert are_readers_told([behind(Severity.MEANING, 0)], 0, NOW)


def test_no_grace__for_safety_alone() -> None:
    assert needs_no_grace([behind(Severity.MEANING, 99), behind(Severity.SAFETY, 0)])
    assert not needs_no_grace([behind(Severity.MEANING, 99)])
