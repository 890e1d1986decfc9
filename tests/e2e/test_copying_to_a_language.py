"""Carrying an article to another language: a draft of its own, under the condition in that language."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.editing import messages, row, save_draft, section, start_article


def test_editor__makes_a_draft_under_the_condition_in_that_language(work_as: Callable[[str], Page]) -> None:
    title = "Is this question made up by the editor?"
    page = work_as("editor")
    draft_article(page, title)
    page.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("link", name="Translate").click()
    page.get_by_label("German").check()
    page.get_by_label("Prepare ahead").check()
    page.get_by_role("button", name="Submit").click()
    expect(messages(page)).to_contain_text("German")
    page.goto("/admin/articles/")
    expect(row(page, title)).to_have_count(2)
    is_found_under_the_german_condition(page, title)


def test_translator__makes_it_from_the_matrix(work_as: Callable[[str], Page]) -> None:
    title = "Is this question made up for the translator?"
    draft_article(work_as("editor"), title)
    page = work_as("translator")
    page.goto("/admin/translations/?language=de&title=for+the+translator")
    page.get_by_role("button", name="Prepare ahead").click()
    expect(messages(page)).to_contain_text("German")
    page.goto("/admin/articles/")
    is_found_under_the_german_condition(page, title)


def draft_article(page: Page, title: str) -> None:
    start_article(page, title)
    save_draft(page)
    expect(messages(page)).to_contain_text(f"{title}' created", use_inner_text=True)
    expect(section(page, "Before publication")).to_contain_text("5 things are missing")


def is_found_under_the_german_condition(page: Page, title: str) -> None:
    draft = row(page, title, "Deutsch")
    expect(draft).to_contain_text("draft", ignore_case=True)
    draft.get_by_role("link", name="Osteoporose", exact=True).click()
    expect(row(page, title)).to_have_count(1)
    row(page, title).get_by_role("link", name=title, exact=True).click()
    expect(section(page, "Before publication")).to_contain_text("5 things are missing")
