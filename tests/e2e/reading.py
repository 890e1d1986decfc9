"""The public pages of the demonstration, and what a reader's browser can measure on them."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LANGUAGES = ["en", "es", "fr", "de", "ar", "zh-hans"]
KINDS = {"home": "/", "condition": "/osteoporosis/", "article": "/osteoporosis/causes/", "missing": "/no-such-page/"}
PUBLIC_KINDS = ["home", "condition", "article"]

#: Rules that axe-core leaves off unless they are asked for, and that hold here, too. No rule is switched off.
_STRICTER = [
    "css-orientation-lock",
    "focus-order-semantics",
    "label-content-name-mismatch",
    "p-as-heading",
    "table-fake-caption",
    "td-has-header",
    "target-size",
]


def address(kind: str, language: str) -> str:
    return f"/{language}{KINDS[kind]}"


def violations(page: Page, within: str | None = None) -> str:
    """What axe-core objects to on the page, or in one element of it, as a report; empty where there is nothing."""
    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": True} for rule in _STRICTER}}
    results: Any = Axe().run(page, context=within, options=options)
    return str(results.generate_report()) if results.violations_count else ""


def horizontal_overflow(page: Page) -> int:
    """By how many CSS pixels the page is wider than its window, with everything unfolded that can be."""
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
