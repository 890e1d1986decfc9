"""Citations are numbered as readers meet them, and every number leads there and back."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from tests.factories import (
    analogy_block,
    callout_block,
    cite,
    comparison_block,
    key_figure_block,
    make_article,
    question_answer_block,
    reference,
    text_block,
)
from tests.site.reader import one, read, words

pytestmark = pytest.mark.django_db


def marks(soup: BeautifulSoup) -> list[Tag]:
    return soup.select("sup.citation a")


def listed(soup: BeautifulSoup) -> list[Tag]:
    return soup.select("#references li")


def test_citations__numbered_in_order_of_first_citation(client: Client) -> None:
    article = make_article(
        references=[reference(key) for key in ("ada", "bob", "cyd")],
        causes=[text_block(f"<p>One{cite('cyd')} two{cite('ada')}</p>"), text_block(f"<p>Three{cite('cyd')}</p>")],
        genetics=[text_block(f"<p>Four{cite('bob')}{cite('ada')}</p>")],
    )
    soup = read(client, article.url)
    assert [words(mark) for mark in marks(soup)] == ["1", "2", "1", "3", "2"]
    assert [re.findall("Title of (ada|bob|cyd)", words(item)) for item in listed(soup)] == [["cyd"], ["ada"], ["bob"]]


def test_citations__in_every_kind_of_block(client: Client) -> None:
    keys = [f"ref-{letter}" for letter in "abcdefg"]
    passages = [f"<p>Said{cite(key)}</p>" for key in keys]
    article = make_article(
        references=[reference(key) for key in reversed(keys)],
        causes=[text_block(passages[0]), analogy_block(text=passages[1]), question_answer_block(answer=passages[2])],
        genetics=[key_figure_block(keys[3])],
        risk_factors=[comparison_block(passages[4], passages[5])],
        research=[callout_block(text=passages[6])],
    )
    soup = read(client, article.url)
    assert [words(mark) for mark in marks(soup)] == ["1", "2", "3", "4", "5", "6", "7"]
    assert ["".join(re.findall("Title of (ref-.)", words(item))) for item in listed(soup)] == keys


def test_citations__lead_to_their_reference_and_back(client: Client) -> None:
    article = make_article(
        references=[reference("ada"), reference("bob")],
        causes=[text_block(f"<p>One{cite('bob')} two{cite('ada')} three{cite('bob')}</p>"), key_figure_block("bob")],
    )
    soup = read(client, article.url)
    for mark in marks(soup):
        entry = one(soup, str(mark["href"]))
        assert entry["value"] == words(mark)
        assert f"#{mark['id']}" in [link["href"] for link in entry.select("a.back")]
    ways_back = [str(link["href"]) for link in soup.select("#references a.back")]
    assert sorted(ways_back) == sorted(f"#{mark['id']}" for mark in marks(soup))


def test_citations__are_named_for_those_who_hear_the_page(client: Client) -> None:
    soup = read(client, make_article(citations=2).url)
    names = [str(link["aria-label"]) for link in [*marks(soup), *soup.select("#references a.back")]]
    assert all("1" in name or "2" in name for name in names)
    assert len(set(names)) == len(names)


def test_references__each_cited_one_once(client: Client) -> None:
    article = make_article(references=[reference("ada")], causes=[text_block(f"<p>{cite('ada')}{cite('ada')}{cite('ada')}</p>")])
    soup = read(client, article.url)
    assert len(listed(soup)) == 1
    assert len(marks(soup)) == 3


def test_references__none_without_citations(client: Client) -> None:
    assert read(client, make_article(citations=0).url).select("#references") == []


@pytest.mark.parametrize(
    ("values", "address"),
    [
        ({"doi": "10.1000/made.up-1"}, "https://doi.org/10.1000/made.up-1"),
        ({"pmid": "1234567"}, "https://pubmed.ncbi.nlm.nih.gov/1234567/"),
        ({"url": "https://example.org/knees"}, "https://example.org/knees"),
        (
            {"doi": "10.1000/made.up-1", "pmid": "1234567", "url": "https://example.org/knees"},
            "https://doi.org/10.1000/made.up-1",
        ),
        ({}, None),
    ],
    ids=["doi", "pmid", "url", "all three", "none"],
)
def test_reference__leads_to_the_publication(client: Client, values: dict[str, str], address: str | None) -> None:
    article = make_article(references=[reference("ada", **values)], causes=[text_block(f"<p>Said{cite('ada')}</p>")])
    links = [link["href"] for link in listed(read(client, article.url))[0].select('a[href^="http"]')]
    assert links == ([address] if address else [])


def test_reference__year_is_not_written_as_a_quantity(client: Client) -> None:
    article = make_article("de", references=[reference("ada", year=2001)], causes=[text_block(f"<p>Said{cite('ada')}</p>")])
    assert "2001" in words(listed(read(client, article.url))[0])
