"""Every page, in every language and every way of reading: axe-core objects to nothing, with no rule switched off (WCAG 2.2, A and
AA), nothing runs off a narrow screen, everything can be hit, and a short page ends at the window's lower edge. A page is loaded
once and looked at in all its states, with what its text folds away unfolded."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.e2e.reading import (
    KINDS,
    LANGUAGES,
    address,
    enlarge_text,
    horizontal_overflow,
    small_targets,
    unfold,
    violations,
    violations_in,
)  # fmt: skip

PHONE, DESKTOP = {"width": 360, "height": 800}, {"width": 1280, "height": 800}
PAGES = [(kind, language) for kind in KINDS for language in LANGUAGES]


def states(page: Page) -> Iterator[str]:
    """Puts the page into one state after the other, and says which."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            yield f"{scheme}, {size['width']} px"
    enlarge_text(page, 200)
    yield "dark, text at 200 %"
    enlarge_text(page, 100)


def runs_off(page: Page) -> Iterator[str]:
    for width, percent in ((320, 100), (640, 200)):
        page.set_viewport_size({"width": width, "height": 800})
        enlarge_text(page, percent)
        if (overflow := horizontal_overflow(page)) > 0:
            yield f"at {width} px with text at {percent} % it is {overflow} px too wide"


def ends_too_early(page: Page) -> Iterator[str]:
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        footer = page.get_by_role("contentinfo").bounding_box()
        if not footer or footer["y"] + footer["height"] < size["height"]:
            yield f"at {size['width']} px nothing stands at the window's lower edge"


@pytest.fixture(scope="module")
def window(reader_window: Callable[..., BrowserContext]) -> Iterator[Page]:
    """One for all pages: to open one costs more than to load most of them."""
    page = reader_window().new_page()
    yield page
    page.close()


@pytest.mark.parametrize(("kind", "language"), PAGES, ids=lambda value: value)
def test_page__in_every_state__keeps_nobody_out(window: Page, base_url: str, kind: str, language: str) -> None:
    page = window
    page.goto(address(kind, language, base_url))
    problems = list(ends_too_early(page))
    unfold(page, "main")
    problems += violations_in(page, states(page))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    unfold(page, ".site-header")  # the menu lies over the page, so it comes by itself
    problems += [f"header unfolded: {found}" for found in [violations(page, ".site-header")] if found]
    problems += [f"too small: {target}" for target in small_targets(page)]
    problems += runs_off(page)
    direction = page.evaluate("getComputedStyle(document.body).direction")
    assert (problems, direction) == ([], "rtl" if language == "ar" else "ltr")


def test_text__follows_the_readers_own_size(read: Callable[..., Page]) -> None:
    page = read(address("article", "en"), width=640)
    sizes = []
    for percent in (100, 200):
        enlarge_text(page, percent)
        sizes.append(page.locator("main p").last.evaluate("text => parseFloat(getComputedStyle(text).fontSize)"))
    assert sizes[1] == 2 * sizes[0]


def test_pattern_page__in_every_state__keeps_nobody_out(work_as: Callable[[str], Page]) -> None:
    page = work_as("editor")
    page.goto("/admin/patterns/")
    assert list(violations_in(page, states(page))) == []
    assert list(runs_off(page)) == []
