"""What home and condition pages list: what there is for readers of their language, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from articles.models import ArticlePage
from tests.factories import alias_behind_the_gate, make_article, make_condition, make_private, translate
from tests.site.reader import one, read, words

pytestmark = pytest.mark.django_db

FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)


def titles(soup: BeautifulSoup, heading: str) -> list[str]:
    """The titles listed under the heading with this id."""
    return [words(title) for title in soup.select(f'section[aria-labelledby="{heading}"] h3')]


def published_on(day: int, article: ArticlePage) -> ArticlePage:
    ArticlePage.objects.filter(pk=article.pk).update(first_published_at=FIRST_DAY + timedelta(days=day))
    return article


def test_home__lists_conditions_by_title_with_their_names(client: Client) -> None:
    make_condition(title="Marble elbow", also_known_as="Stony elbow\nCold elbow")
    make_condition(title="Glimmer knee")
    soup = read(client, "/en/")
    assert titles(soup, "conditions") == ["Glimmer knee", "Marble elbow"]
    assert "Stony elbow, Cold elbow" in words(one(soup, 'section[aria-labelledby="conditions"]'))


@pytest.mark.parametrize(("count", "said"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles")])
def test_home__says_how_many_articles_a_condition_has(client: Client, count: int, said: str) -> None:
    condition = make_condition()
    for _number in range(count):
        make_article(parent=condition)
    make_article(parent=condition, live=False)
    assert said in words(one(read(client, "/en/"), 'section[aria-labelledby="conditions"]')).split("knee")[-1]


@pytest.mark.parametrize("page", ["home", "condition"])
def test_listing__newest_first_with_link_and_short_answer(client: Client, page: str) -> None:
    condition = make_condition()
    old, new, middle = (published_on(day, make_article(parent=condition)) for day in (1, 9, 5))
    soup = read(client, "/en/" if page == "home" else condition.url)
    assert titles(soup, "articles") == [new.title, middle.title, old.title]
    section = one(soup, 'section[aria-labelledby="articles"]')
    assert [link["href"] for link in section.select("h3 a")] == [new.url, middle.url, old.url]
    assert new.tldr in words(section)


def test_home__shows_the_newest_and_the_condition_shows_all(client: Client) -> None:
    condition = make_condition()
    made = [published_on(day, make_article(parent=condition)) for day in range(14)]
    newest_first = [article.title for article in reversed(made)]
    shown = titles(read(client, "/en/"), "articles")
    assert shown == newest_first[: len(shown)]
    assert len(shown) < len(made)
    assert titles(read(client, condition.url), "articles") == newest_first


def draft(article: ArticlePage) -> None:
    article.unpublish()


def private(article: ArticlePage) -> None:
    make_private(article)


def in_another_language(article: ArticlePage) -> None:
    translate(article, "de")
    article.unpublish()
    article.delete()


@pytest.mark.parametrize("spoil", [draft, private, in_another_language])
def test_listing__without_what_readers_cannot_open(client: Client, spoil: Callable[[ArticlePage], None]) -> None:
    condition = make_condition()
    kept, spoiled = make_article(parent=condition), make_article(parent=condition)
    spoil(spoiled)
    for address in ("/en/", condition.url):
        soup = read(client, address)
        assert titles(soup, "articles") == [kept.title]


def test_listing__without_aliases(client: Client) -> None:
    article = make_article()
    french = translate(article.get_parent().specific, "fr")
    alias_behind_the_gate(article, "fr")
    for address in ("/fr/", french.url):
        assert titles(read(client, address), "articles") == []


def test_listing__under_a_private_condition_nothing_is_listed(client: Client) -> None:
    condition: Page = make_article().get_parent()
    make_private(condition)
    soup = read(client, "/en/")
    assert titles(soup, "conditions") == titles(soup, "articles") == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_listing__that_is_empty_says_so(client: Client, language: str) -> None:
    condition = make_condition(language)
    for address in (f"/{language}/", condition.url):
        assert words(one(read(client, address), "main .empty"))


def test_condition__shows_its_codes(client: Client) -> None:
    condition = make_condition(
        "de",
        codes=[
            {"system": "icd-10", "code": "M81", "display_name": "Made-up name"},
            {"system": "mesh", "code": "D010024", "display_name": "Another made-up name"},
        ],
    )
    rows = [[words(cell) for cell in row.select("th, td")] for row in read(client, condition.url).select("tbody tr")]
    assert [row[1:] for row in rows] == [["M81", "Made-up name"], ["D010024", "Another made-up name"]]
    assert all(row[0] for row in rows)
