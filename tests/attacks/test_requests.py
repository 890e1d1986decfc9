"""Requests that no browser sends: everything is answered, nothing with 500, and no answer leads or lies elsewhere.

What stands in addresses and headers one by one is in `tests/site/test_hostile_requests.py`; here they are mixed, and sent to the
server's own interface, past the test client's good manners.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from osteo_site.wsgi import Utf8Handler
from tests.factories import PASSWORD, make_article, make_editor, make_glossary_term

pytestmark = pytest.mark.django_db
few = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

EVIL = "evil.example.org"
ELSEWHERE = [
    f"https://{EVIL}/", f"//{EVIL}/", f"///{EVIL}", rf"\\{EVIL}", rf"/\{EVIL}", f"https:{EVIL}", f"http:///{EVIL}", f"\t//{EVIL}",
    f"https://testserver@{EVIL}/", "javascript:alert(1)", "data:text/html,x", f"https://testserver.{EVIL}/", f"/\t/{EVIL}",
    f"//{EVIL}%2f..", "x\r\nLocation: //evil",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _quietly() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def straight_to_the_server() -> Iterator[None]:
    """As Django's test client does: between requests the test's own connection to the database stays."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


@pytest.fixture
def anyone() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("to", ELSEWHERE)
def test_redirect__never_leads_to_another_site(anyone: Client, to: str) -> None:
    editor = make_editor()
    answers = [anyone.get(f"/?next={quote(to)}"), anyone.get(f"/en/search/?next={quote(to)}"), anyone.get(f"/{quote(to)}")]
    answers.append(anyone.post("/admin/login/", {"username": editor.username, "password": PASSWORD, "next": to}))
    anyone.force_login(editor)
    answers += [
        anyone.get(f"/admin/login/?next={quote(to)}"),
        anyone.post("/admin/review-desk/messages/read/", {"next": to}),
        anyone.post("/admin/logout/", {"next": to}),
    ]
    for answer in answers:
        location = answer.headers.get("Location", "")
        assert answer.status_code < 500
        assert not location or (location.startswith("/") and not location.startswith(("//", "/\\"))), location


POISON = {
    "Host": EVIL, "X-Forwarded-Host": EVIL, "X-Host": EVIL, "X-Forwarded-Server": EVIL, "Forwarded": f"host={EVIL};proto=https",
    "X-Forwarded-Port": "1", "X-Forwarded-Proto": "javascript", "X-Original-URL": "/admin/", "X-Rewrite-URL": "/admin/",
    "X-HTTP-Method-Override": "DELETE", "X-Forwarded-Prefix": f"//{EVIL}", "X-Forwarded-Scheme": "http", "True-Client-IP": EVIL,
    "Origin": f"https://{EVIL}", "Referer": f"https://{EVIL}/", "Accept-Language": f"{EVIL}, en;q=0.1",
}  # fmt: skip


def test_header__that_a_cache_does_not_key_by_changes_no_answer(anyone: Client) -> None:
    article = make_article()
    for path in (article.url, "/sitemap.xml", "/robots.txt", "/en/feed/", "/api/v2/pages/"):
        plain = anyone.get(path)
        for name, value in POISON.items():
            poisoned = anyone.get(path, headers={name: value})
            assert EVIL not in str(poisoned.headers), (path, name)
            if name == "Host":
                assert poisoned.status_code == 400
            else:
                assert (poisoned.status_code, poisoned.getvalue()) == (plain.status_code, plain.getvalue()), (path, name)


