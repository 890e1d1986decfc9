"""The glossary: what is signed in a language, in its order, with a place for every term."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from tests.factories import LANGUAGES, make_article, make_condition, make_glossary_term, make_private, text_block
from tests.site.reader import TAGS, alternates, one, read, said, switch, words
from tests.site.test_hostile_text import HOSTILE, assert_inert

pytestmark = pytest.mark.django_db


def test_glossary__lists_signed_terms_of_the_language_in_its_order(client: Client) -> None:
    for key, term in {"zebra": "Zebra", "oil": "Öl", "ox": "Ochse", "apple": "Apfel"}.items():
        make_glossary_term(key, languages=["de"], term_de=term, definition_de="D.", also_known_as_de="Eins\nZwei")
    make_glossary_term("english", languages=["en"])
    make_glossary_term("draft", live=False)
    soup = read(client, "/de/glossary/")
    assert [entry["id"] for entry in soup.select(".glossary-entry")] == ["apple", "ox", "oil", "zebra"]
    assert [words(link) for link in soup.select(".letters a")] == ["A", "O", "Z"]
    for link in soup.select(".letters a"):
        assert words(one(soup, str(link["href"]))) == words(link)
    assert "Eins, Zwei" in words(one(soup, "#oil"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_glossary__of_a_language_without_terms_says_so(client: Client, language: str) -> None:
    make_glossary_term(languages=["de" if language == "en" else "en"])
    soup = read(client, f"/{language}/glossary/")
    assert not soup.select(".glossary-entry, .letters")
    assert one(soup, ".empty")
    assert set(alternates(soup)) == set(switch(soup)) == set(TAGS.values())
    assert words(soup.h1) == said("Glossary", language)


def test_glossary__says_in_which_public_articles_a_term_is_used(client: Client) -> None:
    make_glossary_term("knee", term_en="Knee")
    causes = [text_block("<p>Two knees.</p>")]
    article = make_article(causes=causes, citations=0)
    make_private(make_article(causes=causes, citations=0))
    make_article(causes=causes, citations=0, live=False)
    assert [link["href"] for link in read(client, "/en/glossary/").select("#knee a")] == [article.url]
    other = make_article(causes=causes, citations=0)
    assert [link["href"] for link in read(client, "/en/glossary/").select("#knee a")] == [other.url, article.url]
    cache.clear()
    other.unpublish()
    assert [link["href"] for link in read(client, "/en/glossary/").select("#knee a")] == [article.url]


def test_glossary__keeps_no_name_of_an_article_that_is_private_or_has_moved(client: Client) -> None:
    make_glossary_term("knee", term_en="Knee")
    causes = [text_block("<p>Two knees.</p>")]
    first, second = make_article(causes=causes, citations=0), make_article(causes=causes, citations=0)
    restriction = make_private(second).view_restrictions.get()
    assert [link["href"] for link in read(client, "/en/glossary/").select("#knee a")] == [first.url]
    restriction.delete()
    make_private(first)
    soup = read(client, "/en/glossary/")
    assert [link["href"] for link in soup.select("#knee a")] == [second.url]
    assert first.title not in soup.get_text()
    second.move(make_condition(), pos="last-child")
    moved = type(second).objects.get(pk=second.pk)
    assert moved.url != second.url
    assert [link["href"] for link in read(client, "/en/glossary/").select("#knee a")] == [moved.url]


def test_glossary__hostile_words_are_words(client: Client) -> None:
    make_glossary_term("knee", term_en=HOSTILE[:100], definition_en=HOSTILE[:400], also_known_as_en=HOSTILE[:500])
    assert_inert(read(client, "/en/glossary/"))


def test_glossary__is_no_address_for_a_condition(client: Client) -> None:
    condition = make_condition()
    condition.slug = "glossary"
    with pytest.raises(ValidationError, match="address of the site itself"):
        condition.full_clean()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_glossary__is_only_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/en/glossary/").status_code == 405
    assert client.head("/en/glossary/").status_code == 200
