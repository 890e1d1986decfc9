"""What stands at the end of an article: what changed lately, what to read next."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.domain.signoffs import Severity
from tests.factories import make_article, make_condition, make_private, page_link, text_block, translate
from tests.site.reader import one, preview, queries_of, read, words
from tests.translating import change, source_and

pytestmark = pytest.mark.django_db

ICD = {"system": "icd-10", "display_name": "Glimmer"}


def test_related__linked_articles_first_then_the_newest_and_four_at_most(client: Client) -> None:
    condition = make_condition()
    others = [make_article(parent=condition) for _number in range(5)]
    make_private(make_article(parent=condition))
    make_article(parent=condition, live=False)
    make_article()
    article = make_article(parent=condition, causes=[text_block(f"<p>{page_link(others[0])}</p>")], citations=0)
    translate(article, "de")
    links = read(client, article.url).select(".related a")
    assert [link["href"] for link in links] == [others[number].url for number in (0, 4, 3, 2)]


def test_related__takes_the_same_queries_for_one_and_for_four(client: Client) -> None:
    condition = make_condition(codes=[{**ICD, "code": "M81"}])
    article = make_article(parent=condition)
    make_article(parent=condition)
    make_condition(codes=[{**ICD, "code": "M81.0"}])
    read(client, article.url)
    few = len(queries_of(lambda: read(client, article.url)))
    for number in range(3):
        make_article(parent=condition)
        make_condition(codes=[{**ICD, "code": f"M81.{number + 1}"}])
    assert len(queries_of(lambda: read(client, article.url))) == few
    assert len(read(client, article.url).select(".related a")) == 8


def test_related_topics__share_a_group_of_codes_in_the_same_language_or_are_linked(client: Client) -> None:
    akin = make_condition(codes=[{**ICD, "code": "M81.0"}])
    make_condition("de", codes=[{**ICD, "code": "M81.0"}])
    make_condition(codes=[{**ICD, "code": "M82"}])
    make_condition(codes=[{**ICD, "code": "M81"}], live=False)
    linked = make_condition()
    own = make_condition(codes=[{**ICD, "code": "M81"}])
    article = make_article(parent=own, causes=[text_block(f"<p>{page_link(linked)}</p>")], citations=0)
    links = read(client, article.url).select("[aria-labelledby=topics-heading] a")
    assert {link["href"] for link in links} == {akin.url, linked.url}


def test_nothing_to_read_next__is_not_announced(client: Client) -> None:
    assert not read(client, make_article().url).select(".related")


def test_lately__the_newest_three_events_with_links_to_the_history(client: Client) -> None:
    source, _edition = source_and("fr")
    for number in range(3):
        change(source, Severity.SAFETY if number == 2 else Severity.EDITORIAL, tldr=f"Answer {'abc'[number]}.")
    soup = read(client, source.url)
    items = one(soup, ".lately").select("li")
    assert len(items) == 3
    assert "Correction" in words(items[0])
    assert "could do harm" in words(items[0])
    history = read(client, f"{source.url}history/")
    for item in items:
        address, _hash, anchor = str(one(item, "a")["href"]).partition("#")
        assert address.endswith(f"{source.url}history/")
        assert one(history, f"#{anchor}")


def test_lately__says_nothing_of_a_draft() -> None:
    assert not preview(make_article(live=False)).select(".lately")


def test_switch__says_which_edition_is_older_than_its_source(client: Client) -> None:
    source, edition = source_and("fr")
    change(source, Severity.SAFETY, tldr="Another answer.")
    for page in (source, edition):
        status = read(client, page.url).select_one('.languages [lang="fr"] ~ .language-status')
        assert words(status) == ("older than its source" if page is source else words(status))
        assert status is not None
        assert "language-outdated" in status["class"]
