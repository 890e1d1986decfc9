"""Right-to-left pages are mirrored, and numbers in them read in their order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.e2e.reading import LANGUAGES, address

#: Where two citations begin that stand side by side on one line, with nothing between them.
NEIGHBOURING_CITATIONS = """() => [...document.querySelectorAll("sup + sup")]
  .filter(second => second.previousSibling === second.previousElementSibling)
  .map(second => [second.previousSibling.getBoundingClientRect(), second.getBoundingClientRect()])
  .filter(([first, second]) => Math.abs(first.top - second.top) < 2)
  .map(([first, second]) => [first.left, second.left])[0]"""


def borders(box: Locator) -> tuple[float, float]:
    """The widths of the left and the right border."""
    left, right = box.evaluate("box => ['Left', 'Right'].map(side => parseFloat(getComputedStyle(box)[`border${side}Width`]))")
    return left, right


def gaps(paragraph: Locator) -> tuple[float, float]:
    """How far the last line of a paragraph stays away from its left and its right edge."""
    left, right = paragraph.evaluate(
        """paragraph => {
          const range = document.createRange();
          range.selectNodeContents(paragraph);
          const lines = [...range.getClientRects()];
          const bottom = Math.max(...lines.map(line => line.bottom));
          const last = lines.filter(line => bottom - line.bottom < 2);
          const box = paragraph.getBoundingClientRect();
          return [Math.min(...last.map(line => line.left)) - box.left, box.right - Math.max(...last.map(line => line.right))];
        }"""
    )
    return left, right


@pytest.mark.parametrize("width", [360, 1280])
def test_short_answer__in_arabic__has_its_thick_border_and_its_text_on_the_right(read: Callable[..., Page], width: int) -> None:
    answer = read(address("article", "ar"), width=width).locator("#tldr")
    left, right = borders(answer)
    assert right > left
    left, right = gaps(answer.get_by_role("paragraph").last)
    assert right < 2 < left


def test_short_answer__in_english__has_its_thick_border_and_its_text_on_the_left(read: Callable[..., Page]) -> None:
    answer = read(address("article", "en")).locator("#tldr")
    left, right = borders(answer)
    assert left > right
    left, right = gaps(answer.get_by_role("paragraph").last)
    assert left < 2 < right


@pytest.mark.parametrize("language", LANGUAGES)
def test_neighbouring_citations__follow_each_other_as_the_text_does(read: Callable[..., Page], language: str) -> None:
    """Two numbers side by side are one number to the bidirectional algorithm, unless they are isolated from each other."""
    first, second = read(address("article", language)).evaluate(NEIGHBOURING_CITATIONS)
    assert (second < first) if language == "ar" else (first < second)
