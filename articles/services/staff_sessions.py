"""What a session is worth. Sessions are the staff's: readers have none.

A session ends `SESSION_COOKIE_AGE` after its login and `SESSION_IDLE_AGE` after its last use, and by Django's own means with
the account, its password and its `session_salt`. Until a second factor was shown in it, it is nobody, at every address but
those where one is set up.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from articles.models import User

from . import second_factor
from .second_factor import now

_BEGAN: Final = "staff_began"
_SEEN: Final = "staff_seen"
_PROVEN: Final = "staff_proven"
#: Seconds between two notes of a session's use: not every answer writes to the database.
_NOTED_EVERY: Final = 5 * 60
#: Seconds for which a second factor that was shown is good for signing with the password alone.
RECENT: Final = 10 * 60


class Standing(Enum):
    """EXPIRED is too old or unused for too long; HALF gave the password alone where that is not enough."""

    EXPIRED = auto()
    HALF = auto()
    FULL = auto()


def begin(session: SessionBase) -> None:
    """At a login. What was proven before it counts no more."""
    session.pop(_PROVEN, None)
    session[_BEGAN] = session[_SEEN] = now()


def standing(session: SessionBase, user: User) -> Standing:
    """Of a session that carries this account. No query."""
    if _is_over(session):
        return Standing.EXPIRED
    if second_factor.is_required() and proven_at(session, user) is None:
        return Standing.HALF
    return Standing.FULL


def note_use(session: SessionBase) -> None:
    if now() - _moment(session, _SEEN) > _NOTED_EVERY:
        session[_SEEN] = now()


def _is_over(session: SessionBase) -> bool:
    is_old = now() - _moment(session, _BEGAN) > settings.SESSION_COOKIE_AGE
    return is_old or now() - _moment(session, _SEEN) > settings.SESSION_IDLE_AGE


def _moment(session: SessionBase, key: str) -> int:
    value = session.get(key)
    return value if isinstance(value, int) else 0


# --- The second factor -----------------------------------------------------------------------------------------------


def prove(session: SessionBase, user: User) -> None:
    """Notes that this person showed a second factor now."""
    session[_PROVEN] = {"user": user.pk, "at": now()}


def unprove(session: SessionBase) -> None:
    """The factor that was shown is gone."""
    session.pop(_PROVEN, None)


def proven_at(session: SessionBase, user: User) -> int | None:
    """When this person last showed a second factor in this session."""
    proof: Any = session.get(_PROVEN)
    return proof["at"] if isinstance(proof, dict) and proof.get("user") == user.pk else None


def is_recent(moment: int | None) -> bool:
    return moment is not None and 0 <= now() - moment <= RECENT


def end_others(request: HttpRequest, user: User) -> None:
    """Ends all sessions of the account but this one, which gets a new key."""
    user.end_sessions()
    update_session_auth_hash(request, user)
