"""A key figure is set as its language sets numbers."""

from __future__ import annotations

import pytest
from django.utils import translation

from articles.blocks.figures import KeyFigureBlock


@pytest.mark.parametrize(
    ("language", "unit", "shown"),
    [("en", "%", "80%"), ("zh-hans", "%", "80%"), ("ar", "%", "80%"), ("de", "%", "80\xa0%"), ("fr", "%", "80\xa0%"), ("en", "mg", "80\xa0mg")],
)  # fmt: skip
def test_unit__stands_as_far_from_its_number_as_the_language_sets_it(language: str, unit: str, shown: str) -> None:
    block = KeyFigureBlock()
    figure = block.to_python({"value": "80", "unit": unit, "meaning": "of something", "source": ""})
    with translation.override(language):
        assert f"<bdi>{shown}</bdi>" in block.render(figure)
