"""Whatever people do, in whatever order: what is live has its sign-offs, given by people who did not write it.

Each example runs inside a savepoint of the test's own transaction and is rolled back at its end, so that it leaves nothing
for the next one, nor for the tests after this file.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from wagtail.models import Site

from articles.models import ArticlePage, User
from articles.services import gate
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.django_db


def work(examples: int, steps: int) -> None:
    """Fixed examples: the same on every run, so that a change is judged by itself. Not shrunk: that takes minutes."""
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_what_is_live__is_signed_whatever_people_do() -> None:
    work(examples=20, steps=15)
    assert not ArticlePage.objects.exists()
    assert not User.objects.exists()
    assert Site.objects.filter(is_default_site=True).exists()


def test_without_the_gate__the_same_examples_find_what_is_live_and_not_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the invariant would hold because nothing ever tries."""
    monkeypatch.setattr(gate, "guard_edition", lambda _edition: None)
    with pytest.raises(AssertionError, match="is live without a complete review"):
        work(examples=20, steps=15)
    assert not ArticlePage.objects.exists()
