"""How many queries a page costs: few, and the same however much stands on it.

Every page is asked for once before counting. That draws pictures in their sizes and fills Wagtail's cache of the sites'
root pages, both of which outlive a request; nothing else is cached.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from articles.domain.signoffs import Severity
from articles.models import ArticlePage
from tests.factories import (
    figure_block,
    image,
    make_article,
    make_condition,
    make_disclaimer,
    make_glossary_term,
    make_risk_factor,
    risk_factor_list_block,
    text_block,
    translate_to_all,
)
from tests.site.reader import queries_of, read
from tests.translating import change, source_and

pytestmark = pytest.mark.django_db

#: The site with its settings and policy; the page with those above it; its pictures; its risk factors; the pages around it
#: (editions, links, what to read next, about the site); what its words were made from; the glossary; the ledger with signers.
ARTICLE_BUDGET = 8
#: Where a language lacks the article: one more, for the edition that stands in.
STAND_IN_BUDGET = 9


def cost(client: Client, address: str) -> int:
    read(client, address)
    return len(queries_of(lambda: read(client, address)))


def make_full_article(language: str = "en", **counts: int) -> ArticlePage:
    """An article with at least one of everything that a page could ask the database for, a disclaimer of its own included."""
    counts = {"blocks": 1, "citations": 1, "images": 1, "page_links": 1, "risk_factors": 1, **counts}
    factors = [make_risk_factor(modifiable=bool(number % 2)) for number in range(counts.pop("risk_factors"))]
    body = [text_block(), risk_factor_list_block(*factors)]
    return make_article(language, risk_factors=body, disclaimer=make_disclaimer(), **counts)


def test_article__few_queries_with_everything_on_it(client: Client) -> None:
    article = make_full_article(blocks=10, citations=20, images=10, page_links=10, risk_factors=11)
    editions = translate_to_all(article)
    for edition in editions.values():
        assert cost(client, edition.url) <= ARTICLE_BUDGET


def test_article__few_queries_where_another_edition_stands_in(client: Client) -> None:
    article = make_full_article(blocks=10, citations=20, images=10, page_links=10, risk_factors=11)
    assert cost(client, article.url.replace("/en/", "/es/")) <= STAND_IN_BUDGET


def test_article__few_queries_when_it_is_signed_outdated_and_among_others(client: Client) -> None:
    """With a review block, what changed lately, what to read next, older words of vocabulary: what else an article can show."""
    source, edition = source_and("fr")
    change(source, Severity.SAFETY, tldr="Another answer.")
    for _number in range(3):
        make_article("fr", parent=edition.get_parent())
    soup = read(client, edition.url)
    assert all(soup.select(part) for part in (".outdated", ".lately", ".related", ".review-people", 'script[type*="ld+json"]'))
    assert cost(client, edition.url) <= ARTICLE_BUDGET


@pytest.mark.parametrize(
    ("what", "few", "many"),
    [
        ("blocks", 1, 10),
        ("citations", 1, 20),
        ("images", 1, 10),
        ("page_links", 1, 10),
        ("risk_factors", 1, 11),
    ],
    ids=lambda value: str(value),
)
def test_article__same_queries_with_few_and_with_many(client: Client, what: str, few: int, many: int) -> None:
    assert cost(client, make_full_article(**{what: few}).url) == cost(client, make_full_article(**{what: many}).url)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_article__same_queries_with_one_and_six_languages(client: Client, language: str) -> None:
    article = make_full_article(language)
    alone = cost(client, article.url)
    translate_to_all(article)
    assert cost(client, article.url) == alone


def test_article__same_queries_with_one_and_ten_terms(client: Client) -> None:
    text = " ".join(f"Bright{letter} glow." for letter in "abcdefghij")
    article = make_article(causes=[text_block(f"<p>{text}</p>")], citations=0)
    make_glossary_term(term_en="Brighta")
    with_one = cost(client, article.url)
    for letter in "bcdefghij":
        make_glossary_term(term_en=f"Bright{letter}")
    assert len(read(client, article.url).select("#causes .term")) == 10
    assert cost(client, article.url) == with_one


def test_glossary__same_queries_with_one_and_ten_terms_and_articles(client: Client) -> None:
    def fill(letters: str) -> int:
        for letter in letters:
            make_glossary_term(term_en=f"Bright{letter}")
            make_article(causes=[text_block(f"<p>Bright{letter} glow.</p>")], citations=0)
        cache.clear()
        return len(queries_of(lambda: read(client, "/en/glossary/")))

    assert fill("a") == fill("bcdefghij")


def test_article__same_queries_where_links_have_one_and_six_languages(client: Client) -> None:
    article = make_article(page_links=3)
    before = cost(client, article.url)
    for condition in article.get_parent().get_siblings(inclusive=False):
        translate_to_all(condition.specific)
    assert cost(client, article.url) == before


def test_article__same_queries_with_one_list_of_risk_factors_and_with_five(client: Client) -> None:
    factor = make_risk_factor()
    one = make_article(causes=[risk_factor_list_block(factor)], citations=0)
    five = make_article(
        causes=[risk_factor_list_block(factor), risk_factor_list_block(factor)],
        genetics=[risk_factor_list_block(factor)],
        risk_factors=[risk_factor_list_block(factor)],
        research=[risk_factor_list_block(factor)],
        citations=0,
    )
    assert cost(client, one.url) == cost(client, five.url)


def test_article__same_queries_with_pictures_in_one_section_and_in_four(client: Client) -> None:
    one = make_article(causes=[text_block(), figure_block(image())], citations=0)
    sections = {section: [text_block(), figure_block(image())] for section in ("causes", "genetics", "risk_factors", "research")}
    assert cost(client, one.url) == cost(client, make_article(citations=0, **sections).url)


def test_article__among_many_costs_the_same_as_alone(client: Client) -> None:
    article = make_article()
    alone = cost(client, article.url)
    for _number in range(5):
        make_article(parent=article.get_parent())
    assert cost(client, article.url) == alone


#: What other pages of the site cost, and no more however much stands on them.
BUDGETS = {
    "/en/": 6,
    "/en/glossary/": 4,
    "/en/a-z/": 5,
    "/en/reviewers/": 3,
    "/en/search/?q=glow": 8,
    "/en/feed/": 4,
}


@pytest.mark.parametrize(("address", "budget"), BUDGETS.items(), ids=str)
def test_page__few_queries(client: Client, address: str, budget: int) -> None:
    make_article(causes=[text_block("<p>Glow.</p>")], citations=0)
    client.get(address)
    assert len(queries_of(lambda: client.get(address))) <= budget


LISTINGS: dict[str, Callable[[Any], str]] = {"home": lambda _condition: "/en/", "condition": lambda condition: condition.url}


@pytest.mark.parametrize("address", LISTINGS.values(), ids=LISTINGS)
def test_listing__same_queries_with_one_and_twenty_articles(client: Client, address: Callable[[Any], str]) -> None:
    condition = make_condition(codes=[{"system": "icd-10", "code": "A00", "display_name": "Glimmer"}])
    make_article(parent=condition)
    with_one = cost(client, address(condition))
    for _number in range(19):
        make_article(parent=condition, blocks=2)
    assert cost(client, address(condition)) == with_one


def test_home__same_queries_with_one_and_ten_conditions(client: Client) -> None:
    make_article()
    with_one = cost(client, "/en/")
    for _number in range(9):
        make_article()
    assert cost(client, "/en/") == with_one


def test_condition__few_queries(client: Client) -> None:
    condition = make_condition(codes=[{"system": "icd-10", "code": "A00", "display_name": "Glimmer"}])
    make_article(parent=condition)
    assert cost(client, condition.url) <= 7


def test_condition__same_queries_with_one_and_ten_codes(client: Client) -> None:
    codes = [{"system": "icd-10", "code": f"A0{number}", "display_name": "Glimmer"} for number in range(10)]
    assert cost(client, make_condition(codes=codes[:1]).url) == cost(client, make_condition(codes=codes).url)


def test_condition__same_queries_with_one_and_six_languages(client: Client) -> None:
    condition = make_condition()
    alone = cost(client, condition.url)
    translate_to_all(condition)
    assert cost(client, condition.url) == alone


@pytest.mark.parametrize("depth", [1, 3, 50])
def test_404__no_more_queries_however_deep_the_address(client: Client, depth: int) -> None:
    def ask(address: str) -> int:
        client.get(address)
        return len(queries_of(lambda: read(client, address, status=404)))

    assert ask("/en/" + "none/" * depth) <= ask("/en/none/none/")


def test_404__a_very_long_address_asks_the_database_for_no_more_text(client: Client) -> None:
    """The ways to spell the pages above it must not be written out for each of its 5,000 parts."""
    address = f"/en/{'a/' * 5_000}"
    client.get(address)
    assert sum(len(query) for query in queries_of(lambda: client.get(address))) < 100_000
