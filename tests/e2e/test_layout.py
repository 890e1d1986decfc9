"""Pictures of an article. What holds for the layout of every page is looked at once a page, in `test_accessibility`."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.reading import address


def test_pictures__once_scrolled_to__are_loaded(read: Callable[..., Page]) -> None:
    pictures = read(address("article", "en"), width=360).locator("main img")
    expect(pictures).not_to_have_count(0)
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("picture => picture.naturalWidth") > 0
