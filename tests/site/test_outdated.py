"""A reader never meets a translation that has silently fallen behind its source."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from articles.domain.signoffs import Severity
from articles.models import ArticlePage
from articles.services.signing import take_down
from tests.factories import LANGUAGES, make_private, make_user, translate_to_all
from tests.reviewing import at, draft
from tests.site.reader import one, preview, queries_of, read, words
from tests.site.test_query_budgets import ARTICLE_BUDGET, make_full_article
from tests.translating import brought_up_to_date, change, set_policy, sign_and_publish, source_and

pytestmark = pytest.mark.django_db


def notice(soup: BeautifulSoup) -> str | None:
    found = soup.select(".outdated")
    return words(found[0]) if found else None


def test_safety__is_told_at_once_in_every_language_and_clears_with_new_sign_offs(client: Client) -> None:
    """The issue's own case: 70 becomes 700 in the source."""
    source = make_full_article(tldr="About 70 knees.")
    editions = translate_to_all(source)
    assert all(notice(read(client, page.url)) is None for page in editions.values())
    change(source, Severity.SAFETY, tldr="About 700 knees.")
    for language, page in editions.items():
        soup = read(client, page.url)
        assert (notice(soup) is not None) is (language != "en")
        if language == "en":
            continue
        block = one(soup, ".outdated.outdated-safety")
        link = one(block, ".outdated-source a")
        assert (link["href"], link["lang"], words(link)) == (f"http://testserver{source.url}", "en", source.title)
        assert one(block, "li a")["href"] == "#tldr"
        assert words(one(block, "li a")) == words(one(soup, "#tldr-heading"))
        assert soup.select("#tldr .outdated-mark")
        assert not soup.select("#causes .outdated-mark")
    for language, page in editions.items():
        if language == "en":
            continue
        brought_up_to_date(page, "tldr")
        assert notice(read(client, page.url)) is not None, "a declaration that nobody signed clears nothing"
        sign_and_publish(page)
        assert notice(read(client, page.url)) is None
        left = [code for code, other in editions.items() if notice(read(client, other.url))]
        assert left == [code for code in LANGUAGES if code != "en" and LANGUAGES.index(code) > LANGUAGES.index(language)]


def test_meaning__is_told_after_the_days_of_grace(client: Client) -> None:
    set_policy(grace_days=10)
    with at(2026, 1, 1):
        source, edition = source_and("fr")
    with at(2026, 3, 1):
        change(source, Severity.MEANING)
    for day, told in ((10, False), (11, True)):
        with at(2026, 3, day):
            soup = read(client, edition.url)
            assert (notice(soup) is not None) is told
            assert not soup.select(".outdated-safety")


def test_editorial__is_told_to_nobody(client: Client) -> None:
    source, edition = source_and("fr")
    change(source, Severity.EDITORIAL)
    assert notice(read(client, edition.url)) is None


def test_notice__names_what_has_no_anchor_without_a_link(client: Client) -> None:
    source, edition = source_and("es")
    change(source, Severity.SAFETY, title="Why else do knees glimmer?")
    item = one(read(client, edition.url), ".outdated li")
    assert not item.select("a")
    assert words(item)


@pytest.mark.parametrize("how", ["taken down", "private"])
def test_notice__stays_without_a_link_while_readers_cannot_open_the_source(client: Client, how: str) -> None:
    source, edition = source_and("es")
    change(source, Severity.SAFETY)
    if how == "private":
        make_private(source)
    else:
        take_down(source, "en", by=make_user(), reason="It was wrong.")
    soup = read(client, edition.url)
    assert notice(soup) is not None
    assert not soup.select(".outdated-source, .outdated-mark a")
    assert soup.select(".outdated-mark")


def test_preview__of_a_draft_shows_what_that_draft_lacks() -> None:
    source, edition = source_and("es")
    change(source, Severity.SAFETY)
    assert notice(preview(draft(edition, tldr="Borrador."))) is not None
    assert notice(preview(brought_up_to_date(edition, "tldr"))) is None


def test_notice__costs_one_query_more_for_the_days_of_grace(client: Client) -> None:
    source = make_full_article()
    editions = translate_to_all(source)

    def cost(page: ArticlePage) -> int:
        read(client, page.url)
        return len(queries_of(lambda: read(client, page.url)))

    assert cost(editions["ar"]) <= ARTICLE_BUDGET
    change(source, Severity.SAFETY)
    change(source, Severity.MEANING, title="Why, then?")
    assert cost(editions["ar"]) <= ARTICLE_BUDGET + 1


def test_api__says_the_same(client: Client) -> None:
    source, edition = source_and("es")
    address = f"{reverse('api:pages:listing')}{edition.pk}/"
    assert client.get(address).json()["outdated"] is None
    change(source, Severity.SAFETY)
    assert client.get(address).json()["outdated"] == {
        "severity": "safety",
        "sections": ["tldr"],
        "newer": f"http://testserver{source.url}",
    }
