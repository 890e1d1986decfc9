"""The WSGI application in front of Django. The way of a page that is held and fresh is short: `PageCache.__call__`."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings

from .databases import DatabaseGoneError, connector
from .drawing import App, Outcome, Response, Shared, Studio
from .key import Environ, Keys, accepted_encoding
from .memory import Memory, Place, Spelling
from .pages import Finished, Headers
from .sharing import shared_pages
from .version import Versions
from .versioned_keys import at_version

_SAFE: Final = frozenset({"GET", "HEAD"})


def in_front_of(app: App) -> App:
    """The cache as the settings want it: none while templates are worked on."""
    if settings.DEBUG or not settings.PAGE_CACHE["MEGABYTES"]:
        return app
    return PageCache(app, Versions(connector()), shared_pages())


class PageCache:
    def __init__(self, app: App, versions: Versions, shared: Shared | None = None) -> None:
        keys = Keys()
        self._app = app
        self._keys = keys
        self._versions = versions
        self._studio = Studio(app, keys, versions, shared)
        self._memory = Memory(settings.PAGE_CACHE["MEGABYTES"] * 1_000_000)
        self._by_spelling = self._memory.by_spelling
        self._session = f"{settings.SESSION_COOKIE_NAME}="
        self._tls_header = keys.tls_header
        self._files = (settings.STATIC_URL, settings.MEDIA_URL)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        get = environ.get
        if environ["REQUEST_METHOD"] not in _SAFE or get("SCRIPT_NAME"):
            return self._uncached(environ, start_response)
        cookie = get("HTTP_COOKIE")
        if (cookie is not None and self._session in cookie) or "HTTP_AUTHORIZATION" in environ:
            return self._uncached(environ, start_response, "private, no-cache")
        spelling: Spelling = (
            environ["PATH_INFO"],
            get("QUERY_STRING", ""),
            get("HTTP_ACCEPT_ENCODING", ""),
            get("HTTP_HOST", ""),
            get(self._tls_header, environ["wsgi.url_scheme"]),
        )
        known = self._by_spelling.get(spelling)
        if known is None:
            key = self._keys.read(environ)
            if key is None:
                return self._uncached(environ, start_response)
            known = self._memory.place(key), accepted_encoding(spelling[2])
        place, encoding = known
        page = place.page
        try:
            version = self._versions()
        except DatabaseGoneError:
            return self._without_database(page, encoding, environ, start_response)
        if page is None or page.version != version or time.time() >= page.valid_until:
            return self._draw(place, encoding, spelling, version, environ, start_response)
        place.used = True
        return _send(page, encoding, environ, start_response)

    def _draw(
        self, place: Place, encoding: str, spelling: Spelling, version: str | None, environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        if version is None:
            return self._uncached(environ, start_response)
        outcome = self._studio.draw(place.key, environ, version)
        if outcome.page is None:
            return self._for_this_request(outcome, place, environ, start_response)
        if outcome.keep:
            self._memory.remember(spelling, self._memory.keep(place, outcome.page), encoding)
        return _send(outcome.page, encoding, environ, start_response)

    def _for_this_request(self, outcome: Outcome, place: Place, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """What is no page for everybody was drawn without the request's cookies and own parameters: with them it may differ."""
        response = outcome.response
        is_same = environ.get("QUERY_STRING", "") == place.key.query and "HTTP_COOKIE" not in environ
        if response is not None and environ["REQUEST_METHOD"] == "GET" and is_same:
            return _send_on(response, _guarded(start_response, "no-cache"))
        if response is not None and response.body is None:
            response.close()
        return self._uncached(environ, start_response)

    def _without_database(self, page: Finished | None, encoding: str, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """What was true when the database was last heard of, for a while: other processes may reach it and take pages down."""
        versions, longest = self._versions, settings.PAGE_CACHE["OUTAGE_SECONDS"]
        if (
            page is not None
            and page.version == versions.last
            and time.time() < page.valid_until
            and time.monotonic() - versions.gone_since < longest
        ):
            return _send(page, encoding, environ, start_response)
        return self._uncached(environ, start_response)

    def _uncached(self, environ: Environ, start_response: Any, caching: str = "no-cache") -> Iterable[bytes]:
        """By Django. What it says nothing about, nobody is to keep by guessing (RFC 9111, section 4.2.2)."""
        if environ["PATH_INFO"].startswith(self._files):
            return self._app(environ, start_response)
        if environ["REQUEST_METHOD"] not in _SAFE:
            return self._app(environ, start_response)
        try:
            version = self._versions()
        except DatabaseGoneError:
            version = None
        token = at_version.set(version or "")
        try:
            return self._app(environ, _guarded(start_response, caching))
        finally:
            at_version.reset(token)


def _send(page: Finished, encoding: str, environ: Environ, start_response: Any) -> Iterable[bytes]:
    answer = page.br if encoding == "br" else page.answer(encoding)
    usual = page.settled <= time.time() < page.late
    asked_for = environ.get("HTTP_IF_NONE_MATCH")
    if asked_for is None:
        unchanged = usual and environ.get("HTTP_IF_MODIFIED_SINCE") == answer.last_modified
    else:
        unchanged = asked_for == answer.etag or _names(asked_for, answer.etag)
    if unchanged:
        start_response("304 Not Modified", (answer.unchanged if usual else answer.unchanged_carefully).copy())
        return []
    start_response("200 OK", (answer.headers if usual else answer.careful).copy())
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def _names(asked_for: str, etag: str) -> bool:
    """Whether If-None-Match names it (RFC 9110, section 13.1.2), by itself, among others or as weak."""
    tags = [tag.strip().removeprefix("W/") for tag in asked_for.split(",")]
    return etag in tags or tags == ["*"]


def _send_on(response: Response, start_response: Any) -> Iterable[bytes]:
    start_response(response.status, response.headers)
    return response.parts if response.body is None else [response.body]


def _guarded(start_response: Any, caching: str) -> Any:
    """Says how long an answer may be kept where it says nothing itself."""

    def start(status: str, headers: Headers, *exc_info: Any) -> Any:
        if not any(name.lower() == "cache-control" for name, _value in headers):
            headers = [*headers, ("Cache-Control", caching)]
        return start_response(status, headers, *exc_info)

    return start
