"""People with a second factor, and what they type."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.http import HttpResponse
from django.test import Client

from articles.models import User
from articles.services import second_factor
from tests.factories import PASSWORD

LOGIN, STEP, HOME, SET_UP = "/admin/login/", "/admin/login/second-step/", "/admin/", "/admin/second-factor/"


def give_app(user: User) -> str:
    """The secret of an authenticator app that the person has from now on."""
    secret = generate_totp_secret()
    Authenticator.objects.create(user=user, type="totp", data={"secret": second_factor.encrypt(secret)})
    return secret


def give_codes(user: User) -> list[str]:
    return RecoveryCodes.activate(user).get_unused_codes()


def code_of(secret: str, later: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    *_before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now + later))


def post_password(client: Client, user: User, password: str = PASSWORD, **more: Any) -> HttpResponse:
    return client.post(LOGIN, {"login": user.get_username(), "password": password}, **more)  # type: ignore[return-value]


def post_code(client: Client, code: str, **more: Any) -> HttpResponse:
    return client.post(STEP, {"code": code}, **more)  # type: ignore[return-value]


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def log_in(client: Client, user: User, secret: str) -> None:
    post_password(client, user)
    post_code(client, code_of(secret))
    assert is_in(client)
