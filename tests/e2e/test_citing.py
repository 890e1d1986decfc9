"""Citing a publication from within a passage (static/articles/editor/citation.js)."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.editing import (
    add_block,
    expect_in_form,
    messages,
    open_article,
    save_draft,
    section,
    start_article,
    view_draft,
    write_at_end,
)
from tests.e2e.reading import violations
from tests.e2e.reviewing import title_of

FACT = "Una frase inventada sobre la luna."


def open_citation_dialog(page: Page, passage_of: str) -> None:
    """Draftail shows its toolbar once something is selected: the last word, as an editor who has just written a fact."""
    section(page, passage_of).get_by_role("textbox").first.press("Control+Shift+ArrowLeft")
    page.get_by_role("button", name="Cite a reference").click()


def test_cite_a_reference__in_the_draft__is_a_number_that_leads_to_the_reference(editor: Page) -> None:
    open_article(editor, title_of("es"))
    write_at_end(section(editor, "Causes").get_by_role("textbox").first, f" {FACT}")
    open_citation_dialog(editor, "Causes")
    dialog = editor.get_by_role("dialog", name="Cite a reference")
    assert not violations(editor, within="dialog[open]")
    dialog.get_by_role("button", name="morris-2019").click()
    expect(dialog).to_be_hidden()
    expect_in_form(section(editor, "Causes").get_by_role("textbox").first, f"{FACT}[morris-2019]")
    save_draft(editor)
    expect(messages(editor)).to_contain_text("has been updated")

    view_draft(editor)
    passage = editor.locator("#causes").get_by_role("paragraph").filter(has_text=FACT)
    citation = passage.locator("sup").last.get_by_role("link")
    number = citation.inner_text()
    assert number.isdecimal()
    expect(passage).to_contain_text(f"{FACT}{number}")
    expect(editor.locator(str(citation.get_attribute("href")))).to_contain_text("Morris JA")


def test_cite_a_reference__where_there_is_none__says_where_to_add_one(editor: Page) -> None:
    start_article(editor, "Can one cite nothing?")
    add_block(section(editor, "Causes"), "Text")
    write_at_end(section(editor, "Causes").get_by_role("textbox").first, "A made-up fact.")
    open_citation_dialog(editor, "Causes")
    dialog = editor.get_by_role("dialog", name="Cite a reference")
    expect(dialog).to_contain_text("no references yet")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()
    expect(section(editor, "Causes")).to_contain_text("A made-up fact.")
