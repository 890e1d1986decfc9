"""Sessions of staff: how they begin, how they end, and what ends them all."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY, login
from django.test import Client, RequestFactory

from articles.models import User
from articles.services import staff_sessions
from tests.doors.people import LOGIN, SET_UP, code_of, is_in, log_in, post_code, post_password
from tests.factories import PASSWORD, make_article, make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real")]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets seconds pass: `clock(60)`."""
    start, passed = staff_sessions.now(), [0]
    monkeypatch.setattr(staff_sessions, "now", lambda: start + passed[0])

    def let_pass(seconds: int) -> None:
        passed[0] += seconds

    return let_pass


@pytest.fixture
def other(editor: User, secret: str) -> Client:
    """A second session of the editor's, on another machine."""
    client = Client()
    log_in(client, editor, secret)
    return client


def test_session__ends_when_nobody_works_in_it(client: Client, editor: User, secret: str, clock: Any) -> None:
    log_in(client, editor, secret)
    clock(50 * 60)
    assert is_in(client)
    clock(59 * 60)
    assert is_in(client)
    clock(61 * 60)
    assert not is_in(client)
    assert client.get(LOGIN).status_code == 200
    assert SESSION_KEY not in client.session


def test_session__ends_after_half_a_day_however_busy(client: Client, editor: User, secret: str, clock: Any) -> None:
    log_in(client, editor, secret)
    for _part in range(16):
        clock(45 * 60)
        assert is_in(client)
    clock(60)
    assert not is_in(client)


def test_session__is_written_at_most_every_five_minutes_and_never_for_readers(
    client: Client, editor: User, secret: str, clock: Any
) -> None:
    article = make_article()
    log_in(client, editor, secret)
    client.get("/admin/")
    clock(4 * 60)
    assert "sessionid" not in client.get("/admin/second-factor/").cookies
    clock(2 * 60)
    assert "sessionid" not in client.get(article.url).cookies
    assert "sessionid" in client.get("/admin/second-factor/").cookies


def test_session__too_old_is_not_revived_by_a_password(client: Client, editor: User, secret: str, clock: Any) -> None:
    """Whatever calls Django's own `login`: what was shown before it counts no more."""
    log_in(client, editor, secret)
    clock(2 * 60 * 60)
    request = RequestFactory().post("/")
    request.session, request.user = client.session, editor
    login(request, editor, "articles.authentication.AccountBackend")
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
    assert not is_in(client)


@pytest.mark.parametrize("what", ["password", "account", "deleted", "factor reset"])
def test_change__ends_sessions_at_once(client: Client, editor: User, other: Client, what: str) -> None:
    if what == "password":
        editor.set_password("brass-otter-under-lamp")
        editor.save()
    elif what == "account":
        User.objects.filter(pk=editor.pk).update(is_active=False)
    elif what == "deleted":
        editor.delete()
    else:
        editor.end_sessions()
    assert not is_in(other)


def test_change__of_the_own_password_or_factors_ends_the_other_sessions_alone(
    client: Client, editor: User, secret: str, other: Client
) -> None:
    post_password(client, editor)
    post_code(client, code_of(secret, 1))
    before = client.session.session_key
    form = {"name_email-first_name": "A", "name_email-last_name": "B", "name_email-email": editor.email, "locale-preferred_language": "",
            "locale-current_time_zone": "", "theme-theme": "system", "theme-contrast": "system", "theme-density": "default", "theme-keyboard_shortcuts": "on",
            "password-old_password": PASSWORD, "password-new_password1": "brass-otter-under-lamp", "password-new_password2": "brass-otter-under-lamp"}  # fmt: skip
    assert client.post("/admin/account/", form).status_code == 302
    assert is_in(client)
    assert not is_in(other)
    assert client.session.session_key != before


def test_logout__leaves_nothing(client: Client, editor: User, secret: str) -> None:
    log_in(client, editor, secret)
    kept = client.cookies["sessionid"].value
    client.post("/admin/logout/")
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert not is_in(thief)


def test_half_login__can_be_left(client: Client) -> None:
    post_password(client, make_superuser())
    assert client.get(f"{SET_UP}app/").status_code == 200
    assert client.get("/admin/login/leave/").status_code == 405
    client.post("/admin/login/leave/")
    assert SESSION_KEY not in client.session
    assert client.get(f"{SET_UP}app/").status_code == 302


def test_cookie__is_kept_from_scripts_and_other_sites(client: Client, editor: User, secret: str) -> None:
    log_in(client, editor, secret)
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert cookie["max-age"] == ""  # it ends with the browser
