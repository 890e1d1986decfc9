from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import home, make_private
from tests.site.reader import queries_of

pytestmark = pytest.mark.django_db

#: Accept-Language, and the language it leads to.
HEADERS = {
    "none": (None, "en"),
    "empty": ("", "en"),
    "exact": ("ar", "ar"),
    "region": ("ar-EG", "ar"),
    "capitals": ("FR-ca", "fr"),
    "numeric region": ("es-419,es;q=0.9", "es"),
    "mainland Chinese": ("zh-CN", "zh-hans"),
    "simplified Chinese": ("zh-Hans-SG", "zh-hans"),
    "Taiwanese: no traditional edition, the simplified one is nearest": ("zh-TW", "zh-hans"),
    "below full quality": ("de-CH;q=0.9", "de"),
    "best quality first": ("de;q=0.5, es;q=0.8", "es"),
    "as a browser sends it": ("de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7", "de"),
    "first is not ours": ("pt-BR,pt;q=0.9,de;q=0.5", "de"),
    "none is ours": ("pt-BR,sw;q=0.5", "en"),
    "any": ("*", "en"),
    "any, after one of ours": ("fr;q=0.9, *;q=0.5", "fr"),
    "refused": ("fr;q=0", "en"),
    "refused, another accepted": ("fr;q=0, de;q=0.1", "de"),
    "garbage": ("!!! ;;; q=fr", "en"),
    "no language": ("<script>alert(1)</script>", "en"),
    "not ASCII": ("français", "en"),
    "wrong quality": ("fr;q=high", "en"),
    "100 kB of one language": ("fr," * 33_000, "fr"),
    "100 kB of one word": ("x" * 100_000, "en"),
    "100 kB of hyphens": ("a" + "-a" * 50_000, "en"),
}


@pytest.mark.parametrize(("header", "language"), HEADERS.values(), ids=HEADERS)
def test_root__leads_to_the_language_asked_for(client: Client, header: str | None, language: str) -> None:
    response = client.get("/", headers={} if header is None else {"Accept-Language": header})
    assert response.status_code == 302
    assert response["Location"] == f"/{language}/"


def test_root__may_be_cached_by_language_alone(client: Client) -> None:
    response = client.get("/", headers={"Accept-Language": "ar"})
    assert response["Vary"] == "Accept-Language"
    assert "Set-Cookie" not in response.headers
    assert not response.cookies


def test_root__reads_no_cookie(client: Client) -> None:
    client.cookies["django_language"] = "fr"
    assert client.get("/", headers={"Accept-Language": "ar"})["Location"] == "/ar/"


def test_root__head(client: Client) -> None:
    response = client.head("/", headers={"Accept-Language": "de"})
    assert (response.status_code, response["Location"]) == (302, "/de/")
    assert response.content == b""


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_root__is_only_read(client: Client, method: str) -> None:
    response = getattr(client, method)("/")
    assert response.status_code == 405
    assert {verb.strip() for verb in response["Allow"].split(",")} == {"GET", "HEAD"}


def test_root__takes_no_query(client: Client) -> None:
    response = client.get("/?next=https://example.org&lang=%00")
    assert (response.status_code, response["Location"]) == (302, "/en/")


def test_root__leads_to_no_language_without_a_public_home_page(client: Client) -> None:
    home("fr").unpublish()
    make_private(home("de"))
    assert client.get("/", headers={"Accept-Language": "fr, de;q=0.9, ar;q=0.5"})["Location"] == "/ar/"
    home("en").unpublish()
    assert client.get("/", headers={"Accept-Language": "fr"})["Location"] == "/es/"
    assert len(queries_of(lambda: client.get("/"))) == 1
