"""The translators' list, and beginning a translation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticlePage, TranslationRequest, subject_of
from tests.editor.desk.desk import logged_in
from tests.editor.forms import edit_address, notices
from tests.editor.test_translation import address, in_language, translate_to
from tests.factories import locale, make_article, make_glossary_term, make_reviewer, make_translator, translate
from tests.reviewing import make_signed_article
from tests.site.reader import one, read, soup_of, words

pytestmark = pytest.mark.django_db

WORK = "/admin/translations/work/"


def start_address(page: ArticlePage, language: str = "es") -> str:
    return reverse("translations:start", args=[subject_of(page), language])


@pytest.fixture
def spanish(client: Client) -> Client:
    return logged_in(client, make_translator(languages=["es"]))


def test_work__lists_what_is_asked_in_my_languages_and_why(spanish: Client) -> None:
    source = make_signed_article()
    edition = translate(source, "es")
    term = make_glossary_term(languages=["en"])
    subject = subject_of(source)
    past = timezone.localdate() - timedelta(days=1)
    safety = {"why": "safety", "sections": ["causes", "title", "gone"], "due": past}
    TranslationRequest.objects.create(subject=subject_of(term), language="es", title="Term")
    TranslationRequest.objects.create(subject=subject, language="es", title="Knees", **safety)
    TranslationRequest.objects.create(subject=subject, language="fr", title="French")
    soup = read(spanish, WORK)
    first, second = soup.select(".desk-table tbody tr")
    for part in ("Knees", "Spanish", "The source changed for safety", "Causes", "Title and search texts", "Overdue"):
        assert part in words(first)
    assert one(first, "td a")["href"] == edit_address(edition)
    assert one(second, "td a")["href"] == f"/admin/snippets/articles/glossaryterm/edit/{term.pk}/"
    assert "Your translations" in words(soup.title)


def test_work__is_empty_for_whoever_writes_nothing(client: Client) -> None:
    soup = read(logged_in(client, make_reviewer()), f"{WORK}?p=x")
    assert "You write in no language" in words(soup.select_one(".desk"))


def test_start__makes_the_draft_and_opens_it(spanish: Client) -> None:
    source = make_signed_article()
    translate(source.get_parent().specific, "es")
    TranslationRequest.objects.create(subject=subject_of(source), language="es", title="Knees")
    form = one(read(spanish, WORK), ".desk-table form")
    assert form["action"] == start_address(source)
    response = spanish.post(start_address(source))
    edition = in_language(source, "es")
    assert response.headers["Location"] == edit_address(edition)
    assert not edition.live
    again = spanish.post(start_address(source), {"next": "//evil.example"}, follow=True)
    assert again.redirect_chain[0][0] == WORK
    assert "There is an edition in this language already." in notices(again)


def test_start__of_a_draft_only_ahead(spanish: Client) -> None:
    source = make_article(live=False)
    translate(source.get_parent().specific, "es")
    refused = spanish.post(start_address(source), {"next": "/admin/translations/"}, follow=True)
    assert refused.redirect_chain[0][0] == "/admin/translations/"
    assert "Nobody has signed this text." in notices(refused)
    button = one(read(spanish, "/admin/translations/"), ".matrix form")
    assert words(one(button, "button")).startswith("Prepare ahead")
    assert one(button, "[name=ahead]")["value"] == "1"
    spanish.post(start_address(source), {"ahead": "1"})
    assert in_language(source, "es")


def test_start__shows_the_way_where_the_page_above_is_missing(spanish: Client) -> None:
    source = make_signed_article()
    response = spanish.post(start_address(source), follow=True)
    assert "Translate that one first." in notices(response)
    way = address(source.get_parent())
    assert way in response.content.decode()
    assert "successfully created" in notices(translate_to(spanish, source.get_parent(), "es"))
    assert spanish.post(start_address(source)).headers["Location"] == edit_address(in_language(source, "es"))


@pytest.mark.parametrize(
    ("place", "status"),
    [("article:x/es", 404), ("article:x/xx", 404), ("glossaryterm:x/es", 404), ("article:x/fr", 403), ("%00/es", 404)],
)
def test_start__of_anything_else_is_refused(spanish: Client, place: str, status: int) -> None:
    assert spanish.post(f"/admin/translations/start/{place}/").status_code == status


# --- Wagtail's “Translate” ---------------------------------------------------------------------------------------------


def test_translate__an_article_that_nobody_signed_needs_to_be_asked_for_ahead(spanish: Client) -> None:
    article = make_article(live=False)
    translate(article.get_parent().specific, "es")
    form = soup_of(spanish.get(address(article)))
    assert [box["value"] for box in form.select("input[name=locales]")] == [str(locale("es").pk)]
    assert "Nobody has signed this text." in translate_to(spanish, article, "es").content.decode()
    assert ArticlePage.objects.count() == 1
    spanish.post(address(article), {"locales": [locale("es").pk], "ahead": "on"})
    assert in_language(article, "es").basis["tldr"]["edition"] is None


def test_translate__refuses_a_translation_as_source_and_languages_of_others(client: Client) -> None:
    article = make_signed_article()
    edition = translate(article, "es")
    translate(article.get_parent().specific, "fr")
    logged_in(client, make_translator(languages=["fr"]))
    assert "This edition is a translation itself." in translate_to(client, edition, "fr").content.decode()
    assert client.get(address(article)).status_code == 200
    translate_to(client, article, "de")
    assert ArticlePage.objects.count() == 2


def test_translate__with_all_below_leaves_out_what_nobody_signed_and_says_so(spanish: Client) -> None:
    signed = make_signed_article()
    condition = signed.get_parent().specific
    make_article(parent=condition, live=False)
    response = spanish.post(address(condition), {"locales": [locale("es").pk], "include_subtree": "on"}, follow=True)
    assert "1 article was left out" in notices(response)
    assert in_language(signed, "es").get_parent().translation_key == condition.translation_key
    assert ArticlePage.objects.count() == 3
