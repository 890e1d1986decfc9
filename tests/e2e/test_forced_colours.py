"""Where the system replaces all colours (Windows' contrast themes), borders and words still say what colours said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.reading import address

VISIBLE_EDGE = """box => {
  const style = getComputedStyle(box), canvas = getComputedStyle(document.body).backgroundColor;
  const visible = edge => parseFloat(style[`${edge}Width`]) > 0 && ![canvas, "rgba(0, 0, 0, 0)"].includes(style[`${edge}Color`]);
  return visible(EDGE);
}"""


def has_edge(box: Locator, edge: str) -> bool:
    return bool(box.evaluate(VISIBLE_EDGE.replace("EDGE", f'"{edge}"')))


@pytest.fixture(params=["light", "dark"])
def article(request: pytest.FixtureRequest, read: Callable[..., Page]) -> Page:
    page = read(address("article", "en"), forced_colors="active", color_scheme=request.param)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def test_short_answer_and_callout__with_forced_colours__are_set_apart(article: Page) -> None:
    for box in (article.locator("#tldr"), article.get_by_role("note").first):
        expect(box).to_be_visible()
        assert has_edge(box, "borderInlineStart")


def test_language_switch__with_forced_colours__marks_only_the_current_language(article: Page) -> None:
    article.locator(".language-menu summary").click()
    languages = article.get_by_role("navigation", name="Languages").get_by_role("listitem")
    marked = [language.inner_text().split("\n")[0] for language in languages.all() if has_edge(language, "borderInlineStart")]
    assert marked == ["English"]
