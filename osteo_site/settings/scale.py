"""What a site on more than one machine adds, each by one variable of the environment. Nothing is needed for a small one.

Every mistake is told at start, with the name of the variable.
"""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

Settings = dict[str, Any]

#: A page's queries join many small tables. PostgreSQL takes them for expensive until it has counted rows, and would compile each
#: for a second or more, to save a millisecond.
_NO_JIT: Final = "-c jit=off"

_EXTRAS: Final = "pip install -r osteo_site/deploy/requirements.txt"


def _needs(variable: str, module: str) -> None:
    if find_spec(module) is None:
        raise ImproperlyConfigured(f"{variable} is set, but a package that it needs is not installed. Run: {_EXTRAS}")


def _address(variable: str, value: str, *schemes: str) -> str:
    """Never with its value in the error: addresses hold passwords."""
    try:
        parts = urlsplit(value)
        sound = parts.scheme in schemes and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound:
        raise ImproperlyConfigured(f"{variable} must be an address that begins with {' or '.join(f'{s}://' for s in schemes)}")
    return value


def _whole(env: Env, variable: str, default: int, least: int = 0) -> int:
    text = env.str(variable, default=str(default))
    if not text.isascii() or not text.isdecimal() or int(text) < least:
        raise ImproperlyConfigured(f"{variable} must be a whole number from {least} on, not {text!r}")
    return int(text)


# --- Databases -------------------------------------------------------------------------------------------------------


def databases(env: Env, default: str) -> Settings:
    """The primary, and the replica where there is one."""
    found = {"default": _database(env, "DATABASE_URL", default)}
    if env.str("DATABASE_REPLICA_URL", default=""):
        _address("DATABASE_REPLICA_URL", env.str("DATABASE_REPLICA_URL"), "postgres", "postgresql")
        replica = _database(env, "DATABASE_REPLICA_URL", "")
        replica["OPTIONS"]["options"] += " -c default_transaction_read_only=on"
        found["replica"] = {**replica, "TEST": {"MIRROR": "default"}}
    return found


def _database(env: Env, variable: str, default: str) -> Settings:
    database: Settings = env.db_url(variable, default=default)
    database["CONN_MAX_AGE"] = _whole(env, "DATABASE_CONN_MAX_AGE", 60)
    database["CONN_HEALTH_CHECKS"] = True
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
        }
    else:
        database["OPTIONS"] = {**database.get("OPTIONS", {}), **_patience(env)}
        if pool := env.str("DATABASE_POOL", default=""):
            database["OPTIONS"]["pool"] = _pool(pool)
            database["CONN_MAX_AGE"] = 0  # the pool keeps them open
    return database


def _patience(env: Env) -> Settings:
    """In seconds: for a connection, for a statement (0 is without end), for an answer from a server that has vanished."""
    statement = _whole(env, "DATABASE_STATEMENT_TIMEOUT", 30) * 1000
    inherited = os.environ.get("PGOPTIONS", "")
    return {
        "connect_timeout": _whole(env, "DATABASE_CONNECT_TIMEOUT", 5, least=1),
        "options": f"{_NO_JIT} {inherited} -c statement_timeout={statement} -c idle_in_transaction_session_timeout=600000",
        "keepalives_idle": 30,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
    }


def _pool(text: str) -> Settings:
    _needs("DATABASE_POOL", "psycopg_pool")
    match = re.fullmatch(r"(\d{1,4})-(\d{1,4})", text, re.ASCII)
    least, most = (int(match[1]), int(match[2])) if match else (1, 0)
    if not 0 < most >= least:
        raise ImproperlyConfigured(f"DATABASE_POOL must be LEAST-MOST connections of each process, for example 2-8, not {text!r}")
    return {"min_size": least, "max_size": most, "timeout": 10}


# --- Cache, files, search, work, CDN -----------------------------------------------------------------------------------


def with_redis(env: Env, caches: Settings) -> Settings:
    """The same caches, shared by all processes, where REDIS_URL is set."""
    url = env.str("REDIS_URL", default="")
    if not url:
        return caches
    _address("REDIS_URL", url, "redis", "rediss")
    shared = {"BACKEND": "osteo_site.operations.redis_cache.PatientRedisCache", "LOCATION": url}
    options = {"socket_connect_timeout": 0.5, "socket_timeout": 1}
    return {alias: {**cache, **shared, "KEY_PREFIX": alias, "OPTIONS": options} for alias, cache in caches.items()}


