"""Readers need no JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.reading import LANGUAGES, address


@pytest.fixture
def article(read: Callable[..., Page]) -> Callable[[str], Page]:
    return lambda language: read(address("article", language), width=360, java_script_enabled=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_contents_link__without_javascript__jumps_to_its_section(article: Callable[[str], Page], language: str) -> None:
    page = article(language)
    target = page.locator("#research")
    expect(target).not_to_be_in_viewport()
    page.get_by_role("navigation").locator('a[href="#research"]').click()
    expect(page).to_have_url(re.compile(r"#research$"))
    expect(target.get_by_role("heading").first).to_be_in_viewport()


def test_citation__without_javascript__leads_to_its_reference_and_back(article: Callable[[str], Page]) -> None:
    page = article("en")
    citation = page.locator("#causes sup a").first
    reference = page.locator(str(citation.get_attribute("href")))
    citation.click()
    expect(reference).to_be_in_viewport()
    reference.get_by_role("link", name="Back to where").first.click()
    expect(citation).to_be_in_viewport()


@pytest.mark.parametrize(
    ("endonym", "language", "tag"), [("Deutsch", "de", "de"), ("العربيّة", "ar", "ar"), ("简体中文", "zh-hans", "zh-Hans")]
)
def test_language_switch__without_javascript__leads_to_the_same_article(
    article: Callable[[str], Page], endonym: str, language: str, tag: str
) -> None:
    page = article("en")
    page.locator(".language-menu summary").click()
    page.get_by_role("navigation", name="Languages").get_by_role("link", name=endonym).click()
    expect(page).to_have_url(re.compile(rf"{address('article', language)}$"))
    expect(page.locator("html")).to_have_attribute("lang", tag)
