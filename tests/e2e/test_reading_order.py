"""What a screen reader says of an article, in its order, and where the keyboard goes, in both directions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.reading import address

SNAPSHOTS = Path(__file__).parent / "snapshots"

#: Whatever the keyboard can reach, in the order of the document, marked with its place.
MARK_STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter(element => element.checkVisibility() && element.tabIndex >= 0)
  .map((element, place) => { element.dataset.place = place; return element.textContent.trim(); }).length"""

#: The place of what has the focus, and what is wrong with how that shows: nobody may lose the focus from sight.
STOP = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect();
  const rings = [element, element.closest(".card")].filter(Boolean).map(ring => getComputedStyle(ring));
  const ringed = rings.some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const inSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [Number(element.dataset.place ?? -1), ringed && inSight ? "" : `${element.textContent.trim()}: ${ringed}, ${inSight}`];
}"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_article__is_read_in_this_order(read: Callable[..., Page], language: str) -> None:
    """Landmarks, sections and their headings; what stands between them may change without this test."""
    expected = (SNAPSHOTS / f"article.{language}.yml").read_text(encoding="utf-8")
    expect(read(address("article", language)).locator("body")).to_match_aria_snapshot(expected)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_keyboard__visits_everything_once_in_the_order_of_the_text(read: Callable[..., Page], language: str) -> None:
    page = read(address("article", language))
    stops = page.evaluate(MARK_STOPS)
    walked = []
    for _stop in range(stops):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(STOP))
    assert [place for place, _problem in walked] == list(range(stops))
    assert [problem for _place, problem in walked if problem] == []
