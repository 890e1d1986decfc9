"""Without its style sheet a page still makes sense: everything is there, in its order, and nothing shows that should not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.reading import KINDS, address

#: What a reader meets, in order: headings and landmarks, with their names.
OUTLINE = """() => [...document.querySelectorAll("header, nav, main, footer, h1, h2, h3")]
  .filter(element => element.checkVisibility())
  .map(element => `${element.localName} ${/^h[1-3]$/.test(element.localName) ? element.innerText.trim() : element.ariaLabel || ""}`)"""


def opened(browser: Browser, address: str, **options: Any) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 800}, **options).new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.goto(address)
    return page


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_page__without_styles_and_scripts__keeps_its_order(
    read: Callable[..., Page], browser: Browser, base_url: str, kind: str, language: str
) -> None:
    place = address(kind, language, base_url)
    styled = read(place).evaluate(OUTLINE)
    page = opened(browser, place, java_script_enabled=True)
    assert page.evaluate(OUTLINE) == styled
    assert page.locator("body").evaluate("body => getComputedStyle(body).margin") == "8px", "the style sheet was blocked"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is larger than the window"
    page.context.close()


def test_language_switch__without_styles_and_scripts__opens(browser: Browser, base_url: str) -> None:
    page = opened(browser, address("article", "en", base_url), java_script_enabled=False)
    assert not page.get_by_role("button", name="Print this page").is_visible(), "it could not print"
    page.locator(".language-menu summary").click()
    page.get_by_role("link", name="Deutsch").click()
    page.wait_for_url(f"**{address('article', 'de')}")
    page.context.close()
