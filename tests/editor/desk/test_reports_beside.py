"""What readers reported of an edition stands on the screen of its review, out of the way, for those who may read it."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.services import feedback
from tests.editor.desk.desk import address, changed, edit_entry, logged_in, make_signer, screen
from tests.factories import make_article, make_glossary_term
from tests.services.feedback.reports import make_report
from tests.signing import sign_off_entry
from tests.site.reader import one, queries_of, read, words

pytestmark = pytest.mark.django_db


def test_reports__of_the_edition_under_review_are_shown_folded(client: Client) -> None:
    page, other = make_article("de"), make_article()
    request = changed(page, tldr="Now with more moons.")
    logged_in(client, make_signer())
    assert not screen(client, request).select("#reports, a[href='#reports']")
    make_report(other, "Of another article.")
    make_report(page, "Seven moons, <b>not nine</b>.")
    answered = make_report(page, "Answered already.")
    answered.state = answered.State.ANSWERED
    answered.save()

    shown = one(screen(client, request), "#reports")
    assert not one(shown, "details").has_attr("open")
    assert words(one(shown, "summary")) == "1 open report of readers about this edition"
    assert [words(item) for item in shown.select("li strong")] == ["Causes"]
    assert words(one(shown, "li a")) == "Seven moons, <b>not nine</b>."
    assert words(one(read(client, str(one(shown, "li a")["href"])), "#words blockquote")) == "Seven moons, <b>not nine</b>."


def test_reports__cost_the_same_however_many_there_are(client: Client) -> None:
    page = make_article()
    request = changed(page, tldr="Now with more moons.")
    logged_in(client, make_signer())
    make_report(page, "Mistake 0.")
    read(client, address(request))
    few = len(queries_of(lambda: read(client, address(request))))
    for number in range(1, 12):
        make_report(page, f"Mistake {number}.")
    assert len(queries_of(lambda: read(client, address(request)))) == few
    shown = one(screen(client, request), "#reports")
    assert len(shown.select("li")) == 10
    assert len(read(client, str(one(shown, "details > p a")["href"])).select("tbody th")) == 12


def test_reports__in_a_language_that_is_not_the_persons_are_only_counted(client: Client) -> None:
    page = make_article("de")
    make_report(page, "Seven moons.")
    logged_in(client, make_signer(languages=["fr"]))
    shown = one(screen(client, changed(page, tldr="Mehr Monde.")), "#reports")
    assert words(one(shown, "p")).startswith("1 open report of readers about this edition. You do not")
    assert not shown.select("a, li")


def test_reports__are_about_articles(client: Client) -> None:
    term = sign_off_entry(make_glossary_term())
    feedback.submit_report(feedback.edition_now(make_article()), "", "Of the article.")
    (request,) = edit_entry(term, definition_en="Other words.")
    assert not screen(logged_in(client, make_signer()), request).select("#reports")
