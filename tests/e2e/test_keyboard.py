"""Everything can be reached and seen without a pointer."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e.reading import address


def tab_to(page: Page, target: Locator, at_most: int) -> None:
    for _step in range(at_most):
        page.keyboard.press("Tab")
        if target.evaluate("target => target === document.activeElement"):
            return
    raise AssertionError(f"not reached in {at_most} steps")


def is_outlined(target: Locator) -> bool:
    return bool(
        target.evaluate(
            "target => { const style = getComputedStyle(target); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }"
        )
    )


def test_first_tab__shows_the_skip_link__and_enter_moves_to_the_content(read: Callable[..., Page]) -> None:
    page = read(address("article", "en"))
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()


def test_language_switch__by_keyboard__is_opened_left_and_followed(read: Callable[..., Page]) -> None:
    page = read(address("article", "en"))
    menu = page.locator(".language-menu summary")
    german = page.get_by_role("navigation", name="Languages").get_by_role("link", name="Deutsch")
    tab_to(page, menu, at_most=8)
    assert is_outlined(menu)
    page.keyboard.press("Enter")
    tab_to(page, german, at_most=6)
    assert is_outlined(german)
    page.keyboard.press("Escape")
    expect(german).to_be_hidden()
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, german, at_most=6)
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "de")


def test_contents_list__by_keyboard__leads_into_the_section(read: Callable[..., Page]) -> None:
    page = read(address("article", "en"))
    link = page.get_by_role("navigation", name="On this page").locator('a[href="#research"]')
    tab_to(page, link, at_most=20)
    assert is_outlined(link)
    page.keyboard.press("Enter")
    expect(page.locator("#research").get_by_role("heading").first).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate(
        "document.querySelector('#research').compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING"
    ), "the keyboard goes on from the section, not from the contents list"


def test_codes_of_condition__by_keyboard__unfold(read: Callable[..., Page]) -> None:
    page = read(address("condition", "en"))
    summary = page.locator(".codes summary")
    tab_to(page, summary, at_most=20)
    assert is_outlined(summary)
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_be_visible()
