"""Where a language lacks an edition, another one is shown in its frame: said, marked, and kept from search engines."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories import alias_behind_the_gate, home, make_article, make_condition, make_private, translate
from tests.site.reader import absolute, alternates, canonical, one, queries_of, read, said, switch, words, x_default

pytestmark = pytest.mark.django_db


def in_language(address: str, language: str) -> str:
    return f"/{language}/{address.split('/', 2)[2]}"


def is_noindex(soup: BeautifulSoup) -> bool:
    return [meta["content"] for meta in soup.select('meta[name="robots"]')] == ["noindex"]


def statuses(soup: BeautifulSoup) -> dict[str, str]:
    return {
        str(item.select_one("[lang]")["lang"]): words(item.select_one(".language-status"))
        for item in soup.select(".languages li")
    }


def test_missing_edition__the_source_stands_in_within_the_reader_s_frame(client: Client) -> None:
    article = make_article()
    translate(article, "fr")
    soup = read(client, in_language(article.url, "ar"))
    assert soup.html is not None
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    content = one(soup, "#main > .content")
    assert (content["lang"], content["dir"]) == ("en", "ltr")
    assert words(one(content, "h1")) == article.title
    assert "Medically reviewed by:" in words(content)
    notice = one(soup, ".stand-in-notice")
    assert notice.find_parent(lang=True) is soup.html
    assert "الإنجليزية" in words(notice).replace("الإنجليزيّة", "الإنجليزية")
    assert [link["hreflang"] for link in notice.select("a")] == ["fr"]
    assert canonical(soup) == absolute(article)
    assert is_noindex(soup)
    assert alternates(soup) == {}
    assert x_default(soup) == []


def test_missing_edition__is_no_alternate_of_the_others_but_a_choice_in_the_switch(client: Client) -> None:
    article = make_article()
    soup = read(client, article.url)
    assert not is_noindex(soup)
    assert list(alternates(soup)) == list(switch(soup)) == ["en"]
    assert statuses(soup) == {"en": "this edition", **dict.fromkeys(["es", "fr", "de", "ar", "zh-Hans"], "not yet translated")}
    for link in soup.select(".languages a[rel=nofollow]"):
        assert read(client, str(link["href"])).select(".stand-in-notice")


def test_missing_edition__without_one_in_the_source_language_the_first_stands_in(client: Client) -> None:
    spanish = make_article("es")
    translate(spanish, "ar")
    soup = read(client, in_language(spanish.url, "de"))
    assert canonical(soup) == absolute(spanish)
    assert said("not yet translated", "de") == statuses(soup)["de"]
    assert [link["lang"] for link in soup.select(".languages [aria-current]")] == ["de"]


def test_missing_condition__the_source_stands_in_with_its_articles(client: Client) -> None:
    article = make_article()
    condition = article.get_parent()
    soup = read(client, in_language(condition.url, "de"))
    assert words(one(soup, "h1")) == condition.title
    assert [link["href"] for link in soup.select(".cards a")] == [article.url]
    assert canonical(soup) == absolute(condition)
    assert is_noindex(soup)


def test_stand_in__has_the_way_up_in_the_reader_s_language(client: Client) -> None:
    article = make_article()
    german = translate(article.get_parent().specific, "de")
    soup = read(client, in_language(article.url, "de"))
    assert [link["href"] for link in soup.select(".crumbs a")] == ["/de/", german.url]


def test_edition_under_another_address__is_where_readers_are_sent(client: Client) -> None:
    article = make_article()
    german = translate(article, "de")
    german.slug = "warum"
    german.save_revision().publish()
    response = client.get(f"{in_language(article.url, 'de')}?page=2")
    assert (response.status_code, response["Location"]) == (302, f"{type(german).objects.get(pk=german.pk).url}?page=2")


def test_part_of_a_missing_edition__is_at_the_edition_that_stands_in(client: Client) -> None:
    article = make_article()
    response = client.get(f"{in_language(article.url, 'de')}history/")
    assert (response.status_code, response["Location"]) == (302, f"{article.url}history/")


def test_nothing_stands_in__that_readers_cannot_open(client: Client) -> None:
    draft, private = make_article(live=False), make_private(make_article())
    below = make_article()
    make_private(below.get_parent())
    for page in (draft, private, below):
        read(client, in_language(page.get_url() or page.url, "de"), status=404)
    german = make_article("de")
    alias = alias_behind_the_gate(german, "fr")
    assert canonical(read(client, in_language(alias.url, "fr"))) == absolute(german)


def test_nothing_stands_in__where_there_is_no_such_page(client: Client) -> None:
    article = make_article()
    for wrong in ("none/", "history/none/", "history/history/"):
        read(client, f"{in_language(article.url, 'de')}{wrong}", status=404)
    read(client, f"{in_language(make_condition().url, 'de')}history/", status=404)
    read(client, "/de/%00/", status=404)


def test_stand_in__takes_the_same_queries_beside_one_and_five_editions(client: Client) -> None:
    article = make_article()
    address = in_language(article.url, "zh-hans")
    read(client, address)
    alone = len(queries_of(lambda: read(client, address)))
    for language in ("es", "fr", "de", "ar"):
        translate(article, language)
    assert len(queries_of(lambda: read(client, address))) == alone


def test_stand_in__names_no_page_above_that_readers_cannot_open(client: Client) -> None:
    article = make_article()
    spanish = translate(article.get_parent().specific, "es", title="Secreto")
    address = in_language(article.url, "es")
    make_private(spanish)
    response = client.get(address)
    assert response.status_code == 200
    assert "Secreto" not in response.content.decode()
    assert [link["href"] for link in read(client, address).select(".crumbs a")] == ["/es/"]


def test_language_without_a_live_home_page__is_not_shown_in_another_frame(client: Client) -> None:
    article = make_article()
    french = translate(article, "fr")
    home("fr").unpublish()
    for address in ("/fr/", french.url, in_language(make_article().url, "fr")):
        read(client, address, status=404)
    soup = read(client, article.url)
    assert list(alternates(soup)) == ["en"]
    assert "fr" not in switch(soup)
    assert set(alternates(read(client, "/en/glossary/"))) == {"en", "es", "de", "ar", "zh-Hans"}
    soup = read(client, "/fr/glossary/")
    assert (alternates(soup), x_default(soup)) == ({}, [])
