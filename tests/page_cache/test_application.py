"""What the cache answers by itself, what it leaves to Django, and that nobody can put anything into what others are shown."""

from __future__ import annotations

import gzip
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import brotli
import pytest
from django.test import override_settings

from articles.domain.validity import holds_until
from osteo_site.page_cache.key import accepted_encoding
from osteo_site.page_cache.memory import MOST_SPELLINGS
from tests.page_cache.stage import ADDRESS, HTML, Stage, stage

WORDS = b"words " * 100


@pytest.fixture
def on(settings: Any) -> Stage:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    return stage()


# --- Fresh or not ------------------------------------------------------------------------------------------------------


def test_page__is_drawn_once_for_each_version(on: Stage) -> None:
    assert [on.ask().body for _n in range(3)] == [WORDS] * 3
    assert len(on.app.drawn) == 1
    on.versions.now = "2"
    on.ask()
    on.ask()
    assert len(on.app.drawn) == 2


def test_page__is_not_kept_where_there_is_no_version(on: Stage) -> None:
    on.versions.now = None
    assert [on.ask().body for _n in range(2)] == [WORDS] * 2
    assert len(on.app.drawn) == 2


def test_page__that_a_commit_overtakes_is_drawn_again_and_kept_under_what_it_shows(on: Stage) -> None:
    def overtaken(_environ: Any) -> bytes:
        if len(on.app.drawn) == 1:
            on.versions.now = "2"
        return f"drawing {len(on.app.drawn)}".encode()

    on.app.body = overtaken
    assert [on.ask().body for _n in range(2)] == [b"drawing 2"] * 2
    assert len(on.app.drawn) == 2


def test_page__that_is_overtaken_each_time_is_shown_and_not_kept(on: Stage) -> None:
    def overtaken(_environ: Any) -> bytes:
        on.versions.now = f"v{len(on.app.drawn)}"
        return b"words"

    on.app.body = overtaken
    assert on.ask().status == 200
    before = len(on.app.drawn)
    assert on.ask().status == 200
    assert len(on.app.drawn) > before


def test_page__is_not_shown_beyond_the_moment_until_which_it_holds(on: Stage) -> None:
    def until(_environ: Any) -> bytes:
        holds_until(datetime.now(UTC) + timedelta(seconds=0.4))
        holds_until(datetime.now(UTC) + timedelta(days=9))
        return b"in grace"

    on.app.body = until
    on.ask()
    on.ask()
    assert len(on.app.drawn) == 1
    time.sleep(0.45)
    on.ask()
    assert len(on.app.drawn) == 2


def test_page__is_drawn_anew_at_midnight(on: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 5, 1, 23, 59, 59, tzinfo=UTC).timestamp()
    monkeypatch.setattr(time, "time", lambda: now)
    on.ask()
    now += 0.9
    on.ask()
    assert len(on.app.drawn) == 1
    now += 0.1
    on.ask()
    assert len(on.app.drawn) == 2


def test_database_gone__the_pages_of_the_last_version_are_shown_and_no_others(on: Stage) -> None:
    on.ask("/en/old/")
    on.versions.now = "2"
    on.ask()
    on.versions.gone, on.app.status = True, "503 Service Unavailable"
    assert (on.ask().status, on.ask("/en/old/").status, on.ask("/en/new/").status) == (200, 503, 503)
    on.versions.gone_since -= 3601
    assert on.ask().status == 503
    on.versions.gone, on.versions.gone_since = False, 0.0
    assert on.ask().status == 200


# --- The answer --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("BR", "br"),
        ("gzip;q=nonsense", ""),
        (";;,,q=,\x00", ""),
    ],
)
def test_encoding__is_the_best_that_is_accepted(accepted: str, encoding: str) -> None:
    assert accepted_encoding(accepted) == encoding


