"""The screen of the language matrix: who sees what on it, and asking for many translations at once."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from articles.models import TranslationRequest, User, subject_of
from tests.editor.desk.desk import complaints, filled, logged_in
from tests.editor.forms import notices
from tests.factories import (
    make_article,
    make_editor,
    make_glossary_term,
    make_reviewer,
    make_superuser,
    make_translator,
    make_user,
    translate,
)
from tests.matrix import fill
from tests.reviewing import HOSTILE, make_signed_article
from tests.site.reader import one, queries_of, read, soup_of, words

pytestmark = pytest.mark.django_db

MATRIX = "/admin/translations/"
REQUEST = f"{MATRIX}request/"
#: What Wagtail and the menu ask for besides: who it is, the pages they may see, what waits for them, what
#: readers reported.
FRAME = 16


def screen(client: Client, query: str = "") -> BeautifulSoup:
    return read(client, f"{MATRIX}{query}")


def titles(soup: BeautifulSoup) -> list[str]:
    return [words(title) for title in soup.select(".matrix tbody th bdi[lang]")]


def ask(client: Client, query: str = "", *, subjects: list[str], **values: Any) -> HttpResponse:
    """What a browser posts with these boxes ticked."""
    posted = {**filled(one(screen(client, query), "#ask"), **values), "subjects": subjects}
    response: HttpResponse = client.post(f"{REQUEST}{query}", posted, follow=True)
    return response


# --- Who ---------------------------------------------------------------------------------------------------------------

PEOPLE = {
    "administrator": make_superuser,
    "editor": make_editor,
    "translator": lambda: make_translator(languages=["es"]),
    "reviewer": make_reviewer,
}


@pytest.mark.parametrize("who", PEOPLE)
def test_matrix__opens_for_all_staff_and_offers_what_they_may_do(client: Client, who: str) -> None:
    source = make_signed_article(title="Why do knees glimmer?")
    translate(source.get_parent().specific, "es")
    soup = screen(logged_in(client, PEOPLE[who]()))
    starts = {str(form["action"]).split("/")[-2] for form in soup.select(".matrix form")}
    assert starts == {"administrator": ALL, "editor": ALL, "translator": {"es"}, "reviewer": set()}[who]
    assert bool(soup.select("#ask")) == (who in {"administrator", "editor"})
    assert bool(soup.select(".matrix input[name=subjects]")) == (who in {"administrator", "editor"})
    links = [str(link["href"]) for link in soup.select(".matrix-links a")]
    assert any(link.startswith("/admin/review-desk/history/") for link in links)
    assert (f"/admin/pages/{source.pk}/edit/" in links) == (who in {"administrator", "editor"})
    answer = client.post(REQUEST, {"subjects": [subject_of(source)], "ask-languages": ["es"]})
    assert answer.status_code == (302 if who in {"administrator", "editor"} else 403)
    assert TranslationRequest.objects.count() == (who in {"administrator", "editor"})


ALL = {"es", "fr", "de", "ar", "zh-hans"}


def test_everything__is_closed_to_everybody_else(client: Client) -> None:
    places = [MATRIX, f"{MATRIX}work/", f"{MATRIX}export/"]
    assert all(client.get(place).headers["Location"].startswith("/admin/login/") for place in places)
    user = make_user()
    user.user_permissions.add(*Permission.objects.filter(codename="access_admin"))
    logged_in(client, user)
    assert {client.get(place).status_code for place in places} == {403}
    assert client.post(REQUEST).status_code == 403
    assert client.post(f"{MATRIX}start/article:x/es/").status_code == 403


def test_requests__are_posted_with_a_token() -> None:
    client = logged_in(Client(enforce_csrf_checks=True), make_editor())
    assert client.post(REQUEST).status_code == 403
    assert client.get(f"{REQUEST}?p=2&kind=riskfactor").headers["Location"] == f"{MATRIX}?p=2&kind=riskfactor"
    assert client.get(f"{MATRIX}start/article:x/es/").status_code == 405


# --- What --------------------------------------------------------------------------------------------------------------


def test_cells__say_state_and_number_and_survive_hostile_titles(client: Client) -> None:
    source = make_signed_article(title=HOSTILE)
    translate(source, "fr")
    TranslationRequest.objects.create(
        subject=subject_of(source), language="ar", title="x", due=timezone.localdate() - timedelta(days=1)
    )
    soup = screen(logged_in(client, make_editor()))
    heads = [words(head) for head in soup.select(".matrix thead th")]
    assert heads[1].startswith("English (source) 1 of 1")
    assert heads[3] == "French 1 of 1 in step"
    assert heads[4] == "German 0 of 1 in step"
    assert titles(soup) == [" ".join(HOSTILE.split())]
    cells = [words(cell) for cell in soup.select(".matrix tbody td")]
    assert [cell.split(" ")[0] for cell in cells] == ["Live", "Missing", "Live", "Missing", "Not", "Missing"]
    assert "The translation is overdue." in cells[4]
    for cell in soup.select(".matrix-state"):
        assert cell.select("svg")
        assert words(cell)
    region = one(soup, ".matrix-scroll")
    assert region["tabindex"] == "0"
    assert words(soup.find(id=region["aria-labelledby"]))
    assert all(head.get("scope") for head in soup.select(".matrix th"))


@pytest.mark.parametrize(
    "query",
    ["?kind=nothing", "?p=x", "?p=99999999999999999999", "?condition=%00&state=%27&assignee=1", "?language=xx&title=%F0%28"],
)
def test_matrix__takes_any_parameter(client: Client, query: str) -> None:
    make_article(live=False)
    logged_in(client, make_editor())
    assert titles(screen(client, query)) or "title" in query
    assert client.get(f"{MATRIX}export/{query}").status_code == 200


def test_matrix__narrows_and_its_numbers_are_of_all_pages(client: Client) -> None:
    fill(60)
    logged_in(client, make_editor())
    soup = screen(client)
    assert len(titles(soup)) == 50
    assert words(soup.select(".matrix thead th")[1]).endswith("60 of 60 in step")
    assert len(titles(screen(client, "?p=2"))) == 10
    narrowed = screen(client, "?language=es&state=missing")
    assert len(narrowed.select(".matrix thead th")) == 3
    assert len(titles(narrowed)) == 10
    assert words(narrowed.select(".matrix thead th")[2]) == "Spanish 0 of 10 in step"


def test_matrix__of_the_vocabulary(client: Client) -> None:
    term = make_glossary_term("glimmer", languages=["en", "es"])
    soup = screen(logged_in(client, make_translator(languages=["es"])), "?kind=glossaryterm")
    assert titles(soup) == ["Term glimmer [en]"]
    cells = [words(cell).split(" ")[0] for cell in soup.select(".matrix tbody td")]
    assert cells == ["Live", "Live", "Missing", "Missing", "Missing", "Missing"]
    edit = f"/admin/snippets/articles/glossaryterm/edit/{term.pk}/"
    assert edit in [link["href"] for link in soup.select(".matrix-links a")]
    assert client.get(edit).status_code == 200


def test_matrix__same_queries_with_six_and_sixty_more_texts(client: Client) -> None:
    logged_in(client, make_editor())
    costs = []
    for number in (6, 60):
        fill(number)
        screen(client)
        costs.append(len(queries_of(lambda: screen(client))))
    assert costs[0] == costs[1] <= 12 + FRAME


def test_export__is_what_the_filters_show(client: Client) -> None:
    make_article(title="=HYPERLINK(1)", live=False)
    make_article(title="Elbows", live=False)
    response = logged_in(client, make_reviewer()).get(f"{MATRIX}export/?title=link&language=ar")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="translations-article-')
    text = response.content.decode()
    assert text.startswith("\ufeff")
    head, line = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert [name for name in head if ":" not in name] == ["Text", "Title", "Condition", "en", "ar"]
    assert line[1] == "'=HYPERLINK(1)"


# --- Asking ------------------------------------------------------------------------------------------------------------


def the_people() -> tuple[User, User]:
    return make_editor(), make_translator(languages=["es", "fr"], first_name="Eva", last_name="Gil")


def test_request__asks_for_many_updates_what_is_open_and_skips_what_is_in_step(client: Client) -> None:
    editor, eva = the_people()
    one_text, other = make_signed_article(), make_signed_article()
    spanish = translate(one_text, "es")
    homeless = make_article("de", live=False)
    open_one = TranslationRequest.objects.create(subject=subject_of(other), language="fr", title="x")
    due = timezone.localdate() + timedelta(days=9)
    subjects = [subject_of(page) for page in (one_text, other, homeless)]
    logged_in(client, editor)
    response = ask(client, "?title=", subjects=subjects, languages=["es", "fr"], due=due.isoformat(), assignee=str(eva.pk))
    said = notices(response)
    for part in ("3 translations were asked for.", "1 was in step already.", "1 text has no source"):
        assert part in said
    asked = {(request.subject, request.language): request for request in TranslationRequest.objects.filter(closed_at=None)}
    assert set(asked) == {(subjects[0], "fr"), (subjects[1], "es"), (subjects[1], "fr")}
    assert {(request.due, request.assignee) for request in asked.values()} == {(due, eva)}
    assert asked[subjects[1], "fr"].pk == open_one.pk
    assert asked[subjects[0], "fr"].title == one_text.title
    assert spanish.live


def test_request__that_is_refused_keeps_what_was_filled_in(client: Client) -> None:
    editor, eva = the_people()
    source = make_signed_article()
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    logged_in(client, editor)
    response = ask(client, subjects=[subject_of(source)], languages=["es"], due=yesterday, assignee=str(eva.pk))
    assert complaints(response) == ["“Due”: The due date is in the past. Choose today or a later day."]
    soup = soup_of(response)
    posted = filled(one(soup, "#ask"))
    assert (posted["ask-due"], posted["ask-assignee"], posted["ask-languages"]) == ([yesterday], [str(eva.pk)], ["es"])
    assert one(soup, ".matrix input[name=subjects]").has_attr("checked")
    response = ask(client, subjects=[subject_of(source), "article:\x00"], languages=["de"], assignee=str(eva.pk))
    assert len(complaints(response)) == 2
    assert TranslationRequest.objects.count() == 0
