"""Public pages set no cookie and depend on none, so that anything between the site and its readers may keep them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.models import ArticlePage
from tests.factories import LANGUAGES, make_article, make_condition

pytestmark = pytest.mark.django_db

PAGES: dict[str, Callable[[ArticlePage], str]] = {
    "root": lambda _article: "/",
    "home": lambda article: f"/{article.locale.language_code}/",
    "condition": lambda article: article.get_parent().url,
    "article": lambda article: article.url,
    "article by a link with tracking": lambda article: f"{article.url}?utm_source=letter&fbclid=1",
    "404": lambda article: f"{article.url}no-such-page/",
    "404 of an address without a language": lambda _article: "/no-such-page/",
    "404 of a file": lambda _article: "/no-such-file.txt",
    "address without its last slash": lambda article: article.url.rstrip("/"),
}


def assert_free_of_cookies(response: HttpResponse) -> None:
    assert "Set-Cookie" not in response.headers
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_public_page__neither_sets_nor_reads_cookies(client: Client, address: Callable[[ArticlePage], str]) -> None:
    assert_free_of_cookies(client.get(address(make_article())))


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_page__without_cookies_in_every_language(client: Client, language: str) -> None:
    article = make_article(language)
    for address in (f"/{language}/", article.get_parent().url, article.url, f"/{language}/no-such-page/"):
        assert_free_of_cookies(client.get(address))


def test_public_page__the_same_whatever_language_cookie_there_is(client: Client) -> None:
    condition = make_condition()
    addresses = [condition.url, "/en/no-such-page/", "/no-such-page/"]
    without = [client.get(address) for address in addresses]
    client.cookies["django_language"] = "ar"
    for before, address in zip(without, addresses, strict=True):
        after = client.get(address)
        assert (after.status_code, after.content, after.get("Location")) == (
            before.status_code,
            before.content,
            before.get("Location"),
        )
