"""No address takes a password alone: every one that there is, is tried with a name and a password in the usual fields."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from articles.models import User
from tests.doors.people import HOME, SET_UP, is_in, post_password
from tests.factories import PASSWORD, make_article, make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real")]

#: What stands for an argument in an address.
_ARGUMENTS = {"int": "1", "slug": "en", "str": "x", "uuid": "00000000-0000-0000-0000-000000000000", "path": "x"}


def addresses(patterns: list[URLPattern | URLResolver] | None = None, before: str = "/") -> Iterator[str]:
    """One for each pattern that has a route, with something in the place of its arguments."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = getattr(pattern.pattern, "_route", None)
        part = str(pattern.pattern) if route is None else str(route)
        if "(?P" in part or "\\" in part or part.startswith("^"):
            continue  # by a regular expression: the pages' and the media's, which take no form
        part = re.sub(r"<(?:(\w+):)?\w+>", lambda found: _ARGUMENTS.get(found[1], "1"), part)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + part)
        else:
            yield before + part


def credentials(user: User) -> dict[str, str]:
    name = user.get_username()
    return {
        "login": name,
        "username": name,
        "email": user.email,
        "user": name,
        "password": PASSWORD,
        "pass": PASSWORD,
        "next": HOME,
    }


def test_no_address__lets_anybody_in_by_a_password(client: Client, settings: object) -> None:
    user = make_superuser()
    page = make_article()
    client.raise_request_exception = False
    tried = [*addresses(), page.url, f"/en/_util/login/?next={HOME}", f"/en/_util/authenticate_with_password/1/{page.pk}/"]
    assert len(tried) > 300
    for address in tried:
        response = client.post(address, credentials(user))
        assert not is_in(client), address
        if SESSION_KEY in client.session:  # a password was taken: nobody is there but to set up a factor
            assert address in ("/admin/login/", f"{SET_UP}confirm/password/"), address
            client.logout()
        assert response.status_code < 500, address


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/api/main/pages/", "/api/v2/pages/", "/admin/pages/", "/documents/1/x.pdf", "/en/"]
)
def test_no_address__takes_basic_authentication(client: Client, address: str) -> None:
    user = make_superuser()
    basic = b64encode(f"{user.get_username()}:{PASSWORD}".encode()).decode()
    response = client.get(address, headers={"authorization": f"Basic {basic}"})
    assert not response.wsgi_request.user.is_authenticated
    assert SESSION_KEY not in client.session


def test_half_login__is_nobody_at_every_address_but_where_a_factor_is_set_up(client: Client) -> None:
    """A superuser's password, and nothing else."""
    user = make_superuser()
    assert post_password(client, user)["Location"] == HOME
    assert SESSION_KEY in client.session
    half = client.session.session_key
    for address in addresses():
        if address.startswith("/admin/") and "/login/" not in address:
            response = client.get(address)
            person = getattr(response.wsgi_request, "user", None)
            assert address.startswith(SET_UP) or not person or person.is_anonymous, address
    assert client.session.session_key == half
    for reached in ("/admin/users/1/reset-second-factor/", "/admin/users/", "/admin/account/"):
        assert client.post(reached, {"reason": "none"})["Location"].startswith("/admin/login/")
    assert not client.get("/en/").wsgi_request.user.is_authenticated
    assert client.get("/admin/api/main/pages/").status_code in (302, 401, 403)
    assert client.get("/admin/login/")["Location"] == SET_UP
    screen = client.get(SET_UP).content.decode()
    assert "Before you go on" in screen
    assert "Review desk" not in screen


def test_login_of_wagtail_s__leads_to_the_one_login(client: Client) -> None:
    assert client.get(f"/en/_util/login/?next={HOME}")["Location"] == f"/admin/login/?next={HOME}"
    assert client.post("/en/_util/login/", credentials(make_superuser())).status_code == 302
    assert SESSION_KEY not in client.session


def test_what_is_not_offered__has_no_address() -> None:
    """Signing up, setting a password by mail, logging in by a code or a passkey alone, Django's own admin."""
    for name in (
        "account_signup", "account_set_password", "account_reset_password", "account_email", "account_request_login_code",
        "account_inactive", "mfa_login_webauthn", "mfa_signup_webauthn", "admin:login", "admin:index",
    ):  # fmt: skip
        with pytest.raises(NoReverseMatch):
            reverse(name)
