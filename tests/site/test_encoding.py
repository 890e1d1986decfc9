"""What a client says of its encoding is never an error of ours."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import ReaderReport
from osteo_site.wsgi import application
from tests.factories import make_article
from tests.site.feedback.forms import FROM_HERE, address, token

pytestmark = pytest.mark.django_db

#: Codecs that make no text, one that makes nothing, some that fail at what they are given, and two that there are not.
CODECS = (
    "=rot13", "=hex", "=zlib", "=undefined", "=idna", "=punycode", "=utf-16", "=unicode_escape", "=no-such", "*=utf-8''%00"
)  # fmt: skip


@pytest.fixture(autouse=True)
def _as_it_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django's client for tests makes requests of its own."""
    monkeypatch.setattr("django.test.client.WSGIRequest", application.request_class)


@pytest.mark.parametrize("codec", CODECS)
def test_encoding__that_a_client_makes_up_breaks_no_page(client: Client, codec: str) -> None:
    page = make_article()
    for where in ("/en/search/", "/en/a-z/", "/en/glossary/", "/en/", page.url, f"{page.url}history/", "/admin/login/"):
        response = client.get(f"{where}?q=kn%C3%A9e", headers={"Content-Type": f"text/plain; charset{codec}"})
        assert response.status_code == 200, where


@pytest.mark.parametrize("codec", CODECS)
def test_encoding__that_a_client_makes_up_breaks_no_form(client: Client, codec: str) -> None:
    kind, page = f"application/x-www-form-urlencoded; charset{codec}", make_article()
    body = f"token={token(page)}&text=Das+%C3%96l+flie%C3%9Ft.&section=&link="
    assert client.generic("POST", address(page), body, kind, **FROM_HERE).status_code == 303  # type: ignore[arg-type]
    assert ReaderReport.objects.get().text == "Das Öl fließt."
    assert client.generic("POST", "/admin/login/", "username=a&password=%C3%A9", kind).status_code == 200
