"""Which parts of two sequences are the same, in time that grows with their length and not with its square or cube.

`difflib` alone takes minutes for a text of three thousand words with a change in every sentence. Like Bram Cohen's patience
diff, this first finds runs that occur exactly once on both sides, and lets `difflib` compare only what lies between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

#: What is small enough for `difflib`: the product of the lengths.
_SMALL: Final = 40_000
#: Lengths of the runs that are looked for, the surest first.
_RUNS: Final = (8, 3, 1)

Pair = tuple[int, int]


def matching_pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Pair]:
    """Positions of items that are the same before and after, in order. Long stretches without a common run match nowhere."""
    return _between(old, new, (0, 0), (len(old), len(new)))


def _between(old: Sequence[Hashable], new: Sequence[Hashable], start: Pair, end: Pair) -> Iterator[Pair]:
    (i, j), (i_end, j_end) = start, end
    while i < i_end and j < j_end and old[i] == new[j]:
        yield i, j
        i, j = i + 1, j + 1
    same_at_end = 0
    while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
        i_end, j_end, same_at_end = i_end - 1, j_end - 1, same_at_end + 1
    if i < i_end and j < j_end:
        yield from _compared(old, new, (i, j), (i_end, j_end))
    for offset in range(same_at_end):
        yield i_end + offset, j_end + offset


def _compared(old: Sequence[Hashable], new: Sequence[Hashable], start: Pair, end: Pair) -> Iterator[Pair]:
    (i, j), (i_end, j_end) = start, end
    if (i_end - i) * (j_end - j) <= _SMALL:
        for block in SequenceMatcher(None, old[i:i_end], new[j:j_end], autojunk=False).get_matching_blocks():
            yield from ((i + block.a + offset, j + block.b + offset) for offset in range(block.size))
        return
    anchors = next(filter(None, (_anchors(old, new, start, end, length) for length in _RUNS)), [])
    if anchors:
        for here, there in pairwise([start, *anchors, end]):
            yield from _between(old, new, here, there)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], start: Pair, end: Pair, length: int) -> list[Pair]:
    """Where runs of this length begin that occur once on both sides, as many as stand in one order."""
    before = _unique_runs(old, start[0], end[0], length)
    after = _unique_runs(new, start[1], end[1], length)
    return _rising([(before[run], after[run]) for run in before if run in after])


def _unique_runs(items: Sequence[Hashable], start: int, end: int, length: int) -> dict[tuple[Hashable, ...], int]:
    places = range(start, end - length + 1)
    runs = {place: tuple(items[place : place + length]) for place in places}
    counts = Counter(runs.values())
    return {run: place for place, run in runs.items() if counts[run] == 1}


def _rising(pairs: list[Pair]) -> list[Pair]:
    """A longest subsequence whose second numbers rise, too (patience sorting)."""
    ends: list[int] = []
    heads: list[int] = []
    previous: list[int] = []
    for index, (_first, second) in enumerate(pairs):
        pile = bisect_left(ends, second)
        previous.append(heads[pile - 1] if pile else -1)
        ends[pile : pile + 1] = [second]
        heads[pile : pile + 1] = [index]
    chain = []
    index = heads[-1] if heads else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]
