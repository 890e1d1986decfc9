"""What people do about reviews, step by step, by what they see there."""

from __future__ import annotations

import tomllib
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.editing import open_article, row, save_draft, section, submit

_DEMO = Path(__file__).resolve().parents[2] / "articles" / "demo"
CHECKLIST = "Checklist: you answer for every point"


def title_of(language: str) -> str:
    """What the demonstration's article is called in a language."""
    title: str = tomllib.loads((_DEMO / f"{language}.toml").read_text(encoding="utf-8"))["article"]["title"]
    return title


def short_answer(page: Page) -> Locator:
    return section(page, "Short answer").locator("textarea").first


def change_short_answer(page: Page, language: str, words: str) -> None:
    """Somebody who edits saves a draft with another short answer."""
    open_article(page, title_of(language))
    short_answer(page).fill(words)
    save_draft(page)


def submit_change(page: Page, language: str, words: str) -> None:
    change_short_answer(page, language, words)
    submit(page)


def open_review(page: Page, title: str, tab: str = "All") -> None:
    """From the queue to the screen of one text."""
    page.goto("/admin/review-desk/")
    page.get_by_role("navigation", name="Whose reviews").get_by_role("link", name=tab).click()
    row(page, title).get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def part(page: Page, name: str) -> Locator:
    """One part of the screen, by its heading."""
    return page.get_by_role("region", name=name, exact=True)


def fill_sign_off(page: Page, password: str, *, scope: str = "Only what changed") -> None:
    """Everything that a sign-off needs, the button apart."""
    form = part(page, "Sign")
    form.get_by_label(scope).check()
    form.get_by_label("Editorial: the meaning is the same").check()
    for point in form.get_by_role("group", name=CHECKLIST).get_by_role("checkbox").all():
        point.check()
    form.get_by_label("Your password").fill(password)


def sign(page: Page, password: str) -> None:
    fill_sign_off(page, password)
    with page.expect_navigation():
        part(page, "Sign").get_by_role("button", name="Sign").click()
