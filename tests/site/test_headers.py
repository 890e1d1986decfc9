"""What every answer tells browsers about safety, by the kind of answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from pytest_django import Settings

from articles.models import ArticlePage, HomePage
from articles.services import leaflets
from tests.factories import image, make_article, make_user

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
}
#: What must stand in the content security policy of a kind, what must not, who may frame it, and who may show it.
PUBLIC = (
    {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "trusted-types 'none'"},
    {"unsafe", "data:"},
    "DENY",
)
STAFF = ({"default-src 'none'", "base-uri 'none'", "frame-ancestors 'self'", "connect-src 'self'"}, {"unsafe-eval"}, "SAMEORIGIN")
PREVIEW = ({"default-src 'none'", "script-src 'self'", "frame-ancestors 'self'"}, {"script-src 'self' 'unsafe"}, "SAMEORIGIN")
DATA = ({"default-src 'none'", "form-action 'none'", "frame-ancestors 'none'"}, {"unsafe", "'self'"}, "DENY")
STATIC = ({"default-src 'none'", "frame-ancestors 'none'"}, {"'self'", "script-src"}, "DENY")
MEDIA = ({*DATA[0], "sandbox"}, DATA[1], "DENY")

Ask = Callable[[Client, ArticlePage], HttpResponse]


class Encrypted(Client):
    """A browser that came over an encrypted connection."""

    def generic(self, *args: Any, **options: Any) -> Any:
        return super().generic(*args, **{**options, "secure": True})


def at(path: str, **headers: str) -> Ask:
    return lambda client, article: client.get(path.replace("ARTICLE", article.url), headers=headers)


def unchanged(path: str) -> Ask:
    def ask(client: Client, article: ArticlePage) -> HttpResponse:
        address = path.replace("ARTICLE", article.url)
        return client.get(address, headers={"If-None-Match": client.get(address)["ETag"]})

    return ask


def too_much_text(client: Client, article: ArticlePage) -> HttpResponse:
    address = f"/en/feedback/{article.pk}/report/"
    return client.post(
        address, "x" * 200_000, content_type="application/x-www-form-urlencoded", headers={"Origin": "https://testserver"}
    )


def too_often(client: Client, article: ArticlePage) -> HttpResponse:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("articles.services.feedback.guard.admit", lambda *_args: 60)
        patch.setattr("articles.services.feedback.guard.read_token", lambda *_args: "once")
        return client.post(
            f"/en/feedback/{article.pk}/report/",
            "text=Glimmer&section=causes",
            content_type="application/x-www-form-urlencoded",
            headers={"Origin": "https://testserver"},
        )


def too_large(client: Client, _article: ArticlePage) -> HttpResponse:
    return client.post("/admin/login/", "", content_type="application/json", CONTENT_LENGTH=str(13 << 20))


def no_token(_client: Client, _article: ArticlePage) -> HttpResponse:
    return Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x", "password": "x"}, secure=True)


def logged_in(path: str) -> Ask:
    def ask(client: Client, _article: ArticlePage) -> HttpResponse:
        client.force_login(make_user(superuser=True))
        return client.get(path)

    return ask


def broken(client: Client, _article: ArticlePage) -> HttpResponse:
    def fail(*_args: Any) -> None:
        raise RuntimeError("on purpose")

    client.raise_request_exception = False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HomePage, "get_context", fail)
        return client.get("/en/")


def draft(_client: Client, article: ArticlePage) -> HttpResponse:
    with override_settings(SECURE_SSL_REDIRECT=False):
        return article.make_preview_request()


def picture(client: Client, _article: ArticlePage) -> HttpResponse:
    return client.get(image().get_rendition("width-6").url)


KINDS: dict[str, tuple[int, Ask, tuple[set[str], set[str], str]]] = {
    "page": (200, at("ARTICLE"), PUBLIC),
    "page, HEAD": (200, lambda client, article: client.head(article.url), PUBLIC),
    "history": (200, at("ARTICLEhistory/"), PUBLIC),
    "search": (200, at("/en/search/?q=knee"), PUBLIC),
    "glossary": (200, at("/en/glossary/"), PUBLIC),
    "form": (200, lambda client, article: client.get(f"/en/feedback/{article.pk}/report/"), PUBLIC),
    "to a language": (302, at("/"), PUBLIC),
    "to the slash": (301, at("/en/search"), PUBLIC),
    "to TLS": (301, lambda _client, _article: Client().get("/en/"), PUBLIC),
    "wrong host": (400, at("/en/", Host="evil.example.org"), PUBLIC),
    "missing page": (404, at("/en/none/"), PUBLIC),
    "missing file": (404, at("/static/none.css"), STATIC),
    "missing picture": (404, at("/media/none.png"), MEDIA),
    "wrong method": (405, lambda client, _article: client.post("/en/glossary/"), PUBLIC),
    "too much text": (413, too_much_text, PUBLIC),
    "too often": (429, too_often, PUBLIC),
    "too large": (413, too_large, STAFF),
    "broken": (500, broken, PUBLIC),
    "no token": (403, no_token, STAFF),
    "feed": (200, at("/en/feed/"), PUBLIC),
    "picture for shared links, unchanged": (304, unchanged("ARTICLEpicture/"), PUBLIC),
    "sitemap": (200, at("/sitemap.xml"), PUBLIC),
    "robots": (200, at("/robots.txt"), PUBLIC),
    "picture for shared links": (200, at("ARTICLEpicture/"), PUBLIC),
    "leaflet": (200, at("ARTICLEleaflet/"), PUBLIC),
    "picture": (200, picture, MEDIA),
    "style sheet": (200, at("/static/probe.css"), STATIC),
    "data": (200, at("/api/v2/pages/"), DATA),
    "data, refused": (400, at("/api/v2/pages/?limit=x"), DATA),
    "login": (200, at("/admin/login/"), STAFF),
    "admin, nobody there": (302, at("/admin/pages/"), STAFF),
    "admin": (200, logged_in("/admin/"), STAFF),
    "admin, missing": (404, logged_in("/admin/none/"), STAFF),
    "admin, data": (200, logged_in("/admin/api/main/pages/"), STAFF),
    "preview": (200, draft, PREVIEW),
}


@pytest.fixture
def as_in_production(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    Path(settings.STATIC_ROOT, "probe.css").write_text("p { color: red }")  # as production serves it: by WhiteNoise
    monkeypatch.setattr(leaflets, "can_print", lambda: True)
    monkeypatch.setattr(leaflets, "print_pdf", lambda *_args: b"%PDF-")


def test_every_kind_of_answer__says_what_browsers_may_do_with_it(as_in_production: None) -> None:
    article = make_article()
    wrong = []
    for kind, (status, ask, (must, must_not, framed)) in KINDS.items():
        answer = ask(Encrypted(), article)
        found = {name: answer.headers.get(name) for name in ALWAYS}
        policy = answer.headers.get("Content-Security-Policy", "")
        parts = set(policy.split("; "))
        if kind in {"to TLS", "preview"}:  # over a connection that is not encrypted, or over none at all
            found["Strict-Transport-Security"] = ALWAYS["Strict-Transport-Security"]
        if (
            answer.status_code != status
            or found != ALWAYS
            or not must <= parts
            or any(bad in policy for bad in must_not)
            or answer.headers.get("X-Frame-Options") != framed
            or "geolocation=()" not in answer.headers.get("Permissions-Policy", "")
            or "Cross-Origin-Resource-Policy" not in answer.headers
        ):
            wrong.append((kind, answer.status_code, dict(answer.headers)))
    assert wrong == []


def test_policy__is_the_same_for_all_answers_of_a_kind() -> None:
    """A cache may keep whole answers, and an answer that something is unchanged may replace the headers that came first."""
    article = make_article()
    policies = [
        Client().get(address)["Content-Security-Policy"] for address in (article.url, article.url, "/en/none/", "/robots.txt")
    ]
    assert len(set(policies)) == 1


def test_files_of_another_origin__are_allowed_where_they_are_set(settings: Settings) -> None:
    settings.FILE_ORIGINS = ["https://files.example.org"]
    policy = Client().get("/en/")["Content-Security-Policy"]
    assert "img-src 'self' https://files.example.org;" in policy
    assert "form-action 'self';" in policy


def test_pictures_for_shared_links__may_be_shown_elsewhere(client: Client) -> None:
    article = make_article()
    told = {path: client.get(path)["Cross-Origin-Resource-Policy"] for path in (article.url, f"{article.url}picture/")}
    assert told == {article.url: "same-origin", f"{article.url}picture/": "cross-origin"}


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_public_pages__say_their_language(client: Client, language: str) -> None:
    article = make_article(language)
    for address in (f"/{language}/", article.url, f"/{language}/none/"):
        assert client.get(address)["Content-Language"] == language


def test_plain_traffic__is_sent_to_the_encrypted_site(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/ar/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/ar/")
