"""Feedback on an article that stands in for a missing edition: asked in the reader's language, kept for the one they read."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import HelpfulCount, ReaderReport
from tests.factories import make_article, translate
from tests.site.feedback.forms import WORDS, fill, later, post
from tests.site.reader import one, read, said, words

pytestmark = pytest.mark.django_db


def test_stand_in__takes_reports_in_the_readers_language_about_the_text_that_they_read(client: Client) -> None:
    page = make_article()
    shown = read(client, page.url.replace("/en/", "/ar/"))
    links = [str(link["href"]) for link in shown.select("section.feedback a")]
    assert (one(shown, "section.feedback")["lang"], one(shown, "section.feedback")["dir"]) == ("ar", "rtl")
    assert all(link.startswith(f"/ar/feedback/{page.pk}/") for link in links)

    form = read(client, links[-1])
    assert (form.html["lang"], form.html["dir"]) == ("ar", "rtl")
    assert said("What is wrong?", "ar") in words(form)
    title = one(form, "h1")
    assert (words(title), title.get("lang"), title.get("dir")) == (page.title, "en", "ltr")
    assert one(form, "main p > a.alone")["href"] == page.url.replace("/en/", "/ar/")
    data = fill(client, links[-1], text=WORDS)
    with later(seconds=5):
        answer = post(client, links[-1], data)
    assert (answer.status_code, answer["Location"]) == (303, f"/ar/feedback/{page.pk}/thanks/new/")
    assert said("Thank you", "ar") in words(one(read(client, answer["Location"]), "h1"))
    assert ReaderReport.objects.get().language == "en"

    data = fill(client, links[0])
    with later(seconds=5):
        assert post(client, links[0], data).status_code == 303
    assert HelpfulCount.objects.get().language == "en"


def test_feedback__in_another_language_is_only_where_the_article_stands_in(client: Client) -> None:
    page = make_article()
    translate(page, "de")
    assert client.get(f"/de/feedback/{page.pk}/report/").status_code == 404
    assert client.get(f"/fr/feedback/{page.pk}/report/").status_code == 200
