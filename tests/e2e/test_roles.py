"""Each role can log in and use what its menu offers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

#: What an administrator must find in the menu, at least.
FOR_ADMINISTRATORS = {"Articles", "Images", "Users", "Groups", "Site history", "Reader’s site"}


@pytest.fixture
def errors() -> list[str]:
    return []


def watch(page: Page, errors: list[str]) -> Page:
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("response", lambda response: errors.append(f"{response.status} {response.url}") if response.status >= 400 else None)
    return page


def menu(page: Page) -> dict[str, str]:
    """All entries of the main menu, those of submenus included, with their addresses."""
    page.goto("/admin/")
    sidebar = page.locator("#wagtail-sidebar")
    expect(sidebar.get_by_role("button", name="Help")).to_be_visible()
    entries = "links => links.map(link => [link.textContent.trim(), link.getAttribute('href')])"
    return dict(sidebar.locator("a[href^='/admin/']").evaluate_all(entries))


@pytest.mark.parametrize("role", ["administrator", "editor", "translator", "reviewer", "language-reviewer"])
def test_role__after_login__sees_the_admin(work_as: Callable[[str], Page], errors: list[str], role: str) -> None:
    page = watch(work_as(role), errors)
    page.goto("/admin/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(role.capitalize(), ignore_case=True)
    assert errors == []


@pytest.mark.parametrize("role", ["administrator", "editor", "translator", "reviewer", "language-reviewer"])
def test_every_menu_entry__opens(work_as: Callable[[str], Page], errors: list[str], role: str) -> None:
    page = watch(work_as(role), errors)
    entries = menu(page)
    for name, href in entries.items():
        page.goto(href)
        assert errors == [], name
        expect(page.get_by_role("heading", level=1).first).to_be_attached()


def test_administrator__finds_settings_users_and_reports(work_as: Callable[[str], Page]) -> None:
    assert set(menu(work_as("administrator"))) >= FOR_ADMINISTRATORS
