"""Every page, in every language and every way of reading: axe-core objects to nothing, with no rule switched off (WCAG 2.2, A and
AA), nothing runs off a narrow screen, everything can be hit. A page is loaded once and looked at in all its states."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.e2e.reading import (
    KINDS,
    LANGUAGES,
    address,
    enlarge_text,
    horizontal_overflow,
    small_targets,
    unfold,
    violations,
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


def unfolded(page: Page) -> Iterator[str]:
    """With what was folded open: the language menu lies over the page, so it comes by itself."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for part in (".site-header", "main"):
        unfold(page, part)
        yield f"{part} unfolded"
        page.evaluate("document.querySelector('.language-menu')?.removeAttribute('open')")


def runs_off(page: Page) -> Iterator[str]:
    for width, percent in ((320, 100), (640, 200)):
        page.set_viewport_size({"width": width, "height": 800})
        enlarge_text(page, percent)
        if (overflow := horizontal_overflow(page)) > 0:
            yield f"at {width} px with text at {percent} % it is {overflow} px too wide"


@pytest.mark.parametrize(("kind", "language"), PAGES, ids=lambda value: value)
def test_page__in_every_state__keeps_nobody_out(read: Callable[..., Page], kind: str, language: str) -> None:
    page = read(address(kind, language))
    problems = [f"{state}: {found}" for state in states(page) if (found := violations(page))]
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    problems += [f"too small: {target}" for target in small_targets(page)]
    problems += [f"{state}: {found}" for state in unfolded(page) if (found := violations(page))]
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
    assert [f"{state}: {found}" for state in states(page) if (found := violations(page))] == []
    assert list(runs_off(page)) == []
