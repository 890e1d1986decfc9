"""What readers see when there is no such page, or when something broke."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, RequestFactory

from articles.models import HomePage
from articles.views.errors import server_error
from tests.factories import LANGUAGES, make_article, make_private
from tests.site.reader import DIRECTIONS, TAGS, one, queries_of, read, said, soup_of, switch, words

NOT_FOUND = ["{}no-such-condition/", "{}no/such/page/at/all/", "{}CAPITALS/", "{}%E4%BD%A0%E5%A5%BD/", "{}no-such-file.html"]


def assert_in_language(soup: BeautifulSoup, language: str) -> None:
    assert soup.html is not None
    assert (soup.html["lang"], soup.html["dir"]) == (TAGS[language], DIRECTIONS[language])


@pytest.mark.django_db
@pytest.mark.parametrize("address", NOT_FOUND)
@pytest.mark.parametrize("language", LANGUAGES)
def test_404__in_the_language_of_the_address(client: Client, language: str, address: str) -> None:
    response = client.get(address.format(f"/{language}/"))
    soup = soup_of(response)
    assert response.status_code == 404
    assert_in_language(soup, language)
    assert words(one(soup, "h1")) == said("We cannot find this page", language)
    assert f"/{language}/" in [link["href"] for link in soup.select("main a")]
    assert "noindex" in one(soup, 'meta[name="robots"]')["content"]
    assert "Set-Cookie" not in response.headers


@pytest.mark.django_db
def test_404__offers_the_other_languages_home_pages(client: Client) -> None:
    soup = read(client, "/de/no-such-page/", status=404)
    assert switch(soup) == {TAGS[language]: f"http://testserver/{language}/" for language in LANGUAGES}
    assert soup.select('link[rel="alternate"], link[rel="canonical"]') == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_404__no_word_of_english_elsewhere(client: Client, language: str) -> None:
    assert words(read(client, f"/{language}/none/", status=404).h1) != words(read(client, "/en/none/", status=404).h1)


@pytest.mark.django_db
def test_404__of_a_draft_gives_nothing_away(client: Client) -> None:
    article = make_article(live=False, title="A secret of the knee")
    assert "secret" not in read(client, article.url, status=404).get_text()


@pytest.mark.django_db
def test_404__under_a_private_page_gives_nothing_away(client: Client) -> None:
    article = make_private(make_article(title="A secret of the knee"))
    assert "secret" not in client.get(f"{article.url}more/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/no-such-page/", "/xx/", "/no-such-file.txt"])
def test_404__of_an_address_without_a_language(client: Client, address: str) -> None:
    soup = read(client, address, status=404, follow=True, headers={"Accept-Language": "fr"})
    assert_in_language(soup, "fr")


@pytest.mark.django_db
def test_404__head(client: Client) -> None:
    response = client.head("/en/no-such-page/")
    assert (response.status_code, response.content) == (404, b"")


@pytest.fixture
def forgiving(client: Client) -> Client:
    """A client that shows the answer to an error, as a browser does, instead of raising it."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("language", LANGUAGES)
def test_500__without_a_database_in_the_language_of_the_address(forgiving: Client, language: str) -> None:
    """Not marked for the database: every query fails, as when it is down."""
    response = forgiving.get(f"/{language}/osteoporosis/")
    soup = soup_of(response)
    assert response.status_code == 500
    assert_in_language(soup, language)
    assert words(one(soup, "h1")) == said("Something went wrong on our side", language)
    assert "noindex" in one(soup, 'meta[name="robots"]')["content"]
    assert soup.select("main a[href]") != []
    assert "Set-Cookie" not in response.headers


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_500__where_a_page_breaks_half_way(forgiving: Client, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    def breaks(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("a secret of the code")

    monkeypatch.setattr(HomePage, "get_context", breaks)
    response = forgiving.get(f"/{language}/")
    assert response.status_code == 500
    assert_in_language(soup_of(response), language)
    assert "secret" not in response.content.decode()


@pytest.mark.django_db
def test_500__makes_no_query(rf: RequestFactory) -> None:
    assert queries_of(lambda: server_error(rf.get("/en/"))) == []


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_500__no_word_of_english_elsewhere(forgiving: Client, language: str) -> None:
    assert words(soup_of(forgiving.get(f"/{language}/x/")).h1) != words(soup_of(forgiving.get("/en/x/")).h1)
