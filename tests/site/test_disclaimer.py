"""The disclaimer that an article ends with: in the edition's own language or not at all."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import Disclaimer
from tests.factories import LANGUAGES, make_article, make_disclaimer, set_default_disclaimer
from tests.site.reader import one, preview, read, words

pytestmark = pytest.mark.django_db


def shown(soup: BeautifulSoup) -> str:
    """The words of the disclaimer, without the section's heading."""
    section = one(soup, "#disclaimer")
    one(section, "h2").extract()
    return words(section)


@pytest.mark.parametrize("language", LANGUAGES)
def test_disclaimer__the_site_s_default_in_the_edition_s_language(client: Client, language: str) -> None:
    set_default_disclaimer(make_disclaimer(key="usual"))
    soup = read(client, make_article(language).url)
    assert shown(soup) == f"Title of usual [{language}] Text of usual [{language}]"


def test_disclaimer__the_article_s_choice_wins(client: Client) -> None:
    set_default_disclaimer(make_disclaimer(key="usual"))
    soup = read(client, make_article("de", disclaimer=make_disclaimer(key="chosen")).url)
    assert shown(soup) == "Title of chosen [de] Text of chosen [de]"


def test_disclaimer__in_paragraphs(client: Client) -> None:
    article = make_article(disclaimer=make_disclaimer(key="chosen", text_en="Ask your knee.\n\nThen ask a lamp."))
    assert [words(paragraph) for paragraph in read(client, article.url).select("#disclaimer p")] == [
        "Ask your knee.",
        "Then ask a lamp.",
    ]


def test_disclaimer__not_in_the_language_of_a_draft_is_left_out() -> None:
    set_default_disclaimer(make_disclaimer(["en", "de"]))
    assert shown(preview(make_article("fr", live=False))) == ""


def test_disclaimer__chosen_one_not_in_the_language_gives_way_to_no_other() -> None:
    set_default_disclaimer(make_disclaimer(key="usual"))
    article = make_article("fr", live=False, disclaimer=make_disclaimer(["en"], key="chosen"))
    assert shown(preview(article)) == ""


@pytest.mark.parametrize("lost", ["title", "text"])
def test_disclaimer__that_lost_the_language_shows_no_other(client: Client, lost: str) -> None:
    """Nobody can lose it by publishing, but somebody may by a script."""
    disclaimer = set_default_disclaimer(make_disclaimer(key="usual"))
    article = make_article("ar")
    Disclaimer.objects.filter(pk=disclaimer.pk).update(**{f"{lost}_ar": None})
    section = shown(read(client, article.url))
    assert "[en]" not in section
    assert f"{lost.capitalize()} of usual" not in section


def test_disclaimer__withdrawn_is_not_shown() -> None:
    set_default_disclaimer(make_disclaimer(live=False))
    assert shown(preview(make_article(live=False))) == ""


def test_disclaimer__of_a_site_without_one() -> None:
    assert shown(preview(make_article(live=False))) == ""
