"""The ledger's chain: whatever was done to an entry behind its back is found, and where."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.domain.digest import content_digest
from articles.domain.ledger import GENESIS, ChainedEntry, LedgerProblem, chain_problems, entry_hash

OLD, NEW = b"o" * 32, b"n" * 32
KEYS = {"old": OLD, "new": NEW}


def values(number: int) -> dict[str, Any]:
    content = {"language": "en", "title": f"Knee {number}"}
    return {"sequence": number, "signer": number % 3, "comment": "", "content": content, "digest": content_digest(content)}


def entries(length: int, *, rotated_at: int | None = None) -> Iterator[ChainedEntry]:
    """A whole chain; from `rotated_at` on it is signed with the newer key."""
    previous = GENESIS
    for number in range(1, length + 1):
        name = "new" if rotated_at is not None and number >= rotated_at else "old"
        entry = ChainedEntry(number, values(number), name, previous, entry_hash(KEYS[name], previous, values(number)))
        yield entry
        previous = entry.entry_hash


def chain(length: int, **kwargs: Any) -> list[ChainedEntry]:
    return list(entries(length, **kwargs))


def problems(found: list[ChainedEntry], keys: dict[str, bytes] = KEYS) -> list[tuple[int, LedgerProblem]]:
    return list(chain_problems(found, keys))


lengths = st.integers(2, 8)


@given(st.integers(0, 8), st.integers(1, 9))
def test_chain__a_whole_one_has_no_problem_whatever_its_keys(length: int, rotated_at: int) -> None:
    assert problems(chain(length, rotated_at=rotated_at)) == []


@given(lengths, st.data())
def test_chain__any_altered_value_is_found(length: int, data: st.DataObject) -> None:
    found = chain(length)
    index = data.draw(st.integers(0, length - 1))
    name = data.draw(st.sampled_from(["sequence", "signer", "comment", "digest", "content"]))
    altered = {**found[index].values, name: {"language": "en", "title": "?"} if name == "content" else "something else"}
    found[index] = replace(found[index], values=altered)
    assert (index + 1, LedgerProblem.ALTERED) in problems(found)


@given(lengths, st.data())
def test_chain__an_added_or_missing_value_is_found(length: int, data: st.DataObject) -> None:
    found = chain(length)
    index = data.draw(st.integers(0, length - 1))
    altered = dict(found[index].values)
    if data.draw(st.booleans()):
        altered["extra"] = 1
    else:
        del altered["comment"]
    found[index] = replace(found[index], values=altered)
    assert problems(found) == [(index + 1, LedgerProblem.ALTERED)]


@given(lengths, st.data())
def test_chain__an_altered_hash_is_found(length: int, data: st.DataObject) -> None:
    found = chain(length)
    index = data.draw(st.integers(0, length - 1))
    found[index] = replace(found[index], entry_hash="f" * 64)
    assert (index + 1, LedgerProblem.ALTERED) in problems(found)


@given(st.integers(3, 8), st.data())
def test_chain__a_removed_entry_is_found_at_the_one_behind_it(length: int, data: st.DataObject) -> None:
    found = chain(length)
    index = data.draw(st.integers(0, length - 2))
    del found[index]
    assert problems(found) == [(index + 2, LedgerProblem.GAP), (index + 2, LedgerProblem.BROKEN_LINK)]


def test_chain__a_gap_is_found_even_where_somebody_with_a_key_chained_the_rest_again() -> None:
    first, third = values(1), values(3)
    start = entry_hash(OLD, GENESIS, first)
    found = [
        ChainedEntry(1, first, "old", GENESIS, start),
        ChainedEntry(3, third, "old", start, entry_hash(OLD, start, third)),
    ]
    assert problems(found) == [(3, LedgerProblem.GAP)]


@given(lengths, st.data())
def test_chain__an_entry_put_in_without_a_key_is_found(length: int, data: st.DataObject) -> None:
    found = chain(length)
    index = data.draw(st.integers(0, length))
    previous = found[index - 1].entry_hash if index else GENESIS
    forged = ChainedEntry(99, values(99), "old", previous, entry_hash(b"guessed" * 5, previous, values(99)))
    found.insert(index, forged)
    assert (99, LedgerProblem.ALTERED) in problems(found)
    assert index == length or (index + 1, LedgerProblem.BROKEN_LINK) in problems(found)


@given(lengths, st.data())
def test_chain__an_entry_repeated_elsewhere_is_found(length: int, data: st.DataObject) -> None:
    found = chain(length)
    found.insert(data.draw(st.integers(0, length)), found[data.draw(st.integers(0, length - 1))])
    assert any(problem is LedgerProblem.BROKEN_LINK for _number, problem in problems(found))


@given(lengths, st.data())
def test_chain__another_order_is_found(length: int, data: st.DataObject) -> None:
    found = chain(length)
    shuffled = data.draw(st.permutations(found))
    assume(shuffled != found)
    assert any(problem is LedgerProblem.BROKEN_LINK for _number, problem in problems(shuffled))


def test_chain__an_entry_rechained_with_an_old_key_still_breaks_the_link_behind_it() -> None:
    found = chain(3)
    altered = {**found[0].values, "comment": "rewritten"}
    found[0] = replace(found[0], values=altered, entry_hash=entry_hash(OLD, GENESIS, altered))
    assert problems(found) == [(2, LedgerProblem.BROKEN_LINK)]


def test_chain__content_that_is_not_what_was_signed_is_found_even_with_the_key() -> None:
    other = {**values(1), "content": {"language": "en", "title": "Other words"}}
    entry = ChainedEntry(1, other, "old", GENESIS, entry_hash(OLD, GENESIS, other))
    assert problems([entry]) == [(1, LedgerProblem.CONTENT_MISMATCH)]


@pytest.mark.parametrize("content", [{}, {"title": "no language"}, {"language": ""}])
def test_chain__content_that_nobody_could_sign_is_a_problem_not_a_crash(content: dict[str, Any]) -> None:
    entry = replace(chain(1)[0], values={**values(1), "content": content})
    assert set(problems([entry])) == {(1, LedgerProblem.ALTERED), (1, LedgerProblem.CONTENT_MISMATCH)}


def test_chain__a_key_that_is_gone_is_said_and_does_not_hide_the_rest() -> None:
    found = chain(4, rotated_at=3)
    assert problems(found, {"new": NEW}) == [(1, LedgerProblem.UNKNOWN_KEY), (2, LedgerProblem.UNKNOWN_KEY)]


def test_chain__a_wrong_key_under_the_right_name_is_found() -> None:
    assert [problem for _number, problem in problems(chain(2), {"old": b"x" * 32})] == [LedgerProblem.ALTERED] * 2


def test_entry_hash__depends_on_key_predecessor_and_values() -> None:
    hashes = {entry_hash(key, previous, values(n)) for key in KEYS.values() for previous in (GENESIS, "1" * 64) for n in (1, 2)}
    assert len(hashes) == 8
    assert all(len(value) == 64 for value in hashes)


def test_chain__is_read_once_and_not_kept() -> None:
    """What it holds must not grow with the chain: a generator goes in, and nothing is collected."""

    def peak(length: int) -> int:
        tracemalloc.start()
        try:
            assert not any(chain_problems(entries(length), KEYS))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(3000) < peak(300) + 20_000
