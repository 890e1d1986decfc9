"""The cache in front of an application that the test plays, under a version that the test sets."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from osteo_site.page_cache import PageCache
from osteo_site.page_cache.databases import DatabaseGoneError

ADDRESS = "/en/knee/why/"
HTML = ("Content-Type", "text/html; charset=utf-8")


@dataclass
class Played:
    """The application behind the cache. `drawn` holds the requests that reached it."""

    status: str = "200 OK"
    headers: list[tuple[str, str]] = field(default_factory=lambda: [HTML])
    body: Callable[[dict[str, Any]], bytes] = lambda _environ: b"words " * 100
    drawn: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.drawn.append(environ)
        body = self.body(environ)
        start_response(self.status, [*self.headers, ("Content-Length", str(len(body)))])
        return [body]


@dataclass
class PlayedVersions:
    """As `version.Versions`: `now` is the version, or None; `gone` says that nobody can know."""

    now: str | None = "1"
    gone: bool = False
    last: str | None = None
    gone_since: float = 0.0

    def __call__(self) -> str | None:
        if self.gone:
            self.gone_since = self.gone_since or time.monotonic()
            raise DatabaseGoneError
        self.last = self.now
        return self.now


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Stage:
    app: Played
    versions: PlayedVersions
    cache: PageCache

    def ask(self, address: str = ADDRESS, method: str = "GET", **more: str) -> Answer:
        """`more` is part of the WSGI environment."""
        path, _mark, query = address.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "testserver",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": sys.stderr,
            **more,
        }
        said: list[Any] = []
        parts = self.cache(environ, lambda status, headers, *_error: said.extend([status, headers]))
        headers = {name.lower(): value for name, value in said[1]}
        assert len(headers) == len(said[1]), "a header is there twice"
        return Answer(int(said[0].split()[0]), headers, b"".join(parts))


def stage(shared: Any = None) -> Stage:
    app, versions = Played(), PlayedVersions()
    return Stage(app, versions, PageCache(app, versions, shared))  # type: ignore[arg-type]