def with_s3(env: Env, storages: Settings) -> Settings:
    """The same storages in a bucket, where S3_BUCKET is set. Only `media/` may be public in it: all else has no address."""
    bucket = env.str("S3_BUCKET", default="")
    if not bucket:
        return storages
    _needs("S3_BUCKET", "storages")
    endpoint = env.str("S3_ENDPOINT", default="")
    if endpoint:
        _address("S3_ENDPOINT", endpoint, "https", "http")
    host = env.str("S3_PUBLIC_HOST", default="")
    if not re.fullmatch(r"[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._/-]*)?", host):
        raise ImproperlyConfigured("Set S3_PUBLIC_HOST to the host name that readers get pictures from, without https://")
    own = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "region_name": env.str("S3_REGION", default="") or None,
        "access_key": env.str("S3_ACCESS_KEY", default="") or None,
        "secret_key": env.str("S3_SECRET_KEY", default="") or None,
        "default_acl": None,
        "signature_version": "s3v4",
    }
    private = {**own, "querystring_auth": True, "querystring_expire": 300}
    public = {
        **own,
        "querystring_auth": False,
        "custom_domain": host,
        "object_parameters": {"CacheControl": "public, max-age=31536000"},
    }
    backend = "osteo_site.operations.s3.Store"
    return {
        **storages,
        "default": {
            "BACKEND": "osteo_site.operations.s3.Originals",
            "OPTIONS": {**private, "location": "originals", "file_overwrite": False},
        },
        "renditions": {"BACKEND": backend, "OPTIONS": {**public, "location": "media", "file_overwrite": False}},
        "leaflets": {"BACKEND": backend, "OPTIONS": {**private, "location": "leaflets", "file_overwrite": True}},
        "share_pictures": {"BACKEND": backend, "OPTIONS": {**private, "location": "share-pictures", "file_overwrite": True}},
    }


def search(env: Env) -> Settings:
    """What the admin searches. Readers' search has an index of its own, in the database."""
    url = env.str("OPENSEARCH_URL", default="")
    if not url:
        return {"default": {"BACKEND": "articles.search"}}
    _needs("OPENSEARCH_URL", "opensearchpy")
    _address("OPENSEARCH_URL", url, "https", "http")
    return {
        "default": {
            "BACKEND": "modelsearch.backends.opensearch3",
            "URLS": [url],
            "INDEX_PREFIX": env.str("OPENSEARCH_INDEX", default="health_answers"),
            "TIMEOUT": 10,
        }
    }


def tasks(env: Env) -> tuple[Settings, list[str]]:
    """Where background work is done, and the apps that this needs: at once, or by `manage.py db_worker`."""
    kind = env.str("TASKS", default="immediate")
    if kind == "immediate":
        return {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}, []
    if kind == "database":
        _needs("TASKS", "django_tasks_db")
        return {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}, ["django_tasks_db"]
    raise ImproperlyConfigured(f"TASKS must be immediate or database, not {kind!r}")


def cdn(env: Env) -> tuple[Settings, list[str]]:
    """Whom to tell when a page changes, and the apps that this needs. Without: nobody. Not within the transaction that changes
    it, or the CDN would fetch the old page once more: a task of the database begins after the commit."""
    url = env.str("CDN_URL", default="")
    if not url:
        return {}, []
    if env.str("TASKS", default="immediate") != "database":
        raise ImproperlyConfigured("CDN_URL needs TASKS=database, and a running “manage.py db_worker”")
    parts = urlsplit(url)
    if parts.scheme in {"http", "https"} and parts.hostname:
        backend: Settings = {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend", "LOCATION": url}
    elif parts.scheme == "cloudflare" and parts.username and parts.hostname:
        backend = {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.CloudflareBackend",
            "BEARER_TOKEN": parts.username,
            "ZONEID": parts.hostname,
        }
    else:
        raise ImproperlyConfigured("CDN_URL must be http(s)://HOST of a cache that understands PURGE, or cloudflare://TOKEN@ZONE")
    return {"default": backend}, ["wagtail.contrib.frontend_cache"]


# --- Watching ----------------------------------------------------------------------------------------------------------


def logging_config(env: Env, default_format: str) -> Settings:
    """JSON, one record a line, each with its request; plain text for people."""
    kind = env.str("LOG_FORMAT", default=default_format)
    if kind not in {"json", "text"}:
        raise ImproperlyConfigured(f"LOG_FORMAT must be json or text, not {kind!r}")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "osteo_site.operations.logs.RequestFilter"}},
        "formatters": {
            "json": {"()": "osteo_site.operations.logs.JsonFormatter"},
            "text": {"format": "%(levelname)s %(name)s %(message)s"},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["request"], "formatter": kind}},
        "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
        # Django's own would write a second time, and mail errors with what readers sent.
        "loggers": {
            "django": {"handlers": [], "level": "NOTSET", "propagate": True},
            "osteo.audit": {"level": "INFO"},  # acts of staff, whatever else is logged
        },
    }


def metrics_token(env: Env) -> str:
    token = env.str("METRICS_TOKEN", default="")
    if token:
        _needs("METRICS_TOKEN", "prometheus_client")
        if len(token) < 16:
            raise ImproperlyConfigured("METRICS_TOKEN must have at least 16 characters; whoever knows it may see the figures.")
    return token


def report_errors(env: Env) -> None:
    """To Sentry, where SENTRY_DSN is set: the error and where it is, and nothing of who met it."""
    if dsn := env.str("SENTRY_DSN", default=""):
        _needs("SENTRY_DSN", "sentry_sdk")
        _address("SENTRY_DSN", dsn, "https", "http")
        from osteo_site.operations import error_reports  # noqa: PLC0415 (its package is optional)

        error_reports.start(dsn)
