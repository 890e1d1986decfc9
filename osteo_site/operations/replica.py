"""A read replica (DATABASE_REPLICA_URL), for what may be some seconds old and is asked for as such: `with from_replica(): …`.

Never for pages. A replica lags, and what was taken down must not be served: readers, staff and search always ask the primary,
whose load the page cache takes. So only commands that look at a whole site use it: they read for minutes, and say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ALIAS: Final = "replica"
_wanted: ContextVar[bool] = ContextVar("from_replica", default=False)


@contextmanager
def from_replica() -> Iterator[None]:
    """Reads from the replica. Raises ImproperlyConfigured where there is none."""
    if ALIAS not in settings.DATABASES:
        raise ImproperlyConfigured("Set DATABASE_REPLICA_URL to the address of a read replica.")
    token = _wanted.set(True)
    try:
        yield
    finally:
        _wanted.reset(token)


class ReplicaRouter:
    """Writes go to the primary, whoever asks: this router has no word on them."""

    def db_for_read(self, model: Any, **_hints: Any) -> str | None:
        return ALIAS if _wanted.get() else None

    def allow_relation(self, one: Any, other: Any, **_hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool | None:
        return False if db == ALIAS else None