def asked(handler: WSGIHandler, method: str, path: str, query: str = "", **more: object) -> tuple[int, list[tuple[str, str]]]:
    """As a server hands it over: bytes as Latin-1, nothing checked."""
    told: list[tuple[int, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        told.append((int(status.split()[0]), headers))

    environment = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "", "SERVER_NAME": "testserver",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "testserver", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(b"x" * 64), "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0), "REMOTE_ADDR": "127.0.0.1",
        "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False, **more,
    }  # fmt: skip
    with transaction.atomic():
        answer = handler(environment, start)
        b"".join(answer)
        transaction.set_rollback(True)
    return told[0]


ODD = [
    {"CONTENT_LENGTH": "-1"}, {"CONTENT_LENGTH": "many"}, {"CONTENT_LENGTH": "9" * 400}, {"CONTENT_LENGTH": "٣"},
    {"CONTENT_TYPE": "text/html; charset=rot13"}, {"CONTENT_TYPE": "multipart/form-data"}, {"HTTP_RANGE": "bytes=5-1,9-"},
    {"CONTENT_TYPE": "multipart/form-data; boundary=\xff"}, {"HTTP_COOKIE": "\x00=\xff; sessionid=" + "x" * 9_000},
    {"HTTP_HOST": "testserver:x"}, {"HTTP_HOST": "[::1"}, {"HTTP_HOST": ""}, {"HTTP_IF_NONE_MATCH": '"\x00'}, {"HTTP_ACCEPT": "*" * 9_000},
    {"HTTP_IF_MODIFIED_SINCE": "Mon, 99 Foo 99999 99:99:99 GMT"}, {"HTTP_TRANSFER_ENCODING": "chunked, identity"},
    {"HTTP_EXPECT": "100-continue"}, {"HTTP_ACCEPT_ENCODING": "gzip;q=x"}, {"HTTP_ACCEPT_LANGUAGE": "zh" + "-a" * 4_000},
    {"wsgi.input": io.BytesIO(b"--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"\0\"\r\n\r\n\xff\r\n--x--"),
     "CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": "80"},
]  # fmt: skip


def test_oddities_of_http__are_answered(straight_to_the_server: None) -> None:
    handler = Utf8Handler()
    article = make_article()
    paths = [
        article.url,
        "/admin/login/",
        "/api/v2/pages/",
        f"/en/feedback/{article.pk}/report/",
        "/static/x.css",
        "/media/x.png",
    ]
    answers = [(path, odd, asked(handler, method, path, **odd)) for path in paths for odd in ODD for method in ("GET", "POST")]  # type: ignore[arg-type]
    answers += [
        (path, method, asked(handler, method, path))
        for path in (*paths, "*", "", "x", "//", "/\x00", "/\xff\xfe", "/en/\xc0\xaf", "/%00", "/" + "a/" * 8_000, "http://x/")
        for method in ("GET", "HEAD", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "G" * 500, "", "DELETE", "PATCH")
    ]
    wrong = [(where, str(what)[:80], status) for where, what, (status, headers) in answers if status >= 500]
    wrong += [
        (where, str(what)[:80], headers)
        for where, what, (status, headers) in answers
        if any("\n" in value or "\r" in value for _name, value in headers) or "Content-Security-Policy" not in dict(headers)
    ]
    assert wrong == []


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ['"', "\0", "' OR 1=1 --", "*:*", "(", "-1"]
)


@few
@given(typed=words, page=words)
def test_search__whatever_is_typed(typed: str, page: str) -> None:
    make_glossary_term()
    with transaction.atomic():
        answer = Client(raise_request_exception=False).get("/en/search/", {"q": typed, "page": page})
        transaction.set_rollback(True)
    assert answer.status_code in {200, 404}


NAMES = [
    "type", "fields", "order", "limit", "offset", "search", "search_operator", "child_of", "descendant_of", "ancestor_of", "locale",
    "translation_of", "site", "slug", "title", "id", "html_path", "first_published_at", "show_in_menus", "x",
]  # fmt: skip


@few
@given(parameters=st.dictionaries(st.sampled_from(NAMES), words | st.integers().map(str), max_size=4))
def test_api__whatever_is_asked(parameters: dict[str, str]) -> None:
    for address in ("/api/v2/pages/", "/api/v2/pages/find/", "/api/v2/pages/3/"):
        with transaction.atomic():
            answer = Client(raise_request_exception=False).get(address, parameters)
            transaction.set_rollback(True)
        assert answer.status_code in {200, 302, 400, 404}, (address, parameters)


@pytest.mark.parametrize(
    "address", ["/api/v3/", "/api/v3/pages/", "/admin/api/v3/", "/django-admin/", "/admin/auth/", "/documents/1/x/"]
)
def test_door__that_is_not_there(address: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(make_editor())
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_api__takes_nothing(method: str) -> None:
    article = make_article()
    client = Client(raise_request_exception=False)
    client.force_login(make_editor())
    for address in ("/api/v2/pages/", f"/api/v2/pages/{article.pk}/"):
        assert getattr(client, method)(address, {"title": "x"}, content_type="application/json").status_code in {403, 405}