def test_answer__in_each_encoding_has_its_own_strong_tag_and_length(on: Stage) -> None:
    tags = set()
    for accepted, unpacked in (("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)):
        answer = on.ask(HTTP_ACCEPT_ENCODING=accepted)
        assert unpacked(answer.body) == WORDS
        assert answer.headers.get("content-encoding", "") == accepted
        assert answer.headers["content-length"] == str(len(answer.body))
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-type"] == HTML[1]
        assert answer.headers["etag"].startswith('"')
        tags.add(answer.headers["etag"])
        head = on.ask(method="HEAD", HTTP_ACCEPT_ENCODING=accepted)
        assert (head.body, head.headers) == (b"", answer.headers)
    assert len(tags) == 3
    assert len(on.app.drawn) == 1


def test_tag__is_the_same_for_the_same_words_and_another_for_others(on: Stage) -> None:
    first = on.ask().headers["etag"]
    on.versions.now = "2"
    assert on.ask().headers["etag"] == first
    on.versions.now, on.app.body = "3", lambda _environ: b"other words"
    assert on.ask().headers["etag"] != first


def test_unchanged__is_said_without_drawing_or_sending(on: Stage) -> None:
    tag = on.ask().headers["etag"]
    for asked in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = on.ask(HTTP_IF_NONE_MATCH=asked)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["etag"] == tag
        assert "content-length" not in answer.headers
    for asked in ('"other"', "", "nonsense", tag.replace("plain", "br")):
        assert on.ask(HTTP_IF_NONE_MATCH=asked).status == 200
    on.versions.now, on.app.body = "2", lambda _environ: b"other words"
    assert on.ask(HTTP_IF_NONE_MATCH=tag).body == b"other words"


def test_last_modified__never_the_same_for_two_pages_of_one_second(on: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_800_000_000.2
    monkeypatch.setattr(time, "time", lambda: now)
    assert "last-modified" not in on.ask().headers
    on.versions.now, on.app.body = "2", lambda _environ: b"other words"
    now += 0.5
    assert "last-modified" not in on.ask().headers
    now += 0.5
    told = on.ask().headers["last-modified"]
    assert on.ask(HTTP_IF_MODIFIED_SINCE=told).status == 304
    assert on.ask(HTTP_IF_MODIFIED_SINCE=told, HTTP_IF_NONE_MATCH='"other"').status == 200
    on.versions.now = "3"
    assert on.ask(HTTP_IF_MODIFIED_SINCE=told).status == 200


def test_caching__browsers_ask_each_time_and_a_cdn_as_often_as_the_settings_say(on: Stage, settings: Any) -> None:
    assert on.ask().headers["cache-control"] == "public, max-age=0, must-revalidate, s-maxage=0"
    assert "cdn-cache-control" not in on.ask().headers
    settings.PAGE_CACHE = {**settings.PAGE_CACHE, "CDN_SECONDS": 60}
    on.versions.now = "2"
    on.ask()
    kept = on.cache._memory.place(next(iter(on.cache._memory._places))).page
    assert kept is not None
    kept.settled = 0
    headers = on.ask().headers
    assert headers["cache-control"] == "public, max-age=0, must-revalidate, s-maxage=30"
    assert headers["cdn-cache-control"] == "max-age=30, stale-while-revalidate=30"
    kept.late = time.time() - 1  # what a CDN kept now would outlive the page
    assert on.ask().headers["cache-control"].endswith("s-maxage=0")


# --- Whose page it is --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/robots.txt",
        "/admin/",
        "/api/v2/pages/",
        "/documents/1/a.pdf",
        "/static/a.css",
        "/en",
        "/xx/knee/why/",
        "/EN/knee/",
        "/en/search/",
        "/en/search/?q=knee",
        "/en/feedback/3/report/",
        "/en/knee/why/leaflet/",
        "/en/knee/why/picture/",
        "/en/knee/why",
        "/en/knee//why/",
        "/en/a/b/c/d/",
        "/en/knee/why/%0d%0a/",
        "/en/kn\xc3\xa9e/",
        "/en/reviewers/dr-who/?page=two",
        "/en/reviewers/dr-who/?page=" + "9" * 3000,
    ],
)
def test_what_is_no_page_for_everybody__is_left_to_django(on: Stage, address: str) -> None:
    for _n in range(2):
        assert on.ask(address).status == 200
    assert len(on.app.drawn) == 2
    assert not on.cache._memory.by_spelling


@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_COOKIE": "a=b; sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Bearer abc"},
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": ""},
        {"HTTP_HOST": "testserver/evil"},
        {"SCRIPT_NAME": "/below"},
    ],
)
def test_request__of_somebody_who_may_see_other_things_is_left_to_django(on: Stage, more: dict[str, str]) -> None:
    for _n in range(2):
        answer = on.ask(**more)
        assert "public" not in answer.headers["cache-control"]
    assert len(on.app.drawn) == 2
    on.ask()
    on.ask(**more)
    assert len(on.app.drawn) == 4


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "get"])
def test_request__that_may_change_something_is_left_to_django(on: Stage, method: str) -> None:
    on.ask()
    on.ask(method=method)
    assert on.app.drawn[-1]["REQUEST_METHOD"] == method


@pytest.mark.parametrize(
    ("status", "header"),
    [
        ("404 Not Found", None),
        ("301 Moved Permanently", ("Location", "/en/")),
        ("500 Internal Server Error", None),
        ("200 OK", ("Set-Cookie", "a=b")),
        ("200 OK", ("Cache-Control", "private")),
        ("200 OK", ("Cache-Control", "max-age=0, no-store")),
        ("200 OK", ("Vary", "Cookie")),
        ("200 OK", ("Vary", "Accept-Encoding, Accept-Language")),
        ("200 OK", ("Content-Encoding", "gzip")),
        ("200 OK", ("Content-Type", "application/pdf")),
    ],
)
def test_answer__that_is_not_everybodys_is_not_kept(on: Stage, status: str, header: tuple[str, str] | None) -> None:
    on.app.status = status
    kind = [] if header and header[0] == "Content-Type" else [HTML]
    on.app.headers = [*kind, header] if header else kind
    for _n in range(2):
        assert on.ask().status == int(status[:3])
    assert len(on.app.drawn) == 2
    assert not on.cache._memory.by_spelling


