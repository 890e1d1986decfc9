"""What people do in the admin, step by step, by what they see there."""

from __future__ import annotations

import re
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotInTimeError


def log_in(page: Page, role: str, password: str) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(role)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def open_article(page: Page, title: str) -> None:
    """From the listing of all articles to the editor of one."""
    page.goto("/admin/articles/")
    row(page, title).get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("button", name="More actions")).to_be_visible()


def row(page: Page, *texts: str) -> Locator:
    """The row of a listing that holds all these texts."""
    rows = page.get_by_role("row")
    for text in texts:
        rows = rows.filter(has_text=text)
    return rows


def start_article(page: Page, title: str) -> None:
    """A new article under the English condition, with nothing but a title."""
    page.goto("/admin/articles/")
    page.get_by_role("link", name="Add article").click()
    page.get_by_role("textbox", name="Title").first.press_sequentially(title)
    # The address follows the title while one types.
    expect(page.get_by_label("Slug")).not_to_have_value("")


def save_draft(page: Page) -> None:
    _press(page, "Save draft")


def submit(page: Page) -> None:
    _press(page, "Submit for medical review")


def _press(page: Page, name: str) -> None:
    """One of the buttons below the form: the first stands open, the others are behind it. Wagtail draws them anew whenever it has
    saved by itself, also between somebody's aim and their click, so that a click may be lost: they press again."""
    button = page.get_by_role("button", name=name, exact=True)
    for _try in range(3):
        _show(page, button)
        with suppress(NotInTimeError), page.expect_navigation():
            button.click(timeout=10_000)
            return
    with page.expect_navigation():
        button.click()


def _show(page: Page, button: Locator) -> None:
    """Opens the menu that the button is in, once its script is there, until it stays open."""
    for _try in range(6):
        if button.is_visible():
            return
        page.get_by_role("button", name="More actions").click()
        with suppress(NotInTimeError):
            button.wait_for(timeout=2_500)


def view_draft(page: Page) -> None:
    """The page as its latest draft would be, from the editor."""
    page.goto(page.url.split("?")[0].replace("/edit/", "/view_draft/"))


def messages(page: Page) -> Locator:
    """What the admin says about the last action."""
    return page.locator(".messages").and_(page.get_by_role("status"))


def section(page: Page, name: str) -> Locator:
    """One panel of the editor, by its heading."""
    return page.get_by_role("region", name=name, exact=True)


def open_tab(page: Page, name: str) -> Locator:
    page.get_by_role("tab", name=name).click()
    return page.get_by_role("tabpanel", name=name)


def add_block(where: Locator, kind: str) -> None:
    """Adds a block in front of all others."""
    where.get_by_role("button", name="Insert a block").first.click()
    option = where.page.get_by_role("option", name=kind, exact=True)
    option.click()
    expect(option).to_be_hidden()


def delete_blocks(where: Locator) -> None:
    delete = where.get_by_role("button", name="Delete", exact=True)
    while left := delete.count():
        delete.first.click()
        expect(delete).not_to_have_count(left)  # a block goes with all that stands in it


def write_at_end(passage: Locator, text: str) -> None:
    """Types into a rich-text editor, after everything that stands there."""
    passage.click()
    passage.press("Control+End")
    passage.press_sequentially(text)
    expect_in_form(passage, text.strip())


def expect_in_form(passage: Locator, text: str) -> None:
    """Waits until a rich-text editor has handed its text to the form. A person is slower than that, a test is not."""
    expect(field(passage).locator("input[type=hidden]").first).to_have_value(re.compile(re.escape(text)))


def field(control: Locator) -> Locator:
    """The whole field around a control: its label, help and complaints."""
    return control.locator("xpath=ancestor::*[@data-field][1]")
