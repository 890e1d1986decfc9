"""Having a page drawn by Django, once for all who wait for it, and judging whether it is everybody's."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from datetime import time as time_of_day
from typing import Any, Final, Protocol

from django.utils import timezone

from articles.domain import validity

from .databases import DatabaseGoneError
from .key import Environ, Key, Keys
from .pages import Drawn, Finished, Headers, compressed, finished
from .version import Versions
from .versioned_keys import at_version

App = Callable[[Environ, Any], Iterable[bytes]]

#: Seconds to wait for somebody else's drawing before drawing it oneself.
PATIENCE: Final = 10
#: A page that was overtaken by a commit while it was drawn may show some of both. How often it is drawn in all.
ATTEMPTS: Final = 3
_LARGEST: Final = 2_000_000
_KINDS: Final = ("text/html", "application/atom+xml")
_UNCACHED: Final = frozenset({"no-cache", "no-store", "private"})


@dataclass(frozen=True, slots=True)
class Response:
    """What Django answered. `body` is None for one that is streamed: then `parts` has not been read."""

    status: str
    headers: Headers
    body: bytes | None
    parts: Iterable[bytes]

    def close(self) -> None:
        close = getattr(self.parts, "close", None)
        if close is not None:
            close()


@dataclass(slots=True)
class Outcome:
    """A page for everybody, or an answer that is for this request alone. `keep` is for the page: nothing overtook it."""

    page: Finished | None = None
    keep: bool = False
    response: Response | None = None


class Shared(Protocol):
    """Where processes share drawn pages. It never fails: what it does not know, or cannot say in time, is None."""

    def get(self, key: Key, version: str) -> Drawn | None: ...

    def put(self, key: Key, drawn: Drawn) -> None: ...

    def begin(self, key: Key, version: str) -> bool:
        """Whether this process is to draw it; else another is at it."""

    def end(self, key: Key, version: str) -> None: ...


@dataclass(slots=True)
class _Flight:
    """A drawing that somebody has begun."""

    done: threading.Event = field(default_factory=threading.Event)
    page: Finished | None = None


class Studio:
    def __init__(self, app: App, keys: Keys, versions: Versions, shared: Shared | None) -> None:
        self._app = app
        self._keys = keys
        self._versions = versions
        self._shared = shared
        self._flights: dict[tuple[Key, str], _Flight] = {}
        self._lock = threading.Lock()

    def draw(self, key: Key, environ: Environ, version: str) -> Outcome:
        """At this version or a later one. Whoever comes while it is drawn waits; if nothing came of it, it is drawn for each."""
        with self._lock:
            flight = self._flights.get((key, version))
            leads = flight is None
            if flight is None:
                flight = self._flights[key, version] = _Flight()
        if not leads and flight.done.wait(PATIENCE) and flight.page is not None:
            return Outcome(page=flight.page)
        if not leads:
            return self._drawn(key, environ, version)
        try:
            outcome = self._shared_or_drawn(key, environ, version)
            flight.page = outcome.page
            return outcome
        finally:
            with self._lock:
                del self._flights[key, version]
            flight.done.set()

    def _shared_or_drawn(self, key: Key, environ: Environ, version: str) -> Outcome:
        if self._shared is None:
            return self._drawn(key, environ, version)
        ready = _from_others(self._shared, key, version)
        if ready is not None:
            return Outcome(page=finished(ready), keep=True)
        try:
            outcome = self._drawn(key, environ, version)
            if outcome.page is not None and outcome.keep:
                self._shared.put(key, outcome.page.drawn)
            return outcome
        finally:
            self._shared.end(key, version)

    def _drawn(self, key: Key, environ: Environ, version: str) -> Outcome:
        outcome = Outcome()
        for _attempt in range(ATTEMPTS):
            outcome = self._drawn_once(key, environ, version)
            if outcome.page is None:
                break
            try:
                after = self._versions()
            except DatabaseGoneError:
                break
            outcome.keep = after == version and outcome.page.valid_until > time.time()
            if after == version or after is None:
                break
            version = after
        return outcome

    def _drawn_once(self, key: Key, environ: Environ, version: str) -> Outcome:
        born = time.time()
        token = at_version.set(version)
        try:
            with validity.collecting() as moments:
                response = _asked(self._app, self._keys.clean_environ(environ, key))
        finally:
            at_version.reset(token)
        if response.body is None or not _is_everybodys(response):
            return Outcome(response=response)
        until = min([_end_of_day(born), *(moment.timestamp() for moment in moments if moment.timestamp() > born)])
        return Outcome(page=finished(compressed(version, born, until, response.headers, response.body)))


def _from_others(shared: Shared, key: Key, version: str) -> Drawn | None:
    """What another process drew, or is drawing. None when this one has to."""
    enough = time.monotonic() + PATIENCE / 2
    while True:
        ready = shared.get(key, version)
        if ready is not None and ready.valid_until > time.time():
            return ready
        if shared.begin(key, version) or time.monotonic() > enough:
            return None
        time.sleep(0.02)


def _asked(app: App, environ: Environ) -> Response:
    said: list[Any] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> None:
        said[:] = [status, headers]

    parts = app(environ, start_response)
    if getattr(parts, "streaming", False):
        return Response(said[0], said[1], None, parts)
    response = Response(said[0], said[1], b"".join(parts), parts)
    response.close()
    return response


def _is_everybodys(response: Response) -> bool:
    """Nothing but a whole page that no cookie comes with and that depends on nothing else than its address."""
    said: dict[str, str] = {}
    for name, value in response.headers:
        said[name.lower()] = f"{said[name.lower()]},{value}" if name.lower() in said else value
    return (
        response.status.startswith("200 ")
        and len(response.body or b"") <= _LARGEST
        and said.get("content-type", "").startswith(_KINDS)
        and "set-cookie" not in said
        and "content-encoding" not in said
        and not _words(said.get("cache-control", "")) & _UNCACHED
        and _words(said.get("vary", "")) <= {"accept-encoding"}
    )


def _words(value: str) -> set[str]:
    return {word.strip().lower() for word in value.split(",") if word.strip()}


def _end_of_day(moment: float) -> float:
    """When another day begins on the site's own calendar: reviews are overdue, and reviewers may sign no more, by the day."""
    zone = timezone.get_default_timezone()
    today = datetime.fromtimestamp(moment, zone).date()
    return datetime.combine(today + timedelta(days=1), time_of_day(), zone).timestamp()
