"""Finished pages in Redis, so that processes share the drawing. Redis is never asked what is fresh.

What it holds is believed only with a keyed hash of ours over key, version and page: whoever can write to Redis cannot put words
before readers. Dead, slow or empty, it costs drawings and nothing else: each question has a short time, and after one that failed
none is asked for a while.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import secrets
import time
from collections.abc import Callable
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any, Final, TypeVar

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from .key import Key
from .pages import Drawn

logger = logging.getLogger(__name__)
T = TypeVar("T")

#: Seconds for a connection or an answer, seconds without questions after one that failed, seconds that a drawing may take.
_TO_ANSWER: Final = 0.1
_PAUSE: Final = 5.0
_LEASE: Final = 10
_LONGEST: Final = 24 * 3600
_HASH_SIZE: Final = 32


def shared_pages() -> RedisPages | None:
    address = settings.PAGE_CACHE["REDIS_URL"]
    return RedisPages(address) if address else None


class RedisPages:
    def __init__(self, address: str) -> None:
        self._redis = redis.Redis.from_url(
            address,
            socket_timeout=_TO_ANSWER,
            socket_connect_timeout=_TO_ANSWER,
            retry=Retry(NoBackoff(), 0),
            protocol=2,
        )
        self._secret = hmac.digest(settings.SECRET_KEY.encode(), b"osteo_site.page_cache" + code_fingerprint().encode(), "sha256")
        self._me = secrets.token_hex(8).encode()
        self._silent_until = 0.0

    def get(self, key: Key, version: str) -> Drawn | None:
        name = self._name(key, version)
        stored = self._ask(lambda: self._redis.get(name), None)
        return self._unpacked(name, version, stored) if isinstance(stored, bytes) else None

    def put(self, key: Key, drawn: Drawn) -> None:
        seconds = min(int(drawn.valid_until - time.time()), _LONGEST)
        if seconds > 0:
            name = self._name(key, drawn.version)
            self._ask(lambda: self._redis.set(name, self._packed(name, drawn), ex=seconds), None)

    def begin(self, key: Key, version: str) -> bool:
        name = f"{self._name(key, version)}:drawing"
        return self._ask(lambda: bool(self._redis.set(name, self._me, nx=True, ex=_LEASE)), True)

    def end(self, key: Key, version: str) -> None:
        name = f"{self._name(key, version)}:drawing"
        if self._ask(lambda: self._redis.get(name), None) == self._me:
            self._ask(lambda: self._redis.delete(name), None)

    def _ask(self, question: Callable[[], T], otherwise: T) -> T:
        if time.monotonic() < self._silent_until:
            return otherwise
        try:
            return question()
        except (redis.RedisError, OSError) as error:
            self._silent_until = time.monotonic() + _PAUSE
            logger.warning("Redis does not answer (%s). Each process draws its own pages; asked again in %d s.", error, _PAUSE)
            return otherwise

    def _name(self, key: Key, version: str) -> str:
        """Says nothing to whoever reads it, and is another one for other code."""
        return f"page:{hmac.new(self._secret, f'{version} {key}'.encode(), hashlib.sha256).hexdigest()}"

    def _packed(self, name: str, drawn: Drawn) -> bytes:
        said: dict[str, Any] = {
            "born": drawn.born,
            "valid_until": drawn.valid_until,
            "headers": drawn.headers,
            "digest": drawn.digest,
            "br": len(drawn.br),
        }
        content = json.dumps(said).encode() + b"\n" + drawn.br + drawn.gz
        return self._hash(name, content) + content

    def _unpacked(self, name: str, version: str, stored: bytes) -> Drawn | None:
        given, content = stored[:_HASH_SIZE], stored[_HASH_SIZE:]
        if not hmac.compare_digest(given, self._hash(name, content)):
            logger.error("Redis holds a page that is not ours. It is not shown.")
            return None
        head, _line, bodies = content.partition(b"\n")
        said = json.loads(head)
        headers = tuple((name, value) for name, value in said["headers"])
        br, gz = bodies[: said["br"]], bodies[said["br"] :]
        return Drawn(version, said["born"], said["valid_until"], headers, said["digest"], br, gz)

    def _hash(self, name: str, content: bytes) -> bytes:
        """The name is one of key and version."""
        return hmac.digest(self._secret, name.encode() + content, "sha256")


@cache
def code_fingerprint() -> str:
    """Another one for other code, styles or settings: what one release draws, the next one does not show."""
    digest = hashlib.sha256()
    for package in ("Django", "wagtail"):
        digest.update(f"{package} {version_of(package)} ".encode())
    for folder in ("articles", "osteo_site", "locale"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in {".css", ".html", ".js", ".mo", ".py", ".svg", ".toml"}:
                digest.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode() + path.read_bytes())
    names = (name for name in dir(settings) if name.isupper() and name not in {"CACHES", "DATABASES"})
    values = {name: getattr(settings, name) for name in sorted(names)}
    digest.update(json.dumps(values, default=_plain, sort_keys=True, skipkeys=True).encode())
    return digest.hexdigest()


def _plain(value: Any) -> str:
    """Of what is no plain value: texts that wait for a language, and whatever says where in memory it lies."""
    return str(value) if isinstance(value, str | int | float) else type(value).__name__
