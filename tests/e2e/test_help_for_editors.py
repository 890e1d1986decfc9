"""What the editor adds to Wagtail's screens must be as usable as Wagtail's own."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.editing import open_article, save_draft, section, start_article
from tests.e2e.reading import violations


def panel_selector(page: Page) -> str:
    return f"#{section(page, 'Before publication').get_attribute('id')}"


def test_readiness_panel__of_an_incomplete_draft__passes_axe(editor: Page) -> None:
    start_article(editor, "Is everything there?")
    assert not violations(editor, within=panel_selector(editor))
    save_draft(editor)
    expect(section(editor, "Before publication")).to_contain_text("5 things are missing")
    assert not violations(editor, within=panel_selector(editor))


def test_readiness_panel__of_a_complete_edition__passes_axe(editor: Page) -> None:
    open_article(editor, "Wodurch entsteht Osteoporose?")
    expect(section(editor, "Before publication")).to_contain_text("All parts are there.")
    assert not violations(editor, within=panel_selector(editor))


def test_wagtails_checks__of_the_demonstration__find_no_issue(editor: Page) -> None:
    """An issue that our own markup causes would stand before every editor, who cannot do anything about it."""
    open_article(editor, "Wodurch entsteht Osteoporose?")
    editor.get_by_role("button", name="Toggle checks").click()
    checks = editor.get_by_role("heading", name="Issues found")
    expect(editor.get_by_role("heading", name="Content metrics")).to_be_visible()
    expect(checks).to_contain_text("0", timeout=15_000)
