"""How much each word says about a document."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from .words import stems


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
    """Stem → what it counts for this document. A word that comes again counts less each time."""
    found: Counter[str] = Counter()
    counted: dict[Weight, Counter[str]] = {}
    for field in fields:
        counted.setdefault(field.weight, Counter()).update(stems(field.text, language))
    for weight, counts in counted.items():
        for stem, times in counts.items():
            found[stem] += round(weight * (1 + math.log2(times) / 2))
    return dict(found)
