"""Copying an article into another language: as a draft, under the condition in that language, offered to the editors."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from articles.domain.sections import BODY_SECTIONS
from articles.models import ArticlePage, ConditionPage
from tests.editor.forms import article_form, edit_address, field, is_under_review, notices, publish, soup, submit, tidy
from tests.factories import home, locale, make_article, make_editor, make_reviewer, make_translator, text_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(client: Client) -> Client:
    client.force_login(make_translator())
    return client


def address(page: Page) -> str:
    return reverse("simple_translation:submit_page_translation", args=[page.pk])


def translate_to(client: Client, page: Page, *languages: str) -> HttpResponse:
    form = {"locales": [locale(language).pk for language in languages], "include_subtree": ""}
    response: HttpResponse = client.post(address(page), form, follow=True)
    return response


def in_language(page: Page, language: str) -> Page:
    return Page.objects.get(translation_key=page.translation_key, locale__language_code=language).specific


def test_article__waits_for_its_condition(translator: Client) -> None:
    """Without the condition in German there is no place for the German article: the form offers to make that first."""
    article = make_article()
    response = translator.get(address(article))
    assert address(article.get_parent()) in response.content.decode()
    german = soup(response).find("input", attrs={"name": "locales", "value": str(locale("de").pk)})
    assert german.has_attr("disabled")


def test_translator__copies_the_condition_and_then_the_article(translator: Client) -> None:
    article = make_article(title="Why do knees glimmer?")
    condition = article.get_parent()
    assert "successfully created" in notices(translate_to(translator, condition, "de"))
    response = translate_to(translator, article, "de")
    edition = in_language(article, "de")
    assert "successfully created" in notices(response)
    assert response.redirect_chain[-1][0] == edit_address(edition)
    assert isinstance(edition, ArticlePage)
    assert not edition.live
    assert edition.title == "Why do knees glimmer?"
    assert edition.get_parent().specific == in_language(condition, "de")
    assert in_language(condition, "de").get_parent().specific == home("de")
    assert ArticlePage.objects.get(pk=article.pk).live


def test_copy__brings_the_words_the_citations_and_the_block_ids(translator: Client) -> None:
    article = make_article(blocks=2, citations=2)
    translate_to(translator, article.get_parent(), "de")
    translate_to(translator, article, "de")
    edition = in_language(article, "de")
    assert edition.raw_bodies() == article.raw_bodies()
    assert edition.raw_references() == article.raw_references()
    assert edition.tldr == article.tldr


def test_copy__is_not_for_readers(translator: Client) -> None:
    article = make_article()
    translate_to(translator, article.get_parent(), "de")
    translate_to(translator, article, "de")
    translator.logout()
    shown = translator.get(in_language(article, "de").url).content.decode()
    assert f'<link rel="canonical" href="http://testserver{article.url}">' in shown, "the source stands in for it"
    assert 'hreflang="de"' not in translator.get(article.url).content.decode()


def test_copy__to_every_language_at_once(translator: Client) -> None:
    article = make_article()
    translate_to(translator, article.get_parent(), "es", "fr", "de", "ar", "zh-hans")
    translate_to(translator, article, "es", "fr", "de", "ar", "zh-hans")
    editions = ArticlePage.objects.filter(translation_key=article.translation_key)
    assert editions.count() == 6
    assert list(editions.filter(live=True)) == [article]


def test_copy__is_made_once_for_each_language(translator: Client) -> None:
    article = make_article()
    translate_to(translator, article.get_parent(), "de")
    translate_to(translator, article, "de")
    translate_to(translator, article, "de")
    assert ArticlePage.objects.filter(translation_key=article.translation_key, locale__language_code="de").count() == 1


def test_translator__works_on_the_copy_but_cannot_publish_it(translator: Client) -> None:
    article = make_article()
    translate_to(translator, article.get_parent(), "de")
    translate_to(translator, article, "de")
    edition = in_language(article, "de")
    response = translator.get(edit_address(edition))
    assert not soup(response).find("button", attrs={"name": "action-publish"})
    publish(translator, edition, article_form(title="Warum leuchten Knie?"))
    edition = ArticlePage.objects.get(pk=edition.pk)
    assert not edition.live
    assert edition.get_latest_revision_as_object().title == "Warum leuchten Knie?"


def test_editor__finds_the_copy_and_submits_it(translator: Client, client: Client) -> None:
    bodies = {section.value: [text_block()] for section in BODY_SECTIONS}  # without a number that the translation would lack
    article = make_article(title="Why do knees glimmer?", tldr="The moon.", citations=0, **bodies)
    translate_to(translator, article.get_parent(), "de")
    translate_to(translator, article, "de")
    edition = in_language(article, "de")
    client.force_login(make_editor())
    listing = soup(client.get(reverse("articles:index")))
    (row,) = [tidy(row.get_text(" ")) for row in listing.select("main table tbody tr") if f"/{edition.pk}/edit/" in str(row)]
    assert "Deutsch" in row
    assert "draft" in row
    response = client.get(edit_address(edition))
    assert soup(response).find("button", attrs={"name": "action-submit"})
    assert not soup(response).find("button", attrs={"name": "action-publish"})
    assert field(response, "title").find("input")["value"] == article.title
    publish(client, in_language(article.get_parent(), "de"), {})
    response = submit(client, edition, article_form(title="Warum leuchten Knie?"))
    assert "has been submitted" in notices(response)
    assert is_under_review(edition)
    assert not ArticlePage.objects.get(pk=edition.pk).live


def test_editor__may_translate_too_and_a_reviewer_may_not(client: Client) -> None:
    condition = make_article().get_parent()
    client.force_login(make_reviewer())
    translate_to(client, condition, "de")
    assert ConditionPage.objects.count() == 1
    client.force_login(make_editor())
    translate_to(client, condition, "de")
    assert ConditionPage.objects.count() == 2
