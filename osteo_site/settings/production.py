"""Production: the base, and an error at start for whatever has no safe default."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, LEDGER_KEYS, SECRET_KEY, env

if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set the environment variable SECRET_KEY to a long random value and keep it secret. One way to make one: "
        "python -c 'import secrets; print(secrets.token_urlsafe(64))'"
    )
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "Set the environment variable ALLOWED_HOSTS to the host names that this site answers to, separated by commas, "
        "for example ALLOWED_HOSTS=health.example.org"
    )
if not LEDGER_KEYS or any(len(key) < 32 for key in LEDGER_KEYS.values()):
    raise ImproperlyConfigured(
        "Set the environment variable LEDGER_KEYS to NAME:KEY, for example 2026:… with at least 32 random characters. It chains "
        "the ledger of sign-offs: keep it apart from the database, and keep old keys behind the newest one, separated by commas."
    )
if not env.bool("SECOND_FACTOR_REQUIRED", default=True):
    raise ImproperlyConfigured(
        "Take SECOND_FACTOR_REQUIRED out of the environment: only a demonstration may do without a second factor."
    )

#: The prefix makes browsers take it from this host alone, over TLS alone (RFC 6265bis, section 4.1.3.2).
SESSION_COOKIE_NAME = "__Host-sessionid"
