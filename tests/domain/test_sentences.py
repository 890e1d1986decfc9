"""Where the first sentence of a short answer ends."""

from __future__ import annotations

import pytest

from articles.domain.sentences import first_sentence


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Your body rebuilds bone. More is lost.", "Your body rebuilds bone."),
        ("No. Bones are living tissue. They change.", "No. Bones are living tissue."),
        ("About 1.5 litres, e.g. of water, a day. More on warm days.", "About 1.5 litres, e.g. of water, a day."),
        ("你的身体一生都在分解旧骨并生成新骨，骨骼不断更新。骨质疏松", "你的身体一生都在分解旧骨并生成新骨，骨骼不断更新。"),
        ("يهدم جسمك العظم القديم ويبني عظمًا جديدًا. وتنشأ الهشاشة.", "يهدم جسمك العظم القديم ويبني عظمًا جديدًا."),
        ("without an end", "without an end"),
        ("", ""),
    ],
)
def test_first_sentence__ends_where_readers_see_it_end(text: str, first: str) -> None:
    assert first_sentence(text) == first
