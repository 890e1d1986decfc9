"""What a shared link shows of a page (Open Graph), and what search results say under its title."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from tests.factories import (
    home,
    make_article,
    make_condition,
    mark_as_demonstration,
    publish,
    translate_to_all,
)
from tests.reviewing import make_profile
from tests.site.reader import absolute, canonical, one, read

pytestmark = pytest.mark.django_db


def graph(soup: BeautifulSoup) -> dict[str, str]:
    """Open Graph's properties of a page that has each once."""
    return {str(meta["property"]): str(meta["content"]) for meta in soup.select('head meta[property^="og:"]')}


def description(soup: BeautifulSoup) -> list[str]:
    return [str(meta["content"]) for meta in soup.select('meta[name="description"]')]


def test_article__is_shared_by_its_title_and_its_short_answer(client: Client) -> None:
    article = make_article(title="Why?", tldr="Because.")
    assert graph(read(client, article.url)) == {
        "og:title": "Why?",
        "og:description": "Because.",
        "og:type": "article",
        "og:url": absolute(article),
        "og:site_name": "Health answers",
        "og:locale": "en_US",
        "og:image": f"{absolute(article)}picture/",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Why?",
    }


def test_article__an_editor_s_own_words_come_first(client: Client) -> None:
    article = make_article(seo_title="Knees, explained", search_description="About knees.")
    soup = read(client, article.url)
    assert (graph(soup)["og:title"], graph(soup)["og:description"]) == ("Knees, explained", "About knees.")
    assert description(soup) == ["About knees."]


def test_description__is_cut_between_characters_rather_than_left_to_others(client: Client) -> None:
    [text] = description(read(client, make_article(tldr="knee " * 110).url))
    assert len(text) <= 300
    assert text.endswith("…")


def test_editions__name_the_locales_of_each_other(client: Client) -> None:
    editions = translate_to_all(make_article())
    soup = read(client, editions["zh-hans"].url)
    assert graph(soup)["og:locale"] == "zh_CN"
    others = [str(meta["content"]) for meta in soup.select('meta[property="og:locale:alternate"]')]
    assert others == ["en_US", "es_ES", "fr_FR", "de_DE", "ar_EG"]


def test_other_pages__are_shared_with_the_site_s_mark(client: Client) -> None:
    make_profile(key="ada")
    article = make_article()
    addresses = ["/en/", article.get_parent().url, f"{article.url}history/", "/en/reviewers/", "/en/reviewers/ada/"]
    for address in addresses:
        soup = read(client, address)
        shared = graph(soup)
        assert shared["og:url"] == canonical(soup) == f"http://testserver{address}"
        assert shared["og:title"]
        assert shared["og:image"] == "http://testserver/static/articles/share.png"
    assert graph(read(client, "/en/reviewers/ada/"))["og:type"] == "profile"


def test_picture_of_the_site__is_as_large_as_pages_say() -> None:
    path = finders.find("articles/share.png")
    assert path
    with Image.open(Path(str(path))) as picture:
        assert picture.size == (1200, 630)
    assert Path(str(path)).stat().st_size < 10_000


def test_home_and_condition__are_described_where_there_are_words(client: Client) -> None:
    root = home()
    root.introduction = "Plain answers."
    publish(root)
    condition = make_condition(search_description="All about knees.")
    assert description(read(client, "/en/")) == ["Plain answers."]
    assert description(read(client, condition.url)) == ["All about knees."]
    assert description(read(client, make_condition().url)) == []


def test_demonstration__is_kept_out_of_indexes(client: Client) -> None:
    article = make_article()
    assert read(client, article.url).select('meta[name="robots"]') == []
    mark_as_demonstration()
    for address in ("/en/", article.url, "/en/reviewers/"):
        assert one(read(client, address), 'meta[name="robots"]')["content"] == "noindex"


def test_feeds__are_named_where_readers_of_feeds_look(client: Client) -> None:
    article = make_article("fr")
    condition = article.get_parent()
    own = ["http://testserver/fr/feed/", f"http://testserver/fr/feed/{condition.slug}/"]
    for address, expected in {"/fr/": own[:1], condition.url: own, article.url: own, "/fr/reviewers/": own[:1]}.items():
        links = read(client, address).select('head link[rel="alternate"][type="application/atom+xml"]')
        assert [str(link["href"]) for link in links] == expected
        for link in links:
            assert link["title"]
            assert client.get(str(link["href"])).status_code == 200


def test_feeds__of_a_condition_only_where_readers_can_open_it(client: Client) -> None:
    article = make_article()
    missing_in_french = f"/fr/{article.url.removeprefix('/en/')}"
    assert not feeds_of(read(client, missing_in_french))
    condition = article.get_parent()
    condition.unpublish()
    assert client.get(f"/en/feed/{condition.slug}/").status_code == 404
    assert feeds_of(read(client, article.url)) == ["http://testserver/en/feed/"]


def feeds_of(soup: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in soup.select('head link[rel="alternate"][type="application/atom+xml"]')]
