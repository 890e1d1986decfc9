"""Until when what is being shown holds, where the clock alone would change it.

Whoever decides something by the time of day says so with `holds_until`; whoever may keep what was made asks with `collecting`.
What changes with the date needs no word: nothing is kept beyond midnight.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

_moments: ContextVar[list[datetime] | None] = ContextVar("moments", default=None)


def holds_until(moment: datetime) -> None:
    """From this moment, and not before it, something would be shown in another way."""
    moments = _moments.get()
    if moments is not None:
        moments.append(moment)


@contextmanager
def collecting() -> Iterator[list[datetime]]:
    """The moments that are named meanwhile, in this thread."""
    moments: list[datetime] = []
    token = _moments.set(moments)
    try:
        yield moments
    finally:
        _moments.reset(token)
