"""The real servers, with several workers, on a database of their own: what readers get while the newsroom works."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import brotli
import pytest
from pytest_django import DjangoDbBlocker

from tests.migrated import own_database
from tests.page_cache import freshness
from tests.page_cache.servers import free_port, get, serving


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    directory: Path = tmp_path_factory.mktemp("served")
    with own_database(directory, f"served_{os.getpid()}", django_db_blocker) as environment:
        yield dict(environment)


@dataclass
class Served:
    port: int
    address: str
    article: int
    editor: int
    newsroom: freshness.Newsroom


@pytest.fixture(scope="module")
def served(environment: dict[str, str]) -> Iterator[Served]:
    """One worker of gunicorn, which needs no more than granian does, and an article."""
    newsroom, port = freshness.Newsroom(environment), free_port()
    try:
        made = newsroom.ask("prepare", port=port)
        with serving(environment, port, server="gunicorn"):
            yield Served(port, made["address"], made["page"], made["editor"], newsroom)
    finally:
        newsroom.stop()


def test_publishing_and_taking_down__is_seen_by_every_worker_at_once(environment: dict[str, str]) -> None:
    """On granian with two workers. `python -m tests.page_cache.freshness` does the same a thousand times."""
    record = freshness.run(environment, publishes=10, clients=4, workers=2)
    assert (record.stale, record.failures) == ([], [])
    assert record.answers > 100
    assert record.unchanged
    assert record.down


def test_article__is_answered_from_the_cache_in_every_way(served: Served) -> None:
    first = get(served.port, served.address, Accept_Encoding="br")
    time.sleep(1)
    status, headers, body = get(served.port, served.address + "?utm_source=x", Accept_Encoding="br")
    assert status == 200
    assert b"state-0." in brotli.decompress(body)
    assert headers["etag"] == first[1]["etag"]
    assert headers["last-modified"]
    assert headers["content-length"] == str(len(body))
    assert headers["vary"] == "Accept-Encoding"
    assert headers["content-language"] == "en"
    assert headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in headers
    assert get(served.port, served.address, If_None_Match=headers["etag"], Accept_Encoding="br")[0::2] == (304, b"")
    unchanged = get(served.port, served.address, If_Modified_Since=headers["last-modified"], Accept_Encoding="br")
    assert unchanged[0] == 304
    status, of_head, nothing = get(served.port, served.address, "HEAD", Accept_Encoding="br")
    assert (status, nothing, of_head["content-length"]) == (200, b"", headers["content-length"])
    status, whole, plain = get(served.port, served.address, Range="bytes=0-9", Accept_Encoding="identity")
    assert (status, b"state-0." in plain) == (200, True)
    assert "content-encoding" not in whole


@pytest.mark.parametrize("address", ["/", "/en/search/?q=knee", "/en/none/", "/admin/login/", "/robots.txt", "/api/v2/pages/"])
def test_what_is_not_for_everybody__is_kept_by_nobody(served: Served, address: str) -> None:
    headers = get(served.port, address, Accept_Language="de")[1]
    assert re.search("no-cache|private", headers["cache-control"]), headers
    assert "etag" not in headers


def test_staff__get_pages_of_their_own(served: Served) -> None:
    get(served.port, served.address)
    headers = get(served.port, served.address, Cookie="sessionid=abc")[1]
    assert headers["cache-control"] == "private, no-cache"


def test_another_host__is_refused(served: Served) -> None:
    assert get(served.port, served.address, Host="evil.example")[0] == 400
    body = get(served.port, served.address, X_Forwarded_Host="evil.example", Accept_Encoding="identity")[2]
    assert b"evil.example" not in body


def test_forms_of_a_cached_article__work_and_take_a_token_once(served: Served) -> None:
    """The article links to them; they are drawn for each reader, with a token of their own."""
    page = get(served.port, served.address, Accept_Encoding="identity")[2].decode()
    link = re.search(r'href="(/en/feedback/\d+/report/)', page)
    assert link is not None
    first, second = (get(served.port, link[1], Accept_Encoding="identity") for _n in range(2))
    tokens = [re.findall(r'name="token"[^>]*value="([^"]+)"', answer[2].decode()) for answer in (first, second)]
    assert tokens[0] != tokens[1]
    assert "no-store" in first[1]["cache-control"]
    assert 'name="token"' not in page


def test_files__are_served_as_before(served: Served) -> None:
    assert get(served.port, "/static/articles/none.css")[0] == 404


def test_taking_down__is_seen_at_once_whoever_asks_how(served: Served) -> None:
    before = get(served.port, served.address, Accept_Encoding="gzip")
    assert before[0] == 200
    served.newsroom.ask("take_down", page=served.article, editor=served.editor)
    for method in ("GET", "HEAD"):
        assert get(served.port, served.address, method, Accept_Encoding="gzip", If_None_Match=before[1]["etag"])[0] == 404
    assert get(served.port, f"{served.address}?{urlencode({'x': 1})}")[0] == 404
