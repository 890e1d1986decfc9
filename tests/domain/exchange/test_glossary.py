"""The terms of the glossary in a text."""

from __future__ import annotations

import pytest

from articles.domain.exchange.glossary import Glossary
from articles.domain.segments import Kind, Segment

TERMS = Glossary({"Bone": "hueso", "bone mass": "masa ósea", "fracture": "fractura", "": "nada", "c++": "c"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bone mass falls; bones break.", ["bone mass", "Bone"]),
        ("FRACTURES of a fracture", ["fracture"]),
        ("trombone", []),
        ("<p>b<b>one</b> mass</p>", ["bone mass"]),
        ("<p>bone</p><p>mass</p>", ["Bone"]),
        ("in c++", ["c++"]),
    ],
)
def test_terms__are_found_from_the_beginning_of_words(text: str, found: list[str]) -> None:
    segment = Segment("causes/a", "causes", (), Kind.HTML, None, text, None)
    assert [term for term, _translation in TERMS.of(segment)] == found


def test_empty_glossary__finds_nothing() -> None:
    assert Glossary({}).of(Segment("title", "title", (), Kind.LINE, 9, "Bone", None)) == ()
