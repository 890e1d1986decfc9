"""Every refusal is a sentence that names what it is about, and none repeats a hostile file at length."""

from __future__ import annotations

import pytest

from articles.domain.exchange import ExchangeError, Format, Problem, Reason
from articles.services.exchange import describe
from tests.domain.exchange.editions import imported
from tests.domain.exchange.test_damaged_files import CASES, Damage, against, good

#: Reasons that no damaged file alone can give, with the details that they come with.
OTHERS = {
    Reason.CONFLICT: {"text": "tldr"},
    Reason.NO_PLACE: {"text": "tldr"},
}


@pytest.mark.parametrize(("form", "damage", "reason"), CASES)
def test_refusal__is_said_in_words(form: Format, damage: Damage, reason: Reason) -> None:
    with pytest.raises(ExchangeError) as refused:
        imported(damage(good(form)), against())
    for problem in refused.value.problems:
        sentence = describe(problem)
        assert sentence.startswith(f"Line {problem.line}: " if problem.line else sentence[:1])
        assert "%(" not in sentence
        assert len(sentence) > 20


@pytest.mark.parametrize(("reason", "details"), OTHERS.items())
def test_other_refusals__are_said_in_words(reason: Reason, details: dict[str, str]) -> None:
    assert "%(" not in describe(Problem(3, reason, details))


def test_reasons__are_all_tried() -> None:
    assert {case.values[2] for case in CASES} | set(OTHERS) == set(Reason)


def test_hostile_name__is_cut_short() -> None:
    assert len(describe(Problem(3, Reason.UNKNOWN_TEXT, {"text": "x" * 10_000}))) < 400
