"""The translator's editor in a real browser: the source beside each section, and the checks while one writes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.editing import open_article
from tests.e2e.reading import violations
from tests.e2e.reviewing import title_of

#: Parts of the editor that are this project's own.
OWN_PARTS = [".beside-overview", "#beside-title", "#beside-tldr", "#beside-causes"]


def left(box: Locator) -> float:
    """Where it begins, in CSS pixels from the left."""
    place = box.bounding_box()
    assert place
    return place["x"]


@pytest.mark.parametrize(("width", "is_beside"), [(1280, True), (360, False)])
def test_translator__into_arabic_sees_the_source_and_what_the_checks_find(
    work_as: Callable[[str], Page], width: int, is_beside: bool
) -> None:
    page = work_as("translator")
    open_article(page, title_of("ar"))
    page.set_viewport_size({"width": width, "height": 900})
    source = page.get_by_role("region", name="Source: Short answer")
    answer = page.get_by_role("textbox", name="Short answer (TL;DR)")
    expect(source).to_contain_text("No single faulty gene is to blame")
    expect(source.locator(".beside-text").first).to_have_css("direction", "ltr")
    expect(answer).to_have_css("direction", "rtl")
    assert (left(answer) - left(source) > 300) is is_beside

    before = answer.input_value()
    finding = source.locator("[data-fingerprint]").filter(has_text=f"the translation says “{width}”")
    expect(finding).to_have_count(0)
    answer.press("Control+End")
    answer.press_sequentially(f" {width}")
    expect(finding).to_be_visible()
    expect(answer).to_be_focused()
    finding.get_by_text("Justify it in writing").click()
    finding.get_by_label("Why this is right as it is").fill("A test.")
    assert not "".join(violations(page, within=part) for part in OWN_PARTS)

    answer.fill(before)
    expect(finding).to_have_count(0)
