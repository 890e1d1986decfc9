"""An editor's day: edit, preview, save, see what is missing, complete, submit; two reviewers sign it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.demonstration import Demonstration
from tests.e2e.editing import add_block, delete_blocks, log_in, messages, open_article, save_draft, section, submit, write_at_end
from tests.e2e.reading import address
from tests.e2e.reviewing import open_review, sign, title_of

EDITED = "A made-up sentence about moonlight."
PUT_BACK = "A made-up passage about moonlit research."


def test_editor__from_login_to_publication(
    new_context: Callable[..., BrowserContext],
    work_as: Callable[[str], Page],
    read: Callable[..., Page],
    demonstration: Demonstration,
) -> None:
    page = new_context(viewport={"width": 1440, "height": 1000}).new_page()
    log_in(page, "editor", demonstration.password)
    open_article(page, title_of("de"))
    expect(section(page, "Before publication")).to_contain_text("All parts are there.")

    write_at_end(section(page, "Causes").get_by_role("textbox").first, f" {EDITED}")
    page.get_by_role("button", name="Toggle preview").click()
    expect(page.frame_locator("#w-preview-iframe").locator("#causes")).to_contain_text(EDITED, timeout=15_000)
    save_draft(page)
    expect(messages(page)).to_contain_text("has been updated")
    expect(section(page, "Causes")).to_contain_text(EDITED)
    readers = read(address("article", "de"))
    expect(readers.locator("#causes")).not_to_contain_text(EDITED)

    delete_blocks(section(page, "Research frontiers"))
    save_draft(page)
    missing = section(page, "Before publication")
    expect(missing).to_contain_text("1 thing is missing")
    expect(missing).to_contain_text("“Research frontiers” has no text yet.")
    add_block(section(page, "Research frontiers"), "Text")
    write_at_end(section(page, "Research frontiers").get_by_role("textbox").first, PUT_BACK)
    save_draft(page)
    expect(section(page, "Before publication")).to_contain_text("All parts are there.")
    submit(page)
    expect(messages(page)).to_contain_text("submitted")
    for role in ("language-reviewer", "reviewer"):
        readers.reload()
        expect(readers.locator("#causes")).not_to_contain_text(EDITED)
        reviewer = work_as(role)
        open_review(reviewer, title_of("de"), tab="Mine")
        sign(reviewer, demonstration.password)
    readers.reload()
    expect(readers.locator("#causes")).to_contain_text(EDITED)
    expect(readers.locator("#research")).to_contain_text(PUT_BACK)
