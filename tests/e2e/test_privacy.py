"""Reading leaves no trace: no third party, no cookie, nothing stored; and nothing goes wrong on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.reading import KINDS, LANGUAGES, address


@dataclass(slots=True)
class Walk:
    """What a browser noticed while its reader opened every public page."""

    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    kept: Any = None

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("websocket", lambda socket: self.hosts.add(urlsplit(socket.url).netloc))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("requestfailed", lambda request: self.errors.append(f"{request.url}: {request.failure}"))
        page.on("console", lambda message: self._note(message.type, message.text, message.location["url"]))

    def _note(self, kind: str, text: str, url: str) -> None:
        if kind in {"error", "warning"} and not url.endswith(KINDS["missing"]):  # the browser reports its status, 404
            self.errors.append(f"{url}: {text}")


@pytest.fixture(scope="module")
def walk(browser: Browser, base_url: str) -> Walk:
    walk = Walk()
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    walk.watch(page)
    for place in ["/", *(address(kind, language, base_url) for language in LANGUAGES for kind in KINDS)]:
        page.goto(place)
        page.get_by_role("contentinfo").scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
    walk.kept = context.storage_state()
    context.close()
    return walk


def test_reading_everything__asks_no_other_host(walk: Walk, base_url: str) -> None:
    assert walk.hosts == {urlsplit(base_url).netloc}


def test_reading_everything__keeps_nothing(walk: Walk) -> None:
    assert walk.kept == {"cookies": [], "origins": []}


def test_reading_everything__logs_no_error(walk: Walk) -> None:
    assert walk.errors == []


def test_editors_session__is_the_only_one_with_cookies(read: Callable[..., Page], session_of: Callable[[str], Any]) -> None:
    """The control: the browser would have noticed a cookie."""
    assert session_of("editor")["cookies"]
    assert read(address("article", "en")).context.cookies() == []
