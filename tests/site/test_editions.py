"""An article in its six languages: each in its own, each naming the others, none naming what readers cannot open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.translation import get_language_info
from wagtail.models import Page

from articles.models import ArticlePage
from tests.factories import LANGUAGES, alias_behind_the_gate, make_article, make_private, translate, translate_to_all
from tests.site.reader import (
    ANCHORS,
    DIRECTIONS,
    TAGS,
    absolute,
    alternates,
    canonical,
    read,
    said,
    soup_of,
    switch,
    words,
    x_default,
)

pytestmark = pytest.mark.django_db

Spoil = Callable[[ArticlePage], Page]


def test_languages__are_those_this_module_knows() -> None:
    assert list(TAGS) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_edition__in_its_own_language(client: Client, language: str) -> None:
    edition = make_article(language)
    soup = read(client, edition.url)
    assert edition.url.startswith(f"/{language}/")
    assert soup.html is not None
    assert soup.html["lang"] == TAGS[language]
    assert soup.html["dir"] == DIRECTIONS[language]
    assert words(soup.h1) == edition.title
    assert edition.tldr in words(soup.select_one("#tldr"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_edition__six_anchors_in_order(client: Client, language: str) -> None:
    soup = read(client, make_article(language).url)
    assert [element["id"] for element in soup.select("[id]") if element["id"] in ANCHORS] == ANCHORS


@pytest.mark.parametrize("language", LANGUAGES)
def test_edition__no_id_twice(client: Client, language: str) -> None:
    soup = read(client, make_article(language, blocks=2, citations=3).url)
    ids = [element["id"] for element in soup.select("[id]")]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_edition__interface_in_its_language(client: Client, language: str) -> None:
    page = words(read(client, make_article(language).url).body)
    for message in ("Short answer", "On this page", "References", "Skip to the content"):
        assert said(message, language) in page
        assert message not in page


def test_editions__each_names_all_the_others(client: Client) -> None:
    editions = translate_to_all(make_article())
    expected = {TAGS[language]: absolute(edition) for language, edition in editions.items()}
    for edition in editions.values():
        soup = read(client, edition.url)
        assert alternates(soup) == expected
        assert switch(soup) == expected
        assert list(switch(soup)) == list(alternates(soup))
        assert x_default(soup) == [absolute(editions["en"])]
        assert canonical(soup) == absolute(edition)


def test_editions__every_address_named_is_there(client: Client) -> None:
    translate_to_all(make_article())
    article = ArticlePage.objects.get(locale__language_code="en")
    for tag, address in alternates(read(client, article.url)).items():
        html = read(client, address).html
        assert html is not None
        assert html["lang"] == tag


def test_switch__names_each_language_in_itself(client: Client) -> None:
    soup = read(client, translate_to_all(make_article())["de"].url)
    links = soup.select("nav.languages a")
    for link, language in zip(links, LANGUAGES, strict=True):
        assert words(link).casefold() == get_language_info(language)["name_local"].casefold()
        assert (link["lang"], link["dir"]) == (TAGS[language], DIRECTIONS[language])
    assert [link["lang"] for link in links if link.get("aria-current")] == ["de"]


def draft(article: ArticlePage) -> Page:
    return translate(article, "fr", live=False)


def unpublished(article: ArticlePage) -> Page:
    edition = translate(article, "fr")
    edition.unpublish()
    return edition


def alias(article: ArticlePage) -> Page:
    return alias_behind_the_gate(article, "fr")


def private(article: ArticlePage) -> Page:
    return make_private(translate(article, "fr"))


def under_a_private_condition(article: ArticlePage) -> Page:
    edition = translate(article, "fr")
    make_private(edition.get_parent())
    return edition


NOT_FOR_READERS = [draft, unpublished, alias, private, under_a_private_condition]


@pytest.mark.parametrize("spoil", NOT_FOR_READERS)
def test_alternates__without_an_edition_that_is_not_for_readers(client: Client, spoil: Spoil) -> None:
    article = make_article()
    german = translate(article, "de")
    spoil(article)
    for edition in (article, german):
        soup = read(client, edition.url)
        assert alternates(soup) == {"en": absolute(article), "de": absolute(german)}
        assert switch(soup) == alternates(soup)


@pytest.mark.parametrize("spoil", NOT_FOR_READERS)
def test_edition__that_is_not_for_readers_is_not_shown(client: Client, spoil: Spoil) -> None:
    """An alias neither: its words are another language's, and no reader may take them for a translation."""
    article = make_article()
    edition = spoil(article)
    response = client.get(edition.url)
    soup = soup_of(response)
    if response.status_code == 302:  # a private one: to the page where its readers log in
        return
    assert canonical(soup) == absolute(article)
    assert words(soup.h1) == article.title
    assert edition.title == article.title or edition.title not in soup.get_text()


def test_switch__without_other_editions_leads_to_none(client: Client) -> None:
    soup = read(client, make_article().url)
    assert list(switch(soup)) == ["en"]
    assert list(alternates(soup)) == ["en"]


def test_x_default__without_an_edition_in_the_source_language(client: Client) -> None:
    german = make_article("de")
    translate(german, "ar")
    assert x_default(read(client, german.url)) == [absolute(german)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_and_condition__name_their_editions_too(client: Client, language: str) -> None:
    article = make_article()
    editions = {"en": article, **({language: translate(article, language)} if language != "en" else {})}
    condition = editions[language].get_parent()
    assert set(alternates(read(client, condition.url))) == {TAGS[code] for code in editions}
    home = read(client, f"/{language}/")
    assert set(alternates(home)) == set(TAGS.values())
    assert switch(home) == alternates(home)
    assert canonical(home) == f"http://testserver/{language}/"
