"""The checklist: every question of a meaning needs a yes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.checklist import QUESTIONS, VERSION, Question, unanswered
from articles.domain.signoffs import Meaning


@pytest.mark.parametrize("meaning", Meaning)
def test_unanswered__all_of_them_at_first_and_none_at_last(meaning: Meaning) -> None:
    assert unanswered(meaning, {}) == list(QUESTIONS[meaning])
    assert unanswered(meaning, {question.value: True for question in QUESTIONS[meaning]}) == []


@pytest.mark.parametrize("answer", [False, None, "yes", "true", 1, "on", ["x"]])
@pytest.mark.parametrize("meaning", Meaning)
def test_unanswered__only_a_plain_yes_counts(meaning: Meaning, answer: Any) -> None:
    answers = {question.value: True for question in QUESTIONS[meaning]} | {QUESTIONS[meaning][0].value: answer}
    assert unanswered(meaning, answers) == [QUESTIONS[meaning][0]]


@given(st.sampled_from(Meaning), st.dictionaries(st.sampled_from([question.value for question in Question]), st.booleans()))
def test_unanswered__names_exactly_the_questions_of_this_meaning_without_a_yes(
    meaning: Meaning, answers: dict[str, bool]
) -> None:
    open_questions = unanswered(meaning, answers)
    assert set(open_questions) == {question for question in QUESTIONS[meaning] if not answers.get(question.value)}


def test_questions__each_meaning_has_its_own_and_none_is_unused() -> None:
    assert set(QUESTIONS) == set(Meaning)
    asked = [question for questions in QUESTIONS.values() for question in questions]
    assert sorted(asked) == sorted(Question)
    assert VERSION
