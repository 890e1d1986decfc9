"""When readers of an outdated translation are told that its source is newer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from .basis import Behind
from .signoffs import Severity
from .validity import holds_until


def needs_no_grace(outdated: Iterable[Behind]) -> bool:
    """Whether any of the changes was made for safety: readers are told of it at once, whatever the policy."""
    return any(part.severity is Severity.SAFETY for part in outdated)


def are_readers_told(outdated: Iterable[Behind], grace_days: int, now: datetime) -> bool:
    """Of a change for safety at once; of a change of meaning when translators have had `grace_days` since readers got it."""
    parts = list(outdated)
    if needs_no_grace(parts):
        return True
    ends = [part.since + timedelta(days=grace_days) for part in parts]
    if ends and min(ends) > now:
        holds_until(min(ends))
    return any(end <= now for end in ends)
