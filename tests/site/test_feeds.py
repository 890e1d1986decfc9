"""The Atom feeds, held against what RFC 4287 asks of every feed and entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from articles import feeds
from articles.models import ArticlePage
from tests.factories import (
    LANGUAGES,
    alias_behind_the_gate,
    home,
    make_article,
    make_condition,
    make_private,
    mark_as_demonstration,
    translate,
)
from tests.reviewing import at, make_signed_article, revise
from tests.site.reader import TAGS, absolute, queries_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def feed_at(client: Client, address: str) -> Element:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed: Element = fromstring(response.content)
    assert_atom(feed)
    return feed


def assert_atom(feed: Element) -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2: what a feed and an entry must have, once; 4.2.6 and 3.3: how ids and dates look."""
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for part in [feed, *entries]:
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1
        assert text(part, "id").startswith("urn:uuid:")
        assert text(part, "title").strip()
        assert datetime.fromisoformat(text(part, "updated")).tzinfo
    assert feed.findtext(f"{ATOM}author/{ATOM}name"), "entries need no author of their own where the feed has one"
    for entry in entries:
        assert links(entry).keys() == {"alternate"}
        assert len(entry.findall(f"{ATOM}summary")) == 1
    identifiers = [text(part, "id") for part in [feed, *entries]]
    assert len(set(identifiers)) == len(identifiers)


def text(part: Element, name: str) -> str:
    return part.findtext(f"{ATOM}{name}") or ""


def links(part: Element) -> dict[str, str]:
    return {link.attrib["rel"]: link.attrib["href"] for link in part.findall(f"{ATOM}link")}


def titles(feed: Element) -> list[str]:
    return [text(entry, "title") for entry in feed.findall(f"{ATOM}entry")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_language__its_own_articles_and_no_others(client: Client, language: str) -> None:
    article = make_article(language)
    make_article("en" if language != "en" else "de")
    feed = feed_at(client, f"/{language}/feed/")
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == TAGS[language]
    assert links(feed) == {"self": f"http://testserver/{language}/feed/", "alternate": f"http://testserver/{language}/"}
    [entry] = feed.findall(f"{ATOM}entry")
    assert links(entry) == {"alternate": absolute(article)}
    assert (text(entry, "title"), text(entry, "summary")) == (article.title, f"<p>{article.tldr}</p>")


def test_condition__only_what_is_under_it(client: Client) -> None:
    article = make_article()
    make_article()
    condition = article.get_parent()
    feed = feed_at(client, f"/en/feed/{condition.slug}/")
    assert titles(feed) == [article.title]
    assert links(feed)["alternate"] == absolute(condition)


def test_entries__the_newest_publication_or_update_first(client: Client) -> None:
    with at(2020):
        first = make_signed_article(title="First")
    with at(2021):
        make_signed_article(title="Second")
    assert titles(feed_at(client, "/en/feed/")) == ["Second", "First"]
    with at(2022):
        revise(first)
    feed = feed_at(client, "/en/feed/")
    assert titles(feed) == ["First", "Second"]
    assert text(feed, "updated") == text(feed.findall(f"{ATOM}entry")[0], "updated") == "2022-01-01T09:00:00+00:00"
    assert text(feed.findall(f"{ATOM}entry")[0], "published") == "2020-01-01T09:00:00+00:00"


def test_identifiers__stay_when_the_address_and_the_words_change(client: Client) -> None:
    article = make_signed_article()
    edition = translate(article, "fr")

    def identifiers(language: str) -> list[str]:
        feed = feed_at(client, f"/{language}/feed/")
        return [text(part, "id") for part in [feed, *feed.findall(f"{ATOM}entry")]]

    before = identifiers("en")
    assert not set(before) & set(identifiers(edition.locale.language_code))
    revise(article)
    ArticlePage.objects.filter(pk=article.pk).update(slug="elsewhere")
    assert identifiers("en") == before


def test_feed__no_longer_than_a_reader_of_feeds_needs(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "ENTRIES", 2)
    for _number in range(3):
        make_article()
    assert len(titles(feed_at(client, "/en/feed/"))) == 2


def test_feed__without_entries_does_not_move(client: Client) -> None:
    assert text(feed_at(client, "/ar/feed/"), "updated") == text(feed_at(client, "/ar/feed/"), "updated")


NOT_FOR_READERS: dict[str, Callable[[], Any]] = {
    "draft": lambda: make_article(live=False),
    "unpublished": lambda: make_article().unpublish(),
    "private": lambda: make_private(make_article()),
    "under a private condition": lambda: make_private(make_article().get_parent()),
    "alias": lambda: alias_behind_the_gate(make_article("de"), "en"),
}


@pytest.mark.parametrize("make", NOT_FOR_READERS.values(), ids=NOT_FOR_READERS)
def test_feed__without_what_is_not_for_readers(client: Client, make: Callable[[], Any]) -> None:
    make()
    assert titles(feed_at(client, "/en/feed/")) == []


@pytest.mark.parametrize("spoil", ["draft", "private", "other language"])
def test_condition__that_is_not_for_readers_has_no_feed(client: Client, spoil: str) -> None:
    condition = make_condition("fr" if spoil == "other language" else "en", live=spoil != "draft")
    if spoil == "private":
        make_private(condition)
    assert client.get(f"/en/feed/{condition.slug}/").status_code == 404


def test_language__whose_home_page_is_private_has_no_feed(client: Client) -> None:
    make_private(home())
    assert client.get("/en/feed/").status_code == 404


def test_demonstration__every_entry_says_that_it_is_one(client: Client) -> None:
    make_article()
    mark_as_demonstration()
    feed = feed_at(client, "/en/feed/")
    for words in (text(feed, "subtitle"), text(feed.findall(f"{ATOM}entry")[0], "summary")):
        assert "invented" in words


def test_text__that_xml_cannot_hold_or_would_read_as_markup(client: Client) -> None:
    article = make_article(parent=make_condition(title="a\x0bb"))
    hostile = "</title><script>\x0b\x01\ufffe & ]]>"
    ArticlePage.objects.filter(pk=article.pk).update(title=hostile, tldr=hostile)
    for address in ("/en/feed/", f"/en/feed/{article.get_parent().slug}/"):
        [entry] = feed_at(client, address).findall(f"{ATOM}entry")
        assert text(entry, "title") == "</title><script> & ]]>"
        assert "&lt;script&gt;" in text(entry, "summary")


def test_feed__the_same_queries_with_one_and_ten_entries(client: Client) -> None:
    condition = make_condition()
    costs = []
    for number in (1, 9):
        for _number in range(number):
            make_article(parent=condition)
        client.get("/en/feed/")
        costs.append(len(queries_of(lambda: client.get("/en/feed/"))))
    assert costs[0] == costs[1] <= 5


def test_feed__that_has_not_changed_is_not_sent_again(client: Client) -> None:
    make_article()
    etag = client.get("/en/feed/")["ETag"]
    assert client.get("/en/feed/", headers={"If-None-Match": etag}).status_code == 304
    assert client.post("/en/feed/").status_code == 405
    head = client.head("/en/feed/")
    assert (head.status_code, head.content) == (200, b"")
