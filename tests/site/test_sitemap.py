"""The sitemap, and that it and all pages agree on which page is which in every language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page

from articles import sitemaps
from tests.factories import (
    LANGUAGES,
    alias_behind_the_gate,
    home,
    make_article,
    make_condition,
    make_private,
    translate,
    translate_to_all,
)
from tests.reviewing import at, make_profile, make_signed_article
from tests.site.reader import TAGS, absolute, alternates, canonical, queries_of, read, switch, x_default

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
#: What every language has beside its pages, of which one is that of a reviewer.
VIEWS = ("", "a-z/", "glossary/", "reviewers/", "reviewers/ada/")
#: Addresses by `hreflang`.
Alternates = dict[str, str]


def urls(content: bytes) -> dict[str, Any]:
    """The entries of a file of the sitemap by their addresses, each once."""
    root = fromstring(content)
    assert root.tag == f"{MAP}urlset"
    entries = root.findall(f"{MAP}url")
    found = {entry.findtext(f"{MAP}loc"): entry for entry in entries}
    assert len(found) == len(entries)
    return found


def listed(client: Client) -> dict[str, Alternates]:
    """What the sitemap says of each address: where it is in which language."""
    response = client.get("/sitemap.xml")
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return {address: links(entry) for address, entry in urls(response.content).items()}


def links(entry: Any) -> Alternates:
    found = entry.findall(LINK)
    assert {link.attrib["rel"] for link in found} == {"alternate"}
    by_language = {link.attrib["hreflang"]: link.attrib["href"] for link in found}
    assert len(by_language) == len(found)
    return by_language


def of_page(client: Client, address: str) -> Alternates:
    """What a page says of itself in its head, which must agree with its own switch and canonical address."""
    soup = read(client, address)
    named = alternates(soup)
    assert canonical(soup) == address == named[str(soup.html["lang"]) if soup.html else ""]
    assert switch(soup) in ({}, named)
    [default] = x_default(soup)
    return {**named, "x-default": default}


def assert_reciprocal(sets: dict[str, Alternates]) -> None:
    """Every page's set holds the page itself, leads only to pages that are there, and each of them has the same set."""
    for address, own in sets.items():
        assert address in {at for tag, at in own.items() if tag != "x-default"}
        for other in own.values():
            assert sets[other] == own, f"{address} and {other} differ"


@pytest.fixture
def a_site_of_all_kinds() -> list[Page]:
    """Articles in all, some and one of the languages, with and without their source; and some that are not for readers."""
    make_profile(key="ada")
    make_profile(key="gone", live=False)
    everywhere = make_article()
    translate_to_all(everywhere)
    somewhere = make_article("en")
    translate(somewhere, "ar")
    translate(somewhere, "fr", live=False)
    alias_behind_the_gate(somewhere, "de")
    sourceless = make_article("de")
    translate(sourceless, "zh-hans")
    make_article("es", parent=make_condition("es"))
    lost = make_article()
    translate(lost, "fr")
    lost.unpublish()
    make_private(translate(make_article(), "es"))
    make_private(make_article("ar").get_parent())
    return [everywhere, somewhere, sourceless]


def test_alternates__are_reciprocal_on_every_page_and_in_the_sitemap(client: Client, a_site_of_all_kinds: list[Page]) -> None:
    from_map = listed(client)
    assert len(from_map) > 40
    assert_reciprocal(from_map)
    from_pages = {address: of_page(client, address) for address in from_map}
    assert from_pages == from_map
    histories = {at for page in a_site_of_all_kinds for at in of_page(client, f"{absolute(page)}history/").values()}
    assert_reciprocal({address: of_page(client, address) for address in histories})


def test_sitemap__every_edition_with_all_others(client: Client) -> None:
    editions = translate_to_all(make_article())
    expected = {TAGS[language]: absolute(edition) for language, edition in editions.items()}
    found = listed(client)
    for edition in editions.values():
        assert found[absolute(edition)] == {**expected, "x-default": absolute(editions["en"])}


