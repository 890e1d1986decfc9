"""axe-core finds nothing to object to, with no rule switched off (WCAG 2.2, A and AA)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.reading import LANGUAGES, PUBLIC_KINDS, address, violations

PAGES = [
    *((kind, language) for kind in PUBLIC_KINDS for language in LANGUAGES),
    *(("missing", language) for language in ("en", "ar", "zh-hans")),
]


@pytest.mark.parametrize(("kind", "language"), PAGES, ids=lambda value: value)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page__passes_axe(read: Callable[..., Page], scheme: str, width: int, kind: str, language: str) -> None:
    page = read(address(kind, language), width=width, color_scheme=scheme)
    assert not violations(page)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_codes_of_condition__unfolded__pass_axe(read: Callable[..., Page], language: str) -> None:
    page = read(address("condition", language), width=360)
    page.locator("summary").click()
    expect(page.get_by_role("table")).to_be_visible()
    assert not violations(page)
