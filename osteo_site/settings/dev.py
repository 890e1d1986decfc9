"""Development and the demonstration: runs with no environment at all. Never for a site that the public relies on."""

from __future__ import annotations

import contextlib
import os
import secrets

from . import scale
from .base import *  # noqa: F403
from .base import BASE_DIR, DATA_DIR, INSTALLED_APPS, LEDGER_KEYS, STORAGES, env


def _local_key(name: str) -> str:
    """A random key for this checkout, made once, so that what it signed outlives a restart and no key is in the repository."""
    path = DATA_DIR / name
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
        with contextlib.suppress(FileExistsError):  # another process was faster: its key holds
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii")


DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env.str("SECRET_KEY", default="") or _local_key("development-secret-key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
LEDGER_KEYS = LEDGER_KEYS or {"development": _local_key("development-ledger-key")}
DEMONSTRATION_ALLOWED = True
#: `generate_corpus` and `benchmark`. Not there in what is deployed, where the tests are left out.
if (BASE_DIR / "tests" / "benchmarks").is_dir():
    INSTALLED_APPS = [*INSTALLED_APPS, "tests.benchmarks"]
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=False)
LOGGING = scale.logging_config(env, "text")

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

if DEBUG:
    STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
