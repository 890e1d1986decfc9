"""What a page costs its reader: few requests, few bytes, all from here."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import Browser, Page, Response

from tests.e2e.reading import KINDS, address

#: Over the wire, for an article with one figure, besides the figure.
MOST_BYTES = 60_000
MOST_REQUESTS = 4


def loaded(browser: Browser, address: str) -> list[Response]:
    """Everything that a reader's first visit to a page loads, with all of the page scrolled through."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address)
    page.get_by_role("contentinfo").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    for response in responses:
        response.finished()
    weighed = [response for response in responses if response.request.resource_type != "image" or "/static/" in response.url]
    assert context.cookies() == []
    return weighed


@pytest.mark.parametrize("kind", KINDS)
def test_page__is_few_requests__all_to_this_host(browser: Browser, base_url: str, kind: str) -> None:
    responses = loaded(browser, address(kind, "en", base_url))
    assert len(responses) <= MOST_REQUESTS, [response.url for response in responses]
    assert {urlsplit(response.url).netloc for response in responses} == {urlsplit(base_url).netloc}


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_article__is_light(browser: Browser, base_url: str, language: str) -> None:
    """The page itself counts as it stands; style and script as production sends them (`tests/test_styles.py`)."""
    responses = loaded(browser, address("article", language, base_url))
    sizes = [len(r.body()) if r.request.resource_type == "document" else len(brotli.compress(r.body())) for r in responses]
    assert sum(sizes) <= MOST_BYTES, [(r.url, size) for r, size in zip(responses, sizes, strict=True)]


def test_script__is_small_and_one(read: Callable[..., Page]) -> None:
    page = read(address("article", "en"))
    scripts = page.locator("script").all()
    assert [script.get_attribute("defer") for script in scripts if script.get_attribute("src")] == [""]
    source = page.request.get(str(page.locator("script[src]").get_attribute("src")))
    assert len(source.body()) <= 5_000
