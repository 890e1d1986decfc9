"""Without its style sheet a page still makes sense: everything is there, in its order, and nothing shows that should not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.reading import KINDS, address

#: What a reader meets, in order: headings and landmarks, with their names.
OUTLINE = """() => [...document.querySelectorAll("header, nav, main, footer, h1, h2, h3")]
  .filter(element => element.checkVisibility())
  .map(element => `${element.localName} ${/^h[1-3]$/.test(element.localName) ? element.innerText.trim() : element.ariaLabel || ""}`)"""


def bare_window(browser: Browser, **options: Any) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 800}, **options).new_page()
    page.route("**/*.css", lambda route: route.abort())
    return page


@pytest.fixture(scope="module")
def windows(browser: Browser, reader_window: Callable[..., BrowserContext]) -> Iterator[tuple[Page, Page]]:
    """One with the style sheet and one without, for all pages."""
    styled, bare = reader_window().new_page(), bare_window(browser, java_script_enabled=True)
    yield styled, bare
    styled.close()
    bare.context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_page__without_styles_and_scripts__keeps_its_order(
    windows: tuple[Page, Page], base_url: str, kind: str, language: str
) -> None:
    styled, page = windows
    for window in windows:
        window.goto(address(kind, language, base_url))
    assert page.evaluate(OUTLINE) == styled.evaluate(OUTLINE)
    assert page.locator("body").evaluate("body => getComputedStyle(body).margin") == "8px", "the style sheet was blocked"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is larger than the window"


def test_language_switch__without_styles_and_scripts__opens(browser: Browser, base_url: str) -> None:
    page = bare_window(browser, java_script_enabled=False)
    page.goto(address("article", "en", base_url))
    assert not page.get_by_role("button", name="Print this page").is_visible(), "it could not print"
    page.locator(".language-menu summary").click()
    page.get_by_role("link", name="Deutsch").click()
    page.wait_for_url(f"**{address('article', 'de')}")
    page.context.close()
