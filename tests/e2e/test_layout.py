"""Fingers, short pages and pictures: what depends on the layout of one page. What holds for every page is looked at once a
page, in `test_accessibility`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.reading import KINDS, address


@pytest.mark.parametrize("kind", KINDS)
def test_footer__on_a_short_page__ends_at_the_lower_edge(read: Callable[..., Page], kind: str) -> None:
    page = read(address(kind, "en"))
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
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
