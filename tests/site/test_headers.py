"""What every answer tells the browser about safety."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_article

pytestmark = pytest.mark.django_db

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def test_public_pages__keep_browsers_from_guessing(client: Client) -> None:
    article = make_article()
    for address in ("/", "/en/", article.get_parent().url, article.url, "/en/none/", "/admin/login/"):
        answer = client.get(address)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, address


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_public_pages__say_their_language(client: Client, language: str) -> None:
    article = make_article(language)
    for address in (f"/{language}/", article.url, f"/{language}/none/"):
        assert client.get(address)["Content-Language"] == language


def test_plain_traffic__is_sent_to_the_encrypted_site(client: Client, settings: object) -> None:
    settings.SECURE_SSL_REDIRECT = True  # type: ignore[attr-defined]
    answer = client.get("/ar/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/ar/")
