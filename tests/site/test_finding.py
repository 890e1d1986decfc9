"""The search page and A to Z, as readers meet them: in their language, without JavaScript, whatever they type."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client

from articles.models import ArticlePage, GlossaryTerm, SearchDocument, SearchPosting
from tests.factories import (
    alias_behind_the_gate,
    make_article,
    make_condition,
    make_glossary_term,
    make_private,
    publish,
    text_block,
    translate,
)
from tests.site.hostile import QUERIES
from tests.site.reader import one, queries_of, read, words

pytestmark = pytest.mark.django_db


def ask(client: Client, query: str, language: str = "en", **more: str) -> BeautifulSoup:
    return read(client, f"/{language}/search/?{urlencode({'q': query, **more})}")


def found(client: Client, query: str, language: str = "en") -> list[str]:
    return [str(link["href"]) for link in ask(client, query, language).select(".results h3 a")]


def elbow(**fields: object) -> ArticlePage:
    body = [text_block("<p>Nothing here. A marble elbow hums &amp; <b>glows</b> at dawn.</p>")]
    return make_article(citations=0, **{"title": "Why do elbows hum?", "causes": body, **fields})


# --- What is found ---------------------------------------------------------------------------------------------------


def test_search__finds_by_title_text_and_names_of_the_condition(client: Client) -> None:
    article = elbow(parent=make_condition(title="Marble elbow", also_known_as="Stony arm\nCold arm"))
    for query in ("elbows", "glowing", "stony arm", "GLOWS!", "elbw", "marb"):
        assert found(client, query) == [article.url], query


def test_search__shows_the_passage_marked_with_a_link_to_its_section(client: Client) -> None:
    article = elbow()
    soup = ask(client, "dawn")
    assert [words(mark) for mark in soup.select(".result mark")] == ["dawn"]
    assert one(soup, ".result-section a")["href"] == f"{article.url}#causes"
    assert "A marble elbow hums & glows at dawn." in one(soup, ".result-passage").get_text()


def test_search__says_how_much_was_found(client: Client) -> None:
    elbow()
    assert words(one(ask(client, "elbow"), "#results")) == "1 answer"
    elbow()
    assert words(one(ask(client, "elbow"), "#results")) == "2 answers"


def test_search__in_the_language_of_the_page_alone(client: Client) -> None:
    article = elbow()
    french = translate(article, "fr", title="Pourquoi les coudes bourdonnent-ils ?")
    assert found(client, "coude", "fr") == [french.url]
    assert found(client, "coude") == []


def test_search__answers_with_the_glossary_and_finds_by_its_other_names(client: Client) -> None:
    article = elbow()
    make_glossary_term(term_en="Glow", also_known_as_en="Faint light", definition_en="A light of elbows.")
    soup = ask(client, "what is a faint light")
    assert words(one(soup, ".term-answer")).startswith("From the glossary Glow A light of elbows.")
    assert found(client, "faint light") == [article.url]


def test_search__offers_the_spelling_that_was_meant(client: Client) -> None:
    elbow(title="Is humming hereditary?")
    meant = one(ask(client, "is it hereditery?"), ".meant a")
    assert words(meant) == "is it hereditary?"
    assert found(client, "hereditary")


def test_search__pages_of_results(client: Client) -> None:
    condition = make_condition()
    for _number in range(12):
        elbow(parent=condition)
    first, second = ask(client, "elbow"), ask(client, "elbow", page="2")
    assert [len(soup.select(".result")) for soup in (first, second)] == [10, 2]
    assert one(second, ".results")["start"] == "11"
    assert one(first, '.paging a[rel="next"]')["href"] == "?q=elbow&page=2"


# --- What is not ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_search__any_query_is_answered(client: Client, language: str) -> None:
    elbow()
    for query in QUERIES.values():
        soup = ask(client, query, language)
        assert len(str(one(soup, "#query").get("value", ""))) <= 200, query
        assert not soup.select("main script"), query


def test_search__still_finds_what_stands_beside_hostile_characters(client: Client) -> None:
    article = elbow()
    for query in (
        "elbow+%25",
        "elbow'+OR+1=1+--",
        "elbow%22*",
        "%00elbow",
        "elbow%ED%A0%80",
        "elbow%FF",
        f"elbow+{'x' * 10_000}",
    ):
        response = client.get(f"/en/search/?q={query}")
        assert article.url in response.content.decode(), query[:50]


def test_search__shows_what_was_typed_as_text(client: Client) -> None:
    query = "<script>alert(1)</script>"
    soup = ask(client, query)
    assert one(soup, "#query")["value"] == query
    assert query in words(one(soup, ".empty"))


def test_search__empty_and_without_result_helps(client: Client) -> None:
    condition = make_condition(title="Marble elbow")
    for query in ("", "   ", "qqqqqq", "what is the"):
        soup = ask(client, query)
        links = [str(link["href"]) for link in soup.select(".search-help a")]
        assert {"/en/a-z/", condition.url} <= set(links)


@pytest.mark.parametrize("query", ["", "elbow"])
def test_search__results_are_not_for_search_engines(client: Client, query: str) -> None:
    soup = ask(client, query)
    assert bool(soup.select('meta[name="robots"][content="noindex"]')) is bool(query)


@pytest.mark.parametrize("address", ["/en/search/?q=elbow", "/en/a-z/"])
def test_finding__only_reads(client: Client, address: str) -> None:
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
    assert not client.get(address).cookies


# --- In step with what is public --------------------------------------------------------------------------------------


def test_search__taken_down_is_found_no_more(client: Client) -> None:
    article = elbow()
    article.unpublish()
    assert found(client, "elbow") == []
    assert not SearchDocument.objects.filter(page=article).exists()


def test_search__draft_and_alias_are_not_found(client: Client) -> None:
    article = elbow(live=False)
    live = elbow(title="Something else")
    alias_behind_the_gate(live, "fr")
    call_command("rebuild_search", verbosity=0)
    assert article.url not in found(client, "elbow")
    assert found(client, "elbow", "fr") == []


def test_search__draft_beside_what_is_live_changes_nothing(client: Client) -> None:
    article = elbow()
    article.title = "Why do kneecaps hum?"
    article.save_revision()
    assert found(client, "kneecaps") == []
    publish(article)
    assert found(client, "kneecaps") == [article.url]


def test_search__private_is_found_no_more_until_it_is_public_again(client: Client) -> None:
    article = elbow()
    condition = make_private(article.get_parent())
    assert found(client, "elbow") == []
    condition.get_view_restrictions().first().delete()
    assert found(client, "elbow") == [article.url]


def test_search__follows_names_of_the_condition_and_moves(client: Client) -> None:
    article = elbow()
    condition = article.get_parent().specific
    condition.also_known_as = "Stony arm"
    publish(condition)
    assert found(client, "stony") == [article.url]
    article.move(make_condition(title="Elsewhere"), pos="last-child")
    assert found(client, "stony") == []
    assert len(found(client, "elsewhere")) == 1


def test_search__term_that_is_no_longer_signed_is_not_shown(client: Client) -> None:
    term = make_glossary_term(term_en="Glow")
    GlossaryTerm.objects.filter(pk=term.pk).update(signed_languages=["fr"])
    assert not ask(client, "glow").select(".term-answer")


def test_rebuild_search__makes_the_same_again(client: Client) -> None:
    elbow()
    make_glossary_term(term_en="Glow")
    before = sorted(SearchPosting.objects.values_list("word", "impact"))
    call_command("rebuild_search", verbosity=0)
    assert sorted(SearchPosting.objects.values_list("word", "impact")) == before


# --- A to Z -----------------------------------------------------------------------------------------------------------


def test_a_z__lists_conditions_names_articles_and_terms_by_letter(client: Client) -> None:
    elbow(parent=make_condition(title="Élan", also_known_as="Zest"), title="Bones?")
    make_glossary_term(term_en="Aura")
    soup = read(client, "/en/a-z/")
    assert [words(letter) for letter in soup.select(".letter h2")] == ["A", "B", "E", "Z"]
    assert [words(entry) for entry in soup.select(".letter li")] == [
        "Aura explained word",
        "Bones? answer",
        "Élan condition",
        "Zest another name of Élan",
    ]
    anchors = {str(heading["id"]) for heading in soup.select(".letter h2")}
    assert {str(link["href"])[1:] for link in soup.select(".letters a")} == anchors


# --- What it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("address", "budget"), [("/en/search/?q=elbow+glwo", 10), ("/en/search/?q=zzzz", 8), ("/en/a-z/", 8)])
def test_finding__same_few_queries_with_one_and_twelve_articles(client: Client, address: str, budget: int) -> None:
    condition = make_condition(title="Marble elbow")
    elbow(parent=condition)
    read(client, address)
    with_one = len(queries_of(lambda: read(client, address)))
    for _number in range(11):
        elbow(parent=condition)
    make_condition(title="Cold elbow")
    assert len(queries_of(lambda: read(client, address))) == with_one <= budget
