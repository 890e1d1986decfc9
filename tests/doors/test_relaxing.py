"""Only a demonstration does without a second factor, and says so."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import CommandError, call_command
from django.test import Client

from tests.doors.people import LOGIN, STEP, code_of, give_app, is_in, post_code, post_password
from tests.factories import make_editor

pytestmark = pytest.mark.django_db

SAID = "This is a demonstration: it asks for no second factor. A real site does."


def errors() -> list[str]:
    return [error.id or "" for error in run_checks(tags=[Tags.security]) if error.id == "articles.E011"]


def test_demonstration__asks_for_none_and_says_so_at_login_and_on_the_first_page(client: Client) -> None:
    assert SAID in client.get(LOGIN).content.decode()
    editor = make_editor()
    post_password(client, editor)
    assert SAID in client.get("/admin/").content.decode()
    assert "has no second factor" in client.get("/admin/account/").content.decode()
    secret = give_app(editor)
    other = Client()
    assert post_password(other, editor)["Location"] == STEP  # who has one is asked for it
    assert not is_in(other)
    post_code(other, code_of(secret))
    assert is_in(other)


@pytest.mark.usefixtures("real")
def test_real_site__says_nothing_of_the_kind(client: Client) -> None:
    assert SAID not in client.get(LOGIN).content.decode()
    client.force_login(make_editor())
    assert client.get("/admin/").status_code == 302  # nor does a session that began without a factor count


def test_setting__relaxes_nothing_where_demonstrations_are_not_allowed(client: Client, settings: Any) -> None:
    assert errors() == []
    settings.DEMONSTRATION_ALLOWED = False
    assert errors() == ["articles.E011"]
    post_password(client, make_editor())
    assert not is_in(client)
    assert SAID not in client.get(LOGIN, follow=True).content.decode()


@pytest.mark.usefixtures("real")
def test_demo_command__says_what_to_take_out_of_the_environment() -> None:
    with pytest.raises(CommandError, match="SECOND_FACTOR_REQUIRED"):
        call_command("demo", "--no-serve")
