"""Aligning two sequences: right for any, and fast for long ones."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain import alignment
from articles.domain.alignment import matching_pairs
from articles.domain.changes import Change, compare_html

LETTERS = st.lists(st.sampled_from("abcdefgh"), max_size=60)


def assert_aligned(old: list[str], new: list[str]) -> None:
    pairs = list(matching_pairs(old, new))
    assert [old[i] for i, _j in pairs] == [new[j] for _i, j in pairs]
    assert all(first[0] < second[0] and first[1] < second[1] for first, second in pairwise(pairs))


@given(LETTERS, LETTERS)
def test_matching_pairs__are_equal_and_in_order(old: list[str], new: list[str]) -> None:
    assert_aligned(old, new)


@given(LETTERS, LETTERS)
def test_matching_pairs__are_equal_and_in_order_where_nothing_is_small(old: list[str], new: list[str]) -> None:
    """The way that long texts go, on short ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "_SMALL", 0)
        assert_aligned(old, new)


@given(LETTERS)
def test_matching_pairs__all_of_what_did_not_change(items: list[str]) -> None:
    assert list(matching_pairs(items, items)) == [(place, place) for place in range(len(items))]


def test_compare_html__a_change_in_every_sentence_of_a_long_text_is_found_and_is_fast() -> None:
    """With `difflib` alone this took two and a half minutes."""
    dice = Random(7)
    known = ["".join(dice.choices("aeioubdklmnrst", k=dice.randint(2, 9))) for _number in range(600)]
    words = [known[int(dice.paretovariate(0.5)) % 600] for _number in range(3_000)]  # some words far oftener than others
    changed = ["other" if place % 17 == 0 else word for place, word in enumerate(words)]
    began = process_time()
    segments = compare_html(f"<p>{' '.join(words)}</p>", f"<p>{' '.join(changed)}</p>")
    assert process_time() - began < 10
    added = [segment.text for segment in segments if segment.change is Change.ADDED]
    assert "".join(added).count("other") == len(range(0, 3_000, 17))
    kept = sum(len(segment.text.split()) for segment in segments if segment.change is Change.SAME)
    assert kept > 2_500


def test_compare_html__two_long_texts_without_a_common_word_are_fast() -> None:
    began = process_time()
    segments = compare_html("<p>" + "old " * 5_000 + "</p>", "<p>" + "new " * 5_000 + "</p>")
    assert process_time() - began < 10
    assert "".join(segment.text for segment in segments if segment.change is Change.REMOVED).split() == ["old"] * 5_000
    assert "".join(segment.text for segment in segments if segment.change is Change.ADDED).split() == ["new"] * 5_000
