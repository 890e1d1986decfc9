"""Setting up a second factor, changing it, and having it reset by a colleague."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from wagtail.models import ModelLogEntry

from articles.models import User
from tests.doors.people import HOME, SET_UP, STEP, code_of, give_app, is_in, log_in, post_code, post_password
from tests.factories import make_editor, make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real")]

APP, CODES = f"{SET_UP}app/", f"{SET_UP}recovery-codes/"


def set_up(client: Client) -> tuple[str, list[str]]:
    """Sets up an app as the screen says. Gives its secret and the recovery codes."""
    key = BeautifulSoup(client.get(APP).content, "html.parser").select_one(".door-key")
    assert key is not None
    secret = key.get_text()
    response = client.post(APP, {"code": code_of(secret)})
    assert response["Location"] == CODES
    shown = client.get(CODES).content.decode()
    return secret, re.findall(r"<code>(\d{8})</code>", shown)


def test_first_login__sets_up_an_app_and_then_everything_is_open(client: Client, editor: User) -> None:
    post_password(client, editor)
    assert "&lt;svg" not in (screen := client.get(APP).content.decode())
    assert "<svg" in screen
    assert "style=" not in screen[screen.index("<main") : screen.index("</main")]
    assert client.post(APP, {"code": "000000"}).status_code == 200
    secret, codes = set_up(client)
    assert len(codes) == 10
    assert is_in(client)
    assert codes[0] not in client.get(CODES).content.decode()  # shown once
    kept = str(list(Authenticator.objects.values_list("data")))
    assert secret not in kept
    assert client.get(f"{CODES}download/").status_code == 404
    client.post("/admin/logout/")
    post_password(client, editor)
    assert not is_in(client)
    assert "was used before" in post_code(client, code_of(secret)).content.decode()  # the code that it was set up with
    post_code(client, code_of(secret, 1))
    assert is_in(client)
    assert [entry.action for entry in ModelLogEntry.objects.filter(action__startswith="articles.")] == [
        "articles.second_factor.added"
    ]
    assert mail.outbox[0].to == [editor.email]


def test_first_login__by_a_thief_ends_when_the_owner_sets_one_up(client: Client, editor: User) -> None:
    thief = Client()
    post_password(thief, editor)
    post_password(client, editor)
    set_up(client)
    assert thief.get(APP).status_code == 302
    assert thief.get("/admin/login/").status_code == 200
    post_password(thief, editor)
    assert thief.get(SET_UP)["Location"].startswith("/admin/login/")


def test_password_of_somebody_with_a_factor__sets_up_no_other_one(client: Client, editor: User, secret: str) -> None:
    post_password(client, editor)
    for address in (APP, f"{SET_UP}passkeys/add/", CODES, f"{CODES}new/", f"{APP}remove/", f"{SET_UP}confirm/password/"):
        assert client.get(address)["Location"].startswith("/admin/login/")
        assert client.post(address, {"code": "000000"})["Location"].startswith("/admin/login/")
    assert Authenticator.objects.count() == 1


def test_factor__is_changed_only_after_confirming_with_it(client: Client, editor: User, secret: str) -> None:
    log_in(client, editor, secret)
    confirm = client.get(f"{APP}remove/")["Location"]
    assert confirm.startswith(f"{SET_UP}confirm/?next=")
    assert client.get(f"{SET_UP}confirm/password/")["Location"].startswith(f"{SET_UP}confirm/")
    assert client.post(confirm, {"code": "000000"}).status_code == 200
    assert client.post(confirm, {"code": code_of(secret, 1)})["Location"] == f"{APP}remove/"
    other = Client()
    other.cookies["sessionid"] = client.cookies["sessionid"].value
    client.post(f"{APP}remove/")
    assert not Authenticator.objects.exists()
    assert not is_in(client)  # it was the last one: the next is set up before anything else
    assert client.get("/admin/login/")["Location"] == SET_UP
    assert not is_in(other)
    set_up(client)
    assert is_in(client)


def test_recovery_codes__are_replaced_by_new_ones(client: Client, editor: User) -> None:
    post_password(client, editor)
    _secret, old = set_up(client)
    assert "10 of your codes are not used" in client.get(f"{CODES}new/").content.decode()
    client.post(f"{CODES}new/")
    new = re.findall(r"<code>(\d{8})</code>", client.get(CODES).content.decode())
    assert len(new) == 10
    thief = Client()
    post_password(thief, editor)
    assert post_code(thief, old[0]).status_code == 200
    assert post_code(thief, new[0]).status_code == 302


def test_reset__by_an_administrator_with_a_reason_is_logged_and_ends_sessions(client: Client, editor: User, secret: str) -> None:
    administrator, sessions = make_superuser(), Client()
    log_in(sessions, editor, secret)
    own = give_app(administrator)
    log_in(client, administrator, own)
    address = f"/admin/users/{editor.pk}/reset-second-factor/"
    assert address in client.get("/admin/users/").content.decode()
    confirm = client.get(address)["Location"]
    client.post(confirm, {"code": code_of(own, 1)})
    assert "field is required" in client.post(address, {"reason": " "}).content.decode()
    assert Authenticator.objects.filter(user=editor).exists()
    assert client.post(address, {"reason": "Lost the phone; called her."})["Location"] == "/admin/users/"
    assert not Authenticator.objects.filter(user=editor).exists()
    assert not is_in(sessions)
    entry = ModelLogEntry.objects.get(action="articles.second_factor.reset")
    assert (entry.user, entry.data["reason"], entry.object_id) == (administrator, "Lost the phone; called her.", str(editor.pk))
    assert mail.outbox[-1].to == [editor.email]
    assert client.post(f"/admin/users/{administrator.pk}/reset-second-factor/", {"reason": "mine"}).status_code == 302
    assert Authenticator.objects.filter(user=administrator).exists()


def test_reset__is_for_administrators_alone(client: Client, editor: User, secret: str) -> None:
    other = make_editor()
    give_app(other)
    log_in(client, editor, secret)
    client.post(f"{SET_UP}confirm/?next={HOME}", {"code": code_of(secret, 1)})
    assert client.post(f"/admin/users/{other.pk}/reset-second-factor/", {"reason": "mischief"}).status_code == 302
    assert Authenticator.objects.filter(user=other).exists()


def test_secret_key__that_changed_makes_codes_bad_and_no_error(client: Client, editor: User, settings: object) -> None:
    secret = give_app(editor)
    old = settings.SECRET_KEY  # type: ignore[attr-defined]
    settings.SECRET_KEY = "another-key-" * 6  # type: ignore[attr-defined]
    post_password(client, editor)
    assert post_code(client, code_of(secret)).status_code == 200
    settings.SECRET_KEY_FALLBACKS = [old]  # type: ignore[attr-defined]
    assert client.get(STEP).status_code == 200
    assert post_code(client, code_of(secret))["Location"] == HOME
