"""How long a text is."""

from __future__ import annotations

import pytest

from articles.domain.reading_time import Length, length_of


@pytest.mark.parametrize(
    ("language", "text", "length"),
    [
        ("en", "Knees don't glimmer by day.", Length(5, in_characters=False, minutes=1)),
        ("en", "knee " * 228, Length(228, in_characters=False, minutes=1)),
        ("en", "knee " * 229, Length(229, in_characters=False, minutes=2)),
        ("ar", "ركبة " * 139, Length(139, in_characters=False, minutes=2)),
        ("zh-hans", "膝盖，发光。", Length(4, in_characters=True, minutes=1)),
        ("zh-hans", "膝" * 256, Length(256, in_characters=True, minutes=2)),
        ("xx", "knee " * 181, Length(181, in_characters=False, minutes=2)),
    ],
)
def test_length(language: str, text: str, length: Length) -> None:
    assert length_of([text], language) == length


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("paragraphs", [[], [""], ["…!?"]])
def test_length__of_no_words(language: str, paragraphs: list[str]) -> None:
    assert length_of(paragraphs, language) is None
