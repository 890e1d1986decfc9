"""Links in passages lead readers to pages that they can open, in their language where it exists."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import Tag
from django.test import Client
from wagtail.models import Page

from articles.models import ArticlePage
from tests.factories import (
    alias_behind_the_gate,
    block,
    locale,
    make_article,
    make_condition,
    make_private,
    page_link,
    text_block,
    translate,
    translate_to_all,
)
from tests.site.reader import one, preview, read, words

pytestmark = pytest.mark.django_db


def passage(client: Client, html: str, language: str = "en") -> Tag:
    """The paragraph with this text on an article's page."""
    article = make_article(language, causes=[text_block(f"<p>{html}</p>")], citations=0)
    return one(read(client, article.url), "#causes p")


def hrefs(paragraph: Tag) -> list[str]:
    return [str(link["href"]) for link in paragraph.select("a[href]")]


@pytest.mark.parametrize("language", ["en", "de", "ar"])
@pytest.mark.parametrize("named", ["en", "de"])
def test_link__leads_to_the_edition_in_the_reader_s_language(client: Client, language: str, named: str) -> None:
    editions = translate_to_all(make_article())
    assert hrefs(passage(client, page_link(editions[named]), language)) == [editions[language].url]


def test_link__leads_to_the_page_it_names_where_there_is_no_edition(client: Client) -> None:
    target = make_article()
    translate(target, "de", live=False)
    assert hrefs(passage(client, page_link(target), "de")) == [target.url]


def test_link__in_a_translation_leads_on_in_its_language(client: Client) -> None:
    """A translated copy keeps the links of its source, which name the source's pages."""
    target = make_article()
    source = make_article(causes=[text_block(f"<p>{page_link(target)}</p>")], citations=0)
    german_target, german = translate(target, "de"), translate(source, "de")
    assert hrefs(one(read(client, german.url), "#causes p")) == [german_target.url]


def draft() -> Page:
    return make_article(live=False)


def unpublished() -> Page:
    page = make_article()
    page.unpublish()
    return page


def private() -> Page:
    return make_private(make_article())


def under_a_private_condition() -> Page:
    condition = make_condition()
    article = make_article(parent=condition)
    make_private(condition)
    return article


def deleted() -> Page:
    condition = make_condition()
    gone = Page(pk=condition.pk, title=condition.title)
    condition.delete()
    return gone


@pytest.mark.parametrize("make_target", [draft, unpublished, private, under_a_private_condition, deleted])
def test_link__to_what_readers_cannot_open_is_no_link(client: Client, make_target: Callable[[], Page]) -> None:
    paragraph = passage(client, f"See {page_link(make_target(), 'there')}.")
    assert hrefs(paragraph) == []
    assert words(paragraph) in ("See there.", "See there .")


def test_link__to_a_draft_that_has_an_edition_in_the_reader_s_language(client: Client) -> None:
    target = make_article()
    german = translate(target, "de")
    target.unpublish()
    assert hrefs(passage(client, page_link(target), "de")) == [german.url]


def test_link__to_an_alias_is_no_link_where_nothing_is_in_the_language(client: Client) -> None:
    target = make_article()
    alias = alias_behind_the_gate(target, "fr")
    assert alias.url not in hrefs(passage(client, page_link(alias), "fr"))


@pytest.mark.parametrize(
    "number", ["0", "999999999", "9" * 30, "١٢"], ids=["zero", "no such page", "out of range", "other digits"]
)
def test_link__to_a_number_that_is_no_page(client: Client, number: str) -> None:
    paragraph = passage(client, f'See <a id="{number}" linktype="page">there</a>.')
    assert hrefs(paragraph) == []


def test_link__elsewhere_stays_as_it_is(client: Client) -> None:
    paragraph = passage(
        client,
        '<a href="https://example.org/knees">out</a> <a href="#genetics">down</a> <a href="mailto:a@example.org">write</a>',
    )
    assert hrefs(paragraph) == ["https://example.org/knees", "#genetics", "mailto:a@example.org"]


def test_link__in_every_kind_of_passage(client: Client) -> None:
    target = translate(make_article(), "de")
    source = target.get_translation(locale("en"))
    html = f"<p>{page_link(source)}</p>"
    article: ArticlePage = make_article(
        "de",
        citations=0,
        causes=[
            block("text", html),
            block("analogy", {"title": "", "text": html, "limit": ""}),
            block("question_answer", {"question": "Why?", "answer": html}),
            block("callout", {"urgency": "tip", "text": html}),
            block("comparison", {"cause": html, "risk_factor": html}),
        ],
    )
    links = [str(link["href"]) for link in read(client, article.url).select("#causes a")]
    assert links == [target.url] * 6


def test_link__in_a_preview_follows_the_same_rule() -> None:
    editions = translate_to_all(make_article())
    hidden = make_article(live=False)
    html = f"<p>{page_link(editions['en'])} {page_link(hidden)}</p>"
    article = make_article("de", live=False, causes=[text_block(html)])
    assert hrefs(one(preview(article), "#causes p")) == [editions["de"].url]