def test_answer__that_is_too_large_is_not_kept(on: Stage) -> None:
    on.app.body = lambda _environ: b"x" * 2_000_001
    on.ask()
    on.ask()
    assert len(on.app.drawn) == 2


def test_redirect__gets_the_parameters_and_cookies_of_its_request(on: Stage) -> None:
    on.app.status = "302 Found"
    on.ask(f"{ADDRESS}?utm_source=letter", HTTP_COOKIE="seen=1")
    assert on.app.drawn[-1]["QUERY_STRING"] == "utm_source=letter"
    assert on.app.drawn[-1]["HTTP_COOKIE"] == "seen=1"


# --- Poisoning ---------------------------------------------------------------------------------------------------------


def test_page__is_drawn_from_nothing_but_its_key(on: Stage) -> None:
    hostile = {
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_X_FORWARDED_PORT": "1",
        "HTTP_X_HTTP_METHOD_OVERRIDE": "POST",
        "HTTP_ACCEPT_LANGUAGE": "ar",
        "HTTP_COOKIE": "seen=1; csrftoken=abc",
        "HTTP_IF_NONE_MATCH": '"other"',
        "HTTP_RANGE": "bytes=0-1",
        "HTTP_USER_AGENT": "evil",
        "HTTP_X_REQUEST_ID": "evil",
        "CONTENT_LENGTH": "9",
    }
    assert on.ask(f"{ADDRESS}?x=<script>", **hostile).status == 200
    drawn = on.app.drawn[0]
    assert {name for name in drawn if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert (drawn["QUERY_STRING"], drawn["REQUEST_METHOD"], drawn["wsgi.input"].read()) == ("", "GET", b"")
    assert "evil" not in str(drawn)
    on.ask()
    assert len(on.app.drawn) == 1


def test_page__is_kept_apart_by_host_scheme_and_number(on: Stage, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    on = stage()
    on.app.body = lambda environ: repr([environ["HTTP_HOST"], environ.get("HTTP_X_FORWARDED_PROTO")]).encode()
    bodies = [
        on.ask(HTTP_HOST="testserver", HTTP_X_FORWARDED_PROTO="https").body,
        on.ask(HTTP_HOST="testserver", HTTP_X_FORWARDED_PROTO="http").body,
        on.ask(HTTP_HOST="other.example", HTTP_X_FORWARDED_PROTO="https").body,
        on.ask(HTTP_HOST="OTHER.example", HTTP_X_FORWARDED_PROTO="https").body,
    ]
    assert len(set(bodies)) == len(on.app.drawn) == 3
    on.app.drawn.clear()
    history = "/en/knee/why/history/"
    for query in ("", "?page=1", "?page=2", "?page=2&utm_source=x", "?a=b&page=2", "?page=7&page=2", "?a=b"):
        on.ask(history + query)
    assert [environ["QUERY_STRING"] for environ in on.app.drawn] == ["", "page=2"]


def test_memory__is_bounded_whatever_is_asked(on: Stage, settings: Any) -> None:
    settings.PAGE_CACHE = {**settings.PAGE_CACHE, "MEGABYTES": 1}
    on = stage()
    on.ask()
    for number in range(300):
        on.ask(f"/en/knee/why-{number}/")
        on.ask()  # what is asked for stays
    assert len(on.app.drawn) == 301
    assert on.cache._memory._held <= 1_000_000
    for number in range(MOST_SPELLINGS // 100):
        on.ask(f"{ADDRESS}?x={number}", HTTP_ACCEPT_ENCODING="gzip" * 200)
    assert len(on.cache._memory.by_spelling) <= 301
    assert len(on.app.drawn) == 301


# --- Many at once ------------------------------------------------------------------------------------------------------


def _together(on: Stage, number: int = 12) -> list[int]:
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(on.ask().status)) for _n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return statuses


def test_stampede__draws_once(on: Stage) -> None:
    def slowly(_environ: Any) -> bytes:
        time.sleep(0.2)
        return WORDS

    on.app.body = slowly
    assert _together(on) == [200] * 12
    assert len(on.app.drawn) == 1


def test_stampede__that_meets_a_failure_is_drawn_by_those_who_waited(on: Stage) -> None:
    def at_first_not(_environ: Any) -> bytes:
        first = len(on.app.drawn) == 1
        time.sleep(0.2)
        if first:
            raise RuntimeError
        return WORDS

    on.app.body = at_first_not
    statuses: list[int] = []

    def ask() -> None:
        try:
            statuses.append(on.ask().status)
        except RuntimeError:
            statuses.append(500)

    threads = [threading.Thread(target=ask) for _n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(statuses) == [200, 200, 200, 200, 500]


@override_settings(DEBUG=True)
def test_debugging__has_no_cache() -> None:
    from osteo_site.page_cache import in_front_of  # noqa: PLC0415

    app = stage().app
    assert in_front_of(app) is app
