"""The language matrix and the translators' list in a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.reading import horizontal_overflow, violations

MATRIX = "/admin/translations/"


@pytest.mark.parametrize(
    ("place", "width", "scheme", "direction"),
    [
        ("", 1440, "light", "ltr"),
        ("", 360, "dark", "rtl"),
        ("?kind=glossaryterm", 820, "dark", "ltr"),
        ("work/", 360, "light", "rtl"),
    ],
)
def test_screen__passes_axe_and_fits(work_as: Callable[[str], Page], place: str, width: int, scheme: str, direction: str) -> None:
    page = work_as("editor")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(MATRIX + place)
    page.evaluate("direction => document.documentElement.dir = direction", direction)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert not violations(page)
    assert horizontal_overflow(page) == 0


def test_matrix__keeps_the_titles_in_sight(work_as: Callable[[str], Page]) -> None:
    page = work_as("editor")
    page.set_viewport_size({"width": 700, "height": 900})
    page.goto(MATRIX)
    region = page.get_by_role("region", name="Texts and where they are in each language")
    region.focus()
    region.evaluate("region => region.scrollLeft = region.scrollWidth")
    expect(region.locator("tbody th").first).to_be_in_viewport()
    title = region.locator("tbody th").first.bounding_box()
    frame = region.bounding_box()
    assert title is not None
    assert frame is not None
    assert abs(title["x"] - frame["x"]) < 3
