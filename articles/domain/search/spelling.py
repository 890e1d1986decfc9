"""Finding the word that was meant: every word of the texts is kept under keys that it shares with its usual misspellings.

A word's skeleton is its consonants, doubled ones once, by their sound: what readers misspell most are vowels. Its neighbours are
what is left when one letter of the skeleton, or of a short word, is missing; two words with a common neighbour differ by about
one mistake. What the keys bring together is then compared letter by letter. Beginnings of words are keys, too.
"""

from __future__ import annotations

import re
from typing import Final

#: How many letters of a word a reader must have typed to have it completed, and up to which length beginnings are kept.
SHORTEST_BEGINNING, LONGEST_BEGINNING = 4, 10
_SOUNDS: Final = (("ph", "f"), ("ck", "k"), ("qu", "k"), ("th", "t"), ("rh", "r"), ("sh", "s"), ("sch", "s"))
_LETTERS: Final = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "f", "w": "f", "y": "i", "j": "g"})
_VOWELS: Final = re.compile(r"[aeiouhاويءة]")
_DOUBLED: Final = re.compile(r"(.)\1+")


def skeleton(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word.translate(_LETTERS)))


def correction_keys(word: str) -> set[str]:
    """What a folded word shares with words that it may be a misspelling of."""
    bare = skeleton(word)
    keys = {f"~{bare}"} if len(bare) > 1 else set()
    if len(bare) > 2:
        keys |= {f"~{neighbour}" for neighbour in _without_one(bare) if len(neighbour) > 1}
    if len(word) < 7:
        keys |= {f"-{neighbour}" for neighbour in (word, *_without_one(word)) if len(neighbour) > 2}
    return keys


def word_keys(word: str) -> set[str]:
    """All keys that a folded word of the texts is kept under."""
    beginnings = range(SHORTEST_BEGINNING, min(len(word), LONGEST_BEGINNING) + 1)
    return {f"={word}", *(f"^{word[:length]}" for length in beginnings), *correction_keys(word)}


def tolerance(word: str) -> int:
    """How many mistakes are forgiven: short words are other words too soon."""
    return 0 if len(word) < 4 else 1 if len(word) < 5 else 2 if len(word) < 10 else 3


def distance(one: str, other: str) -> int:
    """Mistakes between two words: a letter more, less or another, or two neighbours swapped (optimal string alignment). All the
    right letters in another order are one mistake."""
    if one != other and sorted(one) == sorted(other):
        return 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        current = [i]
        for j, b in enumerate(other, 1):
            cost = min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, row = row, current
    return row[-1]


def _without_one(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}
