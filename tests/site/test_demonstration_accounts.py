"""The demonstration's accounts are known to anyone: where demonstrations are not allowed they open nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY, authenticate
from django.core.checks import Tags, run_checks
from django.test import Client

from tests.factories import PASSWORD, make_superuser, make_user, mark_as_demonstration

pytestmark = pytest.mark.django_db


@pytest.fixture
def _no_demonstration(settings: Any) -> None:
    """The site as production runs it, on whatever database it was pointed at."""
    settings.DEMONSTRATION_ALLOWED = False


def log_in(client: Client, username: str) -> bool:
    """Whether the login form takes a name and a password."""
    client.post("/admin/login/", {"login": username, "password": PASSWORD, "next": "/admin/"})
    return SESSION_KEY in client.session


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_demonstration_account__logs_in_where_demonstrations_are_allowed(client: Client) -> None:
    make_superuser(username="administrator", demonstration=True)
    assert log_in(client, "administrator")


@pytest.mark.usefixtures("_no_demonstration")
@pytest.mark.parametrize("superuser", [True, False])
def test_demonstration_account__cannot_log_in_elsewhere(client: Client, superuser: bool) -> None:
    make_user("somebody", superuser=superuser, group="Editors", demonstration=True)
    assert not log_in(client, "somebody")
    assert authenticate(username="somebody", password=PASSWORD) is None


@pytest.mark.usefixtures("_no_demonstration")
def test_other_account__logs_in_elsewhere(client: Client) -> None:
    make_superuser(username="somebody")
    assert log_in(client, "somebody")


def test_demonstration_account__open_session_ends(client: Client, settings: Any) -> None:
    make_superuser(username="administrator", demonstration=True)
    assert log_in(client, "administrator")
    settings.DEMONSTRATION_ALLOWED = False
    assert not is_in(client)
    assert client.get("/admin/pages/").status_code == 302


@pytest.mark.usefixtures("_no_demonstration")
def test_demonstration_account__is_told_no_more_than_anybody(client: Client) -> None:
    """The form does not say whether the account exists."""
    make_superuser(username="administrator", demonstration=True)
    answers = [
        client.post("/admin/login/", {"login": name, "password": PASSWORD}).content.decode().replace(name, "")
        for name in ("administrator", "administrater")
    ]
    messages = ["do not match" in answer for answer in answers]
    assert messages == [True, True]


def test_check__refuses_a_demonstration_s_database_in_production(settings: Any) -> None:
    mark_as_demonstration()
    assert [error.id for error in run_checks(tags=[Tags.database], databases=["default"]) if error.id == "articles.E003"] == []
    settings.DEMONSTRATION_ALLOWED = False
    errors = [error for error in run_checks(tags=[Tags.database], databases=["default"]) if error.id == "articles.E003"]
    assert ["DATABASE_URL" in (error.hint or "") for error in errors] == [True]


@pytest.mark.usefixtures("_no_demonstration")
def test_check__passes_on_another_database() -> None:
    mark_as_demonstration(False)
    assert [error for error in run_checks(tags=[Tags.database], databases=["default"]) if error.id == "articles.E003"] == []
