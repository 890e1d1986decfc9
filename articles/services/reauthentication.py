"""Showing once more who one is, right before signing: an open session on an unattended screen signs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import User
from articles.models.signing_words import ReauthenticationError

#: So many wrong passwords in so many seconds, and nobody signs as this person until they are over.
MOST_ATTEMPTS: Final = 5
PAUSE: Final = 15 * 60


@dataclass(frozen=True, slots=True)
class Presence:
    """That this person gave their password just now. Made by `confirm` alone."""

    user: int


def confirm(user: User, password: str) -> Presence:
    """Raises ReauthenticationError for a wrong password, an inactive account, or too many attempts.

    Attempts are counted in the default cache: per process, unless the site's cache is shared.
    """
    key = f"articles.reauthentication.{user.pk}"
    if _attempts(key) > MOST_ATTEMPTS:
        minutes = PAUSE // 60
        raise ReauthenticationError(
            ngettext(
                "Too many wrong passwords. Try again in %(count)d minute. Nothing was signed.",
                "Too many wrong passwords. Try again in %(count)d minutes. Nothing was signed.",
                minutes,
            )
            % {"count": minutes},
            code="too_many_attempts",
        )
    if not user.is_active or not user.check_password(password):
        raise ReauthenticationError(_("This is not your password. Nothing was signed."), code="password")
    cache.delete(key)
    return Presence(user.pk)


def _attempts(key: str) -> int:
    """How many there were with this one, counted before the password is looked at: several at once count, too."""
    cache.add(key, 0, PAUSE)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two lines
        cache.set(key, 1, PAUSE)
        return 1
