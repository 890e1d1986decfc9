"""Login: a password and a second factor, in this order, each good once."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.test import Client

from articles.models import User
from articles.services import second_factor
from tests.doors.people import HOME, LOGIN, SET_UP, STEP, code_of, give_codes, is_in, log_in, post_code, post_password
from tests.factories import PASSWORD, make_editor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real")]


def test_login__takes_a_password_and_then_a_code(client: Client, editor: User, secret: str) -> None:
    assert post_password(client, editor)["Location"] == STEP
    assert SESSION_KEY not in client.session
    assert client.get(HOME)["Location"] == f"{LOGIN}?next={HOME}"
    assert client.get(LOGIN)["Location"] == STEP
    assert post_code(client, code_of(secret))["Location"] == HOME
    assert is_in(client)


def test_session__gets_a_new_key_and_keeps_nothing_that_was_planted(client: Client, editor: User, secret: str) -> None:
    client.get(LOGIN)
    session = client.session
    session["staff_proven"] = {"user": editor.pk, "at": second_factor.now()}
    session.save()
    planted = session.session_key
    post_password(client, editor)
    post_code(client, code_of(secret))
    assert client.session.session_key != planted
    assert is_in(client)
    assert not is_in(Client(headers={"cookie": f"sessionid={planted}"}))


def test_code__of_the_app_is_good_once_whoever_uses_it(client: Client, editor: User, secret: str) -> None:
    code = code_of(secret)
    log_in(client, editor, secret)
    thief = Client()
    post_password(thief, editor)
    for again in (code, f"{code[:3]} {code[3:]}", code_of(secret, -1)):
        response = post_code(thief, again)
        assert "was used before" in response.content.decode()
        assert not is_in(thief)
    assert post_code(thief, code_of(secret, 1)).status_code == 302  # the next one; no code before it is good from now on
    assert second_factor.use_code(editor, code_of(secret)) is None


def test_code__for_recovery_is_good_once(editor: User, secret: str) -> None:
    code, *_others = give_codes(editor)
    for good in (True, False):
        client = Client()
        post_password(client, editor)
        post_code(client, code)
        assert is_in(client) is good


def test_code__without_the_password_before_opens_nothing(client: Client, editor: User, secret: str) -> None:
    assert post_code(client, code_of(secret))["Location"] == LOGIN
    assert not is_in(client)


def test_code__of_another_account_opens_nothing(client: Client, editor: User, secret: str) -> None:
    post_password(client, editor)
    other = make_editor()
    assert post_code(client, give_codes(other)[0]).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "7", '{"id": 1}', '{"response": {"userHandle": null}}', "\x00", "{" * 900,
                                    '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA","authenticatorData":"AA","signature":"AA"}}'])  # fmt: skip
def test_passkey__with_any_answer_is_an_answer_and_opens_nothing(client: Client, editor: User, secret: str, answer: str) -> None:
    post_password(client, editor)
    client.get(STEP)
    response = client.post(STEP, {"credential": answer})
    assert response.status_code == 200
    assert not is_in(client)
    post_code(client, code_of(secret))
    for screen in (f"{SET_UP}confirm/passkey/", f"{SET_UP}passkeys/add/"):
        client.get(screen)
        assert client.post(screen, {"credential": answer}).status_code in (200, 302)
    assert not Authenticator.objects.filter(type="webauthn").exists()


@pytest.mark.parametrize("what", ["unknown name", "wrong password", "closed account"])
def test_login__says_the_same_whatever_is_wrong(client: Client, editor: User, what: str) -> None:
    User.objects.filter(pk=editor.pk).update(is_active=what != "closed account")
    name = "nobody-here" if what == "unknown name" else editor.get_username()
    response = client.post(LOGIN, {"login": name, "password": "wrong" if what == "wrong password" else PASSWORD})
    assert "Name and password do not match" in response.content.decode()
    assert response.status_code == 200


@pytest.mark.parametrize("address", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_login__leads_nowhere_else(client: Client, editor: User, secret: str, address: str) -> None:
    client.post(LOGIN, {"login": editor.get_username(), "password": PASSWORD, "next": address})
    assert post_code(client, code_of(secret))["Location"] == HOME


def test_login__by_a_form_of_another_site_is_refused(editor: User) -> None:
    assert post_password(Client(enforce_csrf_checks=True), editor).status_code == 403
