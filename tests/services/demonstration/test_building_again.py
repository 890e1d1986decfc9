"""Building the demonstration where it stands already: nothing is lost, and nothing is made twice."""

from __future__ import annotations

from collections import Counter

import pytest
from django.contrib.auth import authenticate
from wagtail.models import Site

from articles.models import ArticlePage, User
from articles.services import demonstration
from tests.factories import make_condition
from tests.rows import everything
from tests.services.demonstration.command import demo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built", "no_other_programs")]


def test_second_build__changes_nothing() -> None:
    before = everything()
    demonstration.build()
    after = everything()
    assert Counter({table: len(rows) for table, rows in after.items()}) == Counter(
        {table: len(rows) for table, rows in before.items()}
    )
    assert after == before


def test_second_build__leaves_what_people_did_with_it() -> None:
    editor = User.objects.get(username="editor")
    editor.first_name = "Erin"
    editor.save()
    page = ArticlePage.objects.get(slug="causes", locale__language_code="de")
    page.title = "Warum leuchten Knie?"
    page.save_revision(user=editor)
    make_condition()
    before = everything()
    demonstration.build()
    assert everything() == before


def test_second_build__brings_back_an_account_that_was_deleted_and_its_password() -> None:
    User.objects.get(username="translator").delete()
    reviewer = User.objects.get(username="reviewer")
    reviewer.set_password("changed by somebody")
    reviewer.save()
    demonstration.build()
    for username in ("translator", "reviewer"):
        assert authenticate(username=username, password=demonstration.demonstration_password())


def test_build__never_takes_over_an_account_of_the_same_name() -> None:
    User.objects.filter(username="editor").update(demonstration=False, password="unusable")
    demonstration.build()
    assert User.objects.get(username="editor").password == "unusable"


def test_demo__run_again_says_the_same_and_makes_its_site_answer_at_the_port(taken_port: int) -> None:
    """Also while another program uses the port: it only prepares."""
    before = {table: len(rows) for table, rows in everything().items()}
    assert "ready" in demo(port=taken_port)
    assert {table: len(rows) for table, rows in everything().items()} == before
    site = Site.objects.get()
    assert (site.hostname, site.port, site.is_default_site) == ("localhost", taken_port, True)
