"""Redis as the cache, without which the site still works: while it fails, each process remembers for itself.

Not for what must not be forgotten, which is in the database. Give it a Redis database of its own: clearing it empties that.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, Final

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

#: Seconds for which a Redis that failed is not asked again, so that its absence slows no page down more than once.
PAUSE: Final = 5
_OPERATIONS: Final = (
    "add", "clear", "delete", "delete_many", "get", "get_many", "has_key", "incr", "set", "set_many", "touch",
)  # fmt: skip


class PatientClient(RedisCacheClient):
    """Django's, which asks this process's own memory instead while Redis fails. What that held of an earlier failure is old."""

    def __init__(self, servers: list[str], **options: Any) -> None:
        super().__init__(servers, **options)
        self._own = LocMemCache(f"instead of {id(self)}", {"KEY_FUNCTION": lambda key, _prefix, _version: key})
        self._silent_until = 0.0

    def _attempt(self, name: str, *args: Any) -> Any:
        if time.monotonic() >= self._silent_until:
            try:
                return getattr(RedisCacheClient, name)(self, *args)
            except RedisError as error:
                if self._silent_until < time.monotonic() - PAUSE:
                    self._own.clear()
                self._silent_until = time.monotonic() + PAUSE
                logger.warning("Redis failed (%s). Going on without it for %d seconds.", type(error).__name__, PAUSE)
        return getattr(self._own, name)(*args)


def _attempted(name: str) -> Callable[..., Any]:
    return lambda self, *args: self._attempt(name, *args)


for _name in _OPERATIONS:
    setattr(PatientClient, _name, _attempted(_name))


class PatientRedisCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = PatientClient
