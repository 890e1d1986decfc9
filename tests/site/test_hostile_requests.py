"""Nobody breaks a public page by what they put into its address or its headers. Run on both databases."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client

from tests.factories import make_article

pytestmark = pytest.mark.django_db

PARAMETERS = {
    "unknown": "utm_source=x&fbclid=y",
    "NUL": "x=%00&%00=x",
    "NUL in a name that means something elsewhere": "lang=%00&page=%00&q=%00&preview=%00&next=%00&token=%00",
    "no UTF-8": "x=%ff%fe&%c0%af=1",
    "not decodable": "x=%zz&%",
    "brackets": "page[]=1&page[x][y]=2",
    "thousand times": "&".join(["x=1"] * 1_000),
    "10 kB": f"x={'y' * 10_000}",
    "quotation marks": f"x={quote(chr(34) * 3)}&y={quote(chr(39))}",
    "new line": "x=%0d%0aSet-Cookie:%20evil=1",
    "emoji": f"x={quote('🦴')}",
    "number out of range": f"page={'9' * 400}&id={'9' * 400}",
    "debugging": "debug=1&_debug=1&profile=1&format=api",
    "preview": "preview=1&draft=1&mode=x&in_preview_panel=true&use_latest_draft=1",
}
PATHS = {
    "NUL": "%00/",
    "NUL in a slug": "glim%00mer/",
    "no UTF-8": "%ff%fe/",
    "up and out": "../../../etc/passwd",
    "up and out, encoded": "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "double encoded": "%252e%252e%252f/",
    "double slash": "//example.org/",
    "backslash": "%5cexample.org/",
    "tags": "%3Cscript%3E/",
    "quotation marks": "%22%27/",
    "like patterns": "%25/_/",
    "emoji": f"{quote('🦴')}/",
    "Arabic": f"{quote('ركبة')}/",
    "new line": "%0d%0aSet-Cookie:%20evil=1/",
    "10 kB of one part": f"{'a' * 10_000}/",
    "10 kB of parts": "a/" * 5_000,
    "number": f"{'9' * 400}/",
}


@pytest.fixture
def forgiving(client: Client) -> Client:
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("query", PARAMETERS.values(), ids=PARAMETERS)
def test_public_page__whatever_stands_after_the_question_mark(forgiving: Client, query: str) -> None:
    article = make_article()
    for address in ("/en/", article.get_parent().url, article.url):
        plain, asked = forgiving.get(address), forgiving.get(f"{address}?{query}")
        assert (asked.status_code, asked.content) == (200, plain.content)
    assert forgiving.get(f"/?{query}").status_code == 302
    missing = forgiving.get(f"/en/none/?{query}")
    assert missing.status_code == 404
    assert missing.cookies == {}


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_address__that_leads_nowhere(forgiving: Client, path: str) -> None:
    for start in ("/en/", "/ar/glimmer/", "/", "/api/v2/pages/", "/media/", "/static/"):
        response = forgiving.get(start + path)
        assert response.status_code in (301, 302, 400, 404), start
        assert not response.get("Location", "").startswith(("//", "http", "/\\"))
        assert "\n" not in str(response.headers)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Accept", "application/x-nothing"),
        ("Accept", "\0"),
        ("Accept-Language", "x" * 10_000),
        ("Accept-Language", "\0,fr"),
        ("Cookie", "sessionid=none; django_language=%00; csrftoken='"),
        ("Cookie", "sessionid=\0"),
        ("Cookie", ";;;===" * 100),
        ("Referer", "javascript:alert(1)"),
        ("User-Agent", "\0"),
        ("X-Forwarded-Host", "example.org"),
        ("X-Forwarded-Proto", "https"),
        ("X-Requested-With", "XMLHttpRequest"),
        ("If-Modified-Since", "never"),
        ("Range", "bytes=99999-"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_public_page__whatever_the_headers_say(forgiving: Client, header: str, value: str) -> None:
    article = make_article()
    plain = forgiving.get(article.url)
    asked = forgiving.get(article.url, headers={header: value})
    assert (asked.status_code, asked.content) == (200, plain.content)
    assert forgiving.get("/en/none/", headers={header: value}).status_code == 404


def test_host__that_is_not_ours_is_refused(forgiving: Client) -> None:
    assert forgiving.get("/en/", headers={"Host": "example.org"}).status_code == 400


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "post"])
def test_public_page__asked_in_another_way_changes_nothing(forgiving: Client, method: str) -> None:
    article = make_article()
    assert getattr(forgiving, method)(article.url).status_code in (200, 403, 405)
    article.refresh_from_db()
    assert article.live


API_PARAMETERS = {
    **PARAMETERS,
    "limit in words": "limit=many",
    "limit below zero": "limit=-1",
    "limit beyond what is allowed": "limit=100000",
    "offset below zero": "offset=-1",
    "offset out of range": f"offset={'9' * 30}",
    "offset with digits of another script": "offset=٣",
    "order by what is not there": "order=password",
    "order at random": "order=random&offset=1",
    "order of a search": "order=title&search=knee",
    "fields that are not there": "fields=owner(password)",
    "fields not closed": "fields=*,title(",
    "fields nested deep": f"fields={'a(' * 200}",
    "fields twice": "fields=*,*",
    "all fields": "fields=*",
    "no fields": "fields=_",
    "type that is no page": "type=articles.User",
    "type that is not there": "type=x.Y",
    "type not named": "type=",
    "type with NUL": "type=%00",
    "language that is not there": "locale=xx",
    "language with NUL": "locale=%00",
    "child of words": "child_of=home",
    "child of what is not there": "child_of=999999",
    "child of a number out of range": f"child_of={'9' * 30}",
    "below a number out of range": f"descendant_of={'9' * 30}",
    "above a number out of range": f"ancestor_of={'9' * 30}",
    "translation of words": "translation_of=x",
    "translation of a number out of range": f"translation_of={'9' * 30}",
    "number out of range": f"id={'9' * 30}",
    "number in words": "id=x",
    "title with NUL": "title=%00",
    "slug with NUL": "slug=%00",
    "short answer with NUL": "type=articles.ArticlePage&tldr=%00",
    "section": "type=articles.ArticlePage&causes=x",
    "date that is none": "first_published_at=never",
    "flag that is none": "show_in_menus=maybe",
    "site that is not there": "site=example.org",
    "site with NUL": "site=%00",
    "search that is empty": "search=",
    "search with an operator that is not there": "search=knee&search_operator=xor",
    "search below": "search=knee&descendant_of=999999",
}


@pytest.mark.parametrize("query", API_PARAMETERS.values(), ids=API_PARAMETERS)
def test_api__whatever_stands_after_the_question_mark(forgiving: Client, query: str) -> None:
    article = make_article()
    for address in ("/api/v2/pages/", f"/api/v2/pages/{article.pk}/", "/api/v2/pages/find/"):
        # A query that the database refused spoils the test's transaction; in production none spans two requests.
        with transaction.atomic():
            response = forgiving.get(f"{address}?{query}")
            transaction.set_rollback(True)
        assert response.status_code in (200, 400, 404), address
        assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "query",
    [
        "html_path=%00",
        "html_path=/en/",
        "html_path=//example.org",
        "id=x",
        "id=%00",
        f"id={'9' * 30}",
        f"html_path={'a/' * 5000}",
    ],
)
def test_api__finding_a_page(forgiving: Client, query: str) -> None:
    response = forgiving.get(f"/api/v2/pages/find/?{query}")
    assert response.status_code in (302, 400, 404)
    assert "example.org" not in response.get("Location", "")
