"""Reading the site as a reader's browser does: without cookies, by what the page says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page

#: The tag of each language as `lang` and `hreflang` write it (BCP 47), and its direction.
TAGS = {"en": "en", "es": "es", "fr": "fr", "de": "de", "ar": "ar", "zh-hans": "zh-Hans"}
DIRECTIONS = {**dict.fromkeys(TAGS, "ltr"), "ar": "rtl"}
ANCHORS = ["tldr", "causes", "genetics", "risk-factors", "research", "disclaimer"]


def soup_of(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def read(client: Client, address: str, status: int = 200, **extra: Any) -> BeautifulSoup:
    """What stands at an address, after checking the status of the answer."""
    response = client.get(address, **extra)
    assert response.status_code == status, f"{address} answered {response.status_code}"
    return soup_of(response)


def preview(page: Page) -> BeautifulSoup:
    """What an editor's preview of a page shows."""
    response = page.make_preview_request(preview_mode=page.default_preview_mode)
    assert response.status_code == 200
    response.render() if hasattr(response, "render") else None
    return soup_of(response)


def words(element: Tag | BeautifulSoup | None) -> str:
    """The text of an element as it is read, whitespace collapsed."""
    assert element is not None, "there is no such element"
    return " ".join(element.get_text(" ").split())


def one(soup: Tag | BeautifulSoup, selector: str) -> Tag:
    found = soup.select(selector)
    assert len(found) == 1, f"{len(found)} of {selector}"
    return found[0]


def alternates(soup: BeautifulSoup) -> dict[str, str]:
    """Addresses by `hreflang`, without x-default."""
    links = soup.select('head link[rel="alternate"][hreflang]')
    return {str(link["hreflang"]): str(link["href"]) for link in links if link["hreflang"] != "x-default"}


def x_default(soup: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in soup.select('head link[rel="alternate"][hreflang="x-default"]')]


def switch(soup: BeautifulSoup) -> dict[str, str]:
    """The addresses in the language switch, by `hreflang`."""
    return {str(link["hreflang"]): str(link["href"]) for link in soup.select("nav.languages a[hreflang]")}


def canonical(soup: BeautifulSoup) -> str:
    return str(one(soup, 'head link[rel="canonical"]')["href"])


def absolute(page: Page) -> str:
    return f"http://testserver{page.url}"


def said(message: str, language: str) -> str:
    """A message of the interface in a language."""
    with translation.override(language):
        return translation.gettext(message)


def queries_of(action: Callable[[], Any]) -> list[str]:
    """The SQL of every query that an action makes."""
    with CaptureQueriesContext(connection) as captured:
        action()
    return [query["sql"] for query in captured.captured_queries]
