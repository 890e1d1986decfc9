"""Narrow screens, large text, fingers: nothing runs off the page and everything can be hit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.reading import KINDS, LANGUAGES, address, horizontal_overflow

#: What is smaller than 24 × 24 CSS pixels (WCAG 2.2, 2.5.8). Links within a sentence, whose size the line decides, are exempt:
#: those that are laid out inline or raised, next to text of the same block.
SMALL_TARGETS = """() => {
  const inSentence = element => {
    if (getComputedStyle(element).display !== "inline" && !element.closest("sup")) return false;
    const block = element.closest("p, li, dd, dt, figcaption, td");
    if (!block) return false;
    const words = block.cloneNode(true);
    words.querySelectorAll("a").forEach(link => link.remove());
    return words.textContent.trim() !== "";
  };
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(element => element.checkVisibility() && !inSentence(element))
    .map(element => [element.textContent.trim(), element.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24)
    .map(([text, box]) => `${text}: ${box.width} × ${box.height}`);
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_page__at_320_px__does_not_scroll_sideways(read: Callable[..., Page], kind: str, language: str) -> None:
    assert horizontal_overflow(read(address(kind, language), width=320)) <= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_article__with_text_at_200_percent__does_not_scroll_sideways(read: Callable[..., Page], language: str) -> None:
    page = read(address("article", language), width=640)
    small = page.locator("h1").evaluate("heading => parseFloat(getComputedStyle(heading).fontSize)")
    page.add_style_tag(content="html { font-size: 200% }")
    large = page.locator("h1").evaluate("heading => parseFloat(getComputedStyle(heading).fontSize)")
    assert large > 1.5 * small, "the text does not follow the reader's own size"
    assert horizontal_overflow(page) <= 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_targets__on_a_phone__are_large_enough(read: Callable[..., Page], kind: str, language: str) -> None:
    assert read(address(kind, language), width=360).evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_footer__on_a_short_page__ends_at_the_lower_edge(read: Callable[..., Page], kind: str, width: int) -> None:
    page = read(address(kind, "en"), width=width)
    footer = page.get_by_role("contentinfo").bounding_box()
    assert footer
    assert footer["y"] + footer["height"] >= 800


def test_pictures__once_scrolled_to__are_loaded(read: Callable[..., Page]) -> None:
    pictures = read(address("article", "en"), width=360).locator("main img")
    expect(pictures).not_to_have_count(0)
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("picture => picture.naturalWidth") > 0
