"""`robots.txt` and `security.txt`."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.factories import LANGUAGES, make_article, mark_as_demonstration

pytestmark = pytest.mark.django_db

SECURITY = "/.well-known/security.txt"
CONTACT = "mailto:security@example.org"


def rules(client: Client) -> RobotFileParser:
    response = client.get("/robots.txt")
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    parser = RobotFileParser()
    parser.parse(response.content.decode().splitlines())
    return parser


def test_robots__may_read_everything_but_the_admin_and_results_of_searches(client: Client) -> None:
    article = make_article()
    parser = rules(client)
    for address in ("/", "/en/", article.url, f"{article.url}picture/", "/en/feed/", "/static/articles/site.css", "/sitemap.xml"):
        assert parser.can_fetch("anybody", address), address
    for address in ("/admin/", "/admin/login/", *(f"/{language}/search/?q=knee" for language in LANGUAGES)):
        assert not parser.can_fetch("anybody", address), address
    assert parser.site_maps() == ["http://testserver/sitemap.xml"]
    assert "Disallow: /*/leaflet/" in client.get("/robots.txt").content.decode().splitlines()  # the parser knows no `*`


def test_robots__may_read_nothing_of_a_demonstration(client: Client) -> None:
    mark_as_demonstration()
    parser = rules(client)
    assert not parser.can_fetch("anybody", "/en/")
    assert b"invented" in client.get("/robots.txt").content


def fields(client: Client) -> list[tuple[str, str]]:
    response = client.get(SECURITY)
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    pairs = [line.split(": ", 1) for line in response.content.decode().splitlines()]
    return [(name, value) for name, value in pairs]


def test_security__whom_to_write_to_and_until_when(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = [CONTACT, "https://example.org/report"]
    told = fields(client)
    assert [value for name, value in told if name == "Contact"] == [CONTACT, "https://example.org/report"]
    [expires] = [value for name, value in told if name == "Expires"]
    assert timedelta(days=30) < datetime.fromisoformat(expires) - timezone.now() < timedelta(days=365)
    assert ("Canonical", f"http://testserver{SECURITY}") in told
    assert ("Preferred-Languages", "en") in told


def test_security__without_a_contact_is_not_there(client: Client) -> None:
    response = client.get(SECURITY)
    assert response.status_code == 404
    assert b"Expires" not in response.content


@pytest.mark.parametrize("address", ["/robots.txt", SECURITY, "/sitemap.xml"])
def test_file__is_only_read(client: Client, settings: Settings, address: str) -> None:
    settings.SECURITY_CONTACT = [CONTACT]
    assert client.post(address).status_code == 405
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    answer = client.get(address, headers={"Accept-Language": "fr"})
    assert (answer.status_code, answer.content) == (200, client.get(address).content)
    assert not answer.cookies


def found(settings: Settings, contacts: list[str], demonstration_allowed: bool) -> list[str]:
    settings.SECURITY_CONTACT, settings.DEMONSTRATION_ALLOWED = contacts, demonstration_allowed
    settings.SECOND_FACTOR_REQUIRED = True
    return [str(message.id) for message in run_checks(tags=["security"])]


@pytest.mark.parametrize(
    ("contacts", "demonstration_allowed", "expected"),
    [
        ([], False, ["articles.W010"]),
        ([], True, []),
        ([CONTACT, "tel:+1-201-555-0123", "https://example.org/report"], False, []),
        (["security@example.org"], False, ["articles.E010"]),
        (["http://example.org/"], True, ["articles.E010"]),
        ([f"{CONTACT}\nExpires: never"], True, ["articles.E010"]),
        ([""], True, ["articles.E010"]),
    ],
    ids=str,
)
def test_check__says_what_to_set(
    settings: Settings, contacts: list[str], demonstration_allowed: bool, expected: list[str]
) -> None:
    assert found(settings, contacts, demonstration_allowed) == expected
