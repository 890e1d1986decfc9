"""Every number, dose, unit, percentage and range of the source stands in the translation, and no other does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from .findings import Check, Finding
from .numerals import level
from .periods import periods_possible
from .quantities import Quantity, Stated, Units, agree, around, stated
from .texts import Passage

Kind = tuple[frozenset[Decimal], Units, str | None, bool]
Places = defaultdict[Decimal, defaultdict[Kind, list[int]]]

#: Fewer digits than this are no telephone number or date.
_LONG = 5


def number_findings(section: str, source: Iterable[Passage], own: Iterable[Passage], languages: tuple[str, str]) -> list[Finding]:
    """What differs between passages that stand for each other, source and translation."""
    source, own = list(source), list(own)
    there = stated(tuple(sentence for passage in source for sentence in passage.sentences), languages[0])
    here = stated(tuple(sentence for passage in own for sentence in passage.sentences), languages[1])
    block = next((passage.id for passage in [*source, *own]), None)
    found = list(_numbers(there, here, languages))
    periods = _periods(there, here, "\n".join(passage.text for passage in own), languages[1])
    found += [period for period in periods if not any(period[0] in missing for missing, _extra, _detail in found)]
    counts: Counter[tuple[str, str]] = Counter()
    findings = []
    for missing, extra, detail in found:
        findings.append(Finding(Check.NUMBERS, section, block, missing, extra, detail, counts[missing, extra]))
        counts[missing, extra] += 1
    return findings


def _numbers(there: Stated, here: Stated, languages: tuple[str, str]) -> Iterator[tuple[str, str, str]]:
    missing, extra = _unmatched(there.digits, here.digits, languages)
    missing, extra = _excused(missing, extra, there, here, languages, bare=False)
    clashing, missing, extra = _clashing(missing, extra)
    yield from ((figure.text, instead.text, around(instead)) for figure, instead in clashing)
    missing, extra = _excused(missing, extra, there, here, languages, bare=True)
    if not missing:  # said again, nothing else: “between 20 and 30” for “20 to 30” and its like
        extra = _not_said(extra, there.digits, languages)
    if _same_row_of_digits(missing, extra):
        return
    for lost, put in _paired(missing, extra):
        place = put or lost
        if place:
            yield (lost.text if lost else "", put.text if put else "", around(place))


def _unmatched(
    ones: Iterable[Quantity], others: Iterable[Quantity], languages: tuple[str, str]
) -> tuple[list[Quantity], list[Quantity]]:
    """What of each side has nothing on the other. Exact equals find each other first."""
    left, right = dict(enumerate(ones)), dict(enumerate(others))
    places: Places = defaultdict(lambda: defaultdict(list))
    for place, other in right.items():
        for value in other.values:
            places[value][_kind(other)].append(place)
    for same in (_equal, agree):
        for number, one in list(left.items()):
            alike = (of_kind[0] for value in one.values for of_kind in places[value].values() if of_kind)
            found = next((place for place in alike if same(one, right[place], languages)), None)
            if found is not None:
                for value in right[found].values:
                    places[value][_kind(right[found])].remove(found)
                del left[number], right[found]
    return list(left.values()), list(right.values())


def _kind(quantity: Quantity) -> Kind:
    """What decides whether it agrees with another."""
    return quantity.values, quantity.units, quantity.per, quantity.in_words


def _not_said(extra: list[Quantity], stated_there: Iterable[Quantity], languages: tuple[str, str]) -> list[Quantity]:
    """What the source does not state at all, however often."""
    said: defaultdict[Decimal, dict[Kind, Quantity]] = defaultdict(dict)
    for quantity in stated_there:
        for value in quantity.values:
            said[value][_kind(quantity)] = quantity
    return [
        put
        for put in extra
        if not any(agree(put, quantity, languages) for value in put.values for quantity in said[value].values())
    ]


def _equal(one: Quantity, other: Quantity, languages: tuple[str, str]) -> bool:
    return (one.values, one.units, one.per) == (other.values, other.units, other.per)


def _excused(
    missing: list[Quantity], extra: list[Quantity], there: Stated, here: Stated, languages: tuple[str, str], *, bare: bool
) -> tuple[list[Quantity], list[Quantity]]:
    """What the other side does not say in words either: words with their unit (“five days”), or bare ones."""
    missing, _rest = _unmatched(missing, (word for word in here.words if word.is_bare is bare), languages)
    extra, _rest = _unmatched(extra, (word for word in there.words if word.is_bare is bare), languages)
    return missing, extra


def _clashing(
    missing: list[Quantity], extra: list[Quantity]
) -> tuple[list[tuple[Quantity, Quantity]], list[Quantity], list[Quantity]]:
    """The same figure with another unit, mg for g, which no number word elsewhere excuses; and what is left."""
    left = dict(enumerate(extra))
    places: defaultdict[Decimal, list[int]] = defaultdict(list)
    for place in reversed(left):
        for value in left[place].values:
            places[value].append(place)
    pairs, rest = [], []
    for lost in missing:
        found = next((places[value].pop() for value in lost.values if places[value]), None)
        if found in left:
            pairs.append((lost, left.pop(found)))
        else:
            rest.append(lost)
    return pairs, rest, list(left.values())


def _same_row_of_digits(missing: list[Quantity], extra: list[Quantity]) -> bool:
    """A telephone number or the like, grouped in another way: the same digits in the same order."""
    rows = ["".join(quantity.text for quantity in side) for side in (missing, extra)]
    bare = ["".join(row.split()) for row in rows]
    return bare[0] == bare[1] and bare[0].isdigit() and len(bare[0]) >= _LONG


def _paired(missing: list[Quantity], extra: list[Quantity]) -> Iterator[tuple[Quantity | None, Quantity | None]]:
    """What is missing, with what stands in its place as far as that can be told: alike in unit."""
    rest = list(extra)
    for lost in missing:
        alike = next((put for put in rest if not put.units.isdisjoint(lost.units)), None)
        if alike is None and len(missing) == len(extra) == 1:
            alike = rest[0]
        if alike:
            rest.remove(alike)
        yield lost, alike
    yield from ((None, put) for put in rest)


def _periods(there: Stated, here: Stated, own: str, language: str) -> Iterator[tuple[str, str, str]]:
    """“A day” in the source and no day in the translation: a dose by another period."""
    possible = periods_possible(level(own), language)
    if possible is None:
        return
    for period, said, sentence in there.periods:
        if period not in possible:
            others = [words for other, words, _sentence in here.periods if other not in {name for name, *_rest in there.periods}]
            yield said, others[0] if others else "", sentence
