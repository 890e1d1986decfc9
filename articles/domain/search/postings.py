"""How much each word says about a document."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from .words import stems

#: What repetition makes of a weight at most, and what part of the lesser places of a word counts.
MOST_REPEATED: Final = 1.5
ELSEWHERE: Final = 0.2


class Weight(IntEnum):
    """What a word counts by where it stands: an article is about what its title says."""

    TITLE = 60
    NAME = 30
    ANSWER = 20
    HEADING = 15
    TEXT = 5
    REFERENCE = 2


@dataclass(frozen=True, slots=True)
class Field:
    weight: Weight
    text: str


def impacts(fields: Iterable[Field], language: str) -> dict[str, int]:
    """Stem → what it counts for this document: by the best place where it stands, and a little by the others.

    That it comes again and again counts little: long texts would come before those that are about what was asked.
    """
    places: dict[str, dict[Weight, int]] = {}
    for field in fields:
        for stem, times in Counter(stems(field.text, language)).items():
            of_stem = places.setdefault(stem, {})
            of_stem[field.weight] = of_stem.get(field.weight, 0) + times
    return {stem: _impact(of_stem) for stem, of_stem in places.items()}


def _impact(places: Mapping[Weight, int]) -> int:
    worth = sorted((weight * min(MOST_REPEATED, 1 + math.log2(times) / 4) for weight, times in places.items()), reverse=True)
    return round(worth[0] + sum(worth[1:]) * ELSEWHERE)
