"""Junk in great number leaves the site and the queue usable. Run on both databases.

`JUNK_POSTS=10000 python -m pytest -s tests/site/feedback/test_flood.py` posts as many as one likes, and says what it cost.
"""

from __future__ import annotations

import logging
import os
import sys
from time import perf_counter
from urllib.parse import urlencode

import pytest
from django.test import Client

from articles.models import ArticlePage, HelpfulCount, ReaderReport
from articles.services.feedback import MOST_OPEN, guard
from tests.factories import make_article, make_editor
from tests.site.feedback.flood import flood
from tests.site.feedback.forms import later, send_report
from tests.site.reader import queries_of, read, words

pytestmark = pytest.mark.django_db

POSTS = int(os.environ.get("JUNK_POSTS", "300"))
HOURS = 5
#: The limits of an hour that a flood of thousands meets; a small one meets smaller ones, so that it is a flood for them.
RULES = guard.RULES[guard.Form.REPORT] if POSTS >= 5_000 else guard.Rules(3, 86_400, from_address=5, about_edition=14, in_all=18)
QUEUE = "/admin/reader-reports/"
#: Of a post that is taken: the article, its review, its digest's parts, and what is written. Measured: 11.
MOST_QUERIES = 14
TRUE = "The page says seven moons, and its source says nine."


def open_about(page: ArticlePage) -> int:
    return ReaderReport.objects.filter(translation_key=page.translation_key, state__in=ReaderReport.UNSETTLED).count()


def test_flood__leaves_the_site_and_the_queue_usable(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(guard.RULES, guard.Form.REPORT, RULES)  # type: ignore[misc]
    caplog.set_level(logging.CRITICAL, "django.request")
    attacked, quiet = [make_article(), make_article("ar")], make_article("de")
    before = queries_of(lambda: read(client, attacked[0].url))

    figures = flood([attacked[0], *attacked], POSTS, hours=HOURS)
    sys.stdout.write(f"\n{figures}\n")

    assert set(figures.statuses) <= {"303", "400", "403", "404", "413", "415", "429"}
    assert max(figures.queries.values()) <= MOST_QUERIES, figures
    assert figures.queries["429"] == 0, "what is refused for its number asks the database for nothing"
    assert figures.largest < 60_000
    assert figures.statuses["429"]
    assert figures.statuses["303"] <= HOURS * sum(rules.in_all for rules in guard.RULES.values())
    assert open_about(attacked[0]) == MOST_OPEN, "the ceiling was reached, and held"
    assert open_about(attacked[1]) <= MOST_OPEN
    assert ReaderReport.objects.count() <= MOST_OPEN * len(attacked)
    assert HelpfulCount.objects.count() <= len(attacked) * 3 * 2, "a row a day for an edition and each part that was named"
    assert len(queries_of(lambda: read(client, attacked[0].url))) <= len(before)
    _the_queue_is_usable_and_a_true_report_is_answered(client, attacked[0], quiet)


def _the_queue_is_usable_and_a_true_report_is_answered(client: Client, attacked: ArticlePage, quiet: ArticlePage) -> None:
    with later(hours=HOURS):
        reader = Client()
        assert send_report(reader, quiet, TRUE).status_code == 303, "what others are flooded with keeps nobody else out"
        assert send_report(reader, attacked, TRUE)["Location"].endswith("/counted/")
        client.force_login(make_editor())
        began = perf_counter()
        asked = queries_of(lambda: read(client, QUEUE))
        sys.stdout.write(f"queue of {ReaderReport.objects.count()}: {len(asked)} queries, {perf_counter() - began:.2f} s\n")
        assert len(asked) <= len(queries_of(lambda: read(client, f"{QUEUE}?words=moons"))) + 1
        assert len(client.get(QUEUE).content) < 300_000
        assert not read(client, QUEUE).select("main td script, main th script, main img[onerror]")
        assert "seven moons" in words(read(client, f"{QUEUE}?language=de"))

        while spam := list(ReaderReport.objects.filter(state="open").exclude(text=TRUE).values_list("pk", flat=True)[:50]):
            body = urlencode([("report", pk) for pk in spam])
            assert client.post(f"{QUEUE}spam/", body, content_type="application/x-www-form-urlencoded").status_code == 302
        assert send_report(reader, attacked, TRUE).status_code == 303
        for report in ReaderReport.objects.filter(state="open"):
            assert report.text == TRUE
            answer = {"act": "answer", "answer-text": "It was wrong, and is nine now."}
            assert client.post(f"{QUEUE}{report.pk}/", answer).status_code == 302
    assert ReaderReport.objects.filter(state="answered").count() == 2