def test_sitemap__home_conditions_and_reviewers_of_every_language(client: Client) -> None:
    make_profile(key="ada")
    condition = make_condition("ar")
    assert set(listed(client)) == {
        absolute(condition),
        *(f"http://testserver/{language}/{path}" for language in LANGUAGES for path in VIEWS),
    }


def test_sitemap__without_languages_whose_home_page_is_not_public(client: Client) -> None:
    article = make_article()
    translate(article, "fr")
    home("fr").unpublish()
    make_private(home("de"))
    found = listed(client)
    assert not [address for address in found if "/fr/" in address or "/de/" in address]
    assert_reciprocal(found)
    assert {address: of_page(client, address) for address in found} == found


def draft() -> Page:
    return make_article(live=False)


def unpublished() -> Page:
    article = make_article()
    article.unpublish()
    return article


def private() -> Page:
    return make_private(make_article())


def under_a_private_condition() -> Page:
    article = make_article()
    make_private(article.get_parent())
    return article


def alias() -> Page:
    return alias_behind_the_gate(make_article(), "fr")


@pytest.mark.parametrize("make", [draft, unpublished, private, under_a_private_condition, alias])
def test_sitemap__without_what_is_not_for_readers(client: Client, make: Callable[[], Page]) -> None:
    hidden = absolute(make())
    found = listed(client)
    assert hidden not in found
    assert hidden not in {address for alternates in found.values() for address in alternates.values()}


def test_sitemap__without_searches_feeds_histories_and_pictures(client: Client) -> None:
    make_article()
    paths = ("/search/", "/feed/", "/history/", "/picture/", "?")
    assert [address for address in listed(client) if any(path in address for path in paths)] == []


def test_lastmod__the_day_of_the_last_publication(client: Client) -> None:
    with at(2020, 5, 17):
        article = make_signed_article()
    entry = urls(client.get("/sitemap.xml").content)[absolute(article)]
    assert datetime.fromisoformat(entry.findtext(f"{MAP}lastmod")) == datetime.fromisoformat("2020-05-17T09:00:00+00:00")


def test_address__is_the_one_that_was_asked(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["health.example"]
    content = client.get("/sitemap.xml", headers={"Host": "health.example"}, secure=True).content
    assert "https://health.example/en/" in urls(content)


def test_many_addresses__are_listed_in_several_files(client: Client, settings: Settings) -> None:
    translate_to_all(make_article())
    whole = listed(client)
    settings.SITEMAP_LONGEST = 10
    index = fromstring(client.get("/sitemap.xml").content)
    assert index.tag == f"{MAP}sitemapindex"
    files = [location.text for location in index.iter(f"{MAP}loc")]
    assert files == [f"http://testserver/sitemap-{number}.xml" for number in range(1, len(files) + 1)]
    parts = [urls(client.get(str(address)).content) for address in files]
    assert len(parts) > 1
    assert all(len(part) <= 10 for part in parts)
    assert {address: links(entry) for part in parts for address, entry in part.items()} == whole
    for number in (0, len(files) + 1, 10**30):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_file__no_larger_than_the_protocol_allows(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert django_settings.SITEMAP_LONGEST == 50_000
    make_article()
    monkeypatch.setattr(sitemaps, "_LARGEST", 5_000)
    parts = [str(location.text) for location in fromstring(client.get("/sitemap.xml").content).iter(f"{MAP}loc")]
    assert len(parts) > 1
    for address in parts:
        assert len(client.get(address).content) <= 5_000 + 1_000


def test_file__that_is_one_of_one_is_not_there(client: Client) -> None:
    assert client.get("/sitemap-1.xml").status_code == 404


def test_sitemap__same_queries_with_few_and_with_many_pages(client: Client) -> None:
    make_profile(key="ada")
    make_article()
    client.get("/sitemap.xml")
    few = len(queries_of(lambda: client.get("/sitemap.xml")))
    for number in range(3):
        make_profile(key=f"bea-{number}")
        translate_to_all(make_article())
    assert len(queries_of(lambda: client.get("/sitemap.xml"))) == few <= 5
