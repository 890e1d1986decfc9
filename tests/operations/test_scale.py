"""Settings of scale: each builds what it promises, and a wrong value is told at start, by the variable's name, without its value
where that may hold a password."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.core.files.storage.handler import StorageHandler
from django.db import connection, router
from django.test import override_settings
from environ import Env
from modelsearch.backends import import_backend

from articles.models import ArticlePage, LedgerEntry
from osteo_site.operations.replica import from_replica
from osteo_site.settings import scale
from tests.migrated import ROOT, _address_of

S3 = {
    "S3_BUCKET": "health",
    "S3_REGION": "eu",
    "S3_ACCESS_KEY": "k",
    "S3_SECRET_KEY": "s",
    "S3_PUBLIC_HOST": "pictures.example.org",
}
POSTGRES = "postgres://health:pass-word@db.example.org/health"


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch) -> Any:
    def with_values(**values: str) -> Env:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return Env()

    return with_values


@pytest.mark.parametrize(
    ("build", "values"),
    [
        ("databases", {"DATABASE_URL": POSTGRES, "DATABASE_POOL": "8"}),
        ("databases", {"DATABASE_URL": POSTGRES, "DATABASE_POOL": "8-2"}),
        ("databases", {"DATABASE_URL": POSTGRES, "DATABASE_STATEMENT_TIMEOUT": "30s"}),
        ("databases", {"DATABASE_URL": POSTGRES, "DATABASE_CONNECT_TIMEOUT": "0"}),
        ("databases", {"DATABASE_URL": POSTGRES, "DATABASE_REPLICA_URL": "sqlite:////pass-word"}),
        ("with_redis", {"REDIS_URL": "http://:pass-word@host"}),
        ("with_redis", {"REDIS_URL": "redis://:pass-word@host:x"}),
        ("with_s3", {**S3, "S3_PUBLIC_HOST": "https://pictures.example.org"}),
        ("with_s3", {**S3, "S3_ENDPOINT": "s3.example.org"}),
        ("search", {"OPENSEARCH_URL": "opensearch:9200"}),
        ("tasks", {"TASKS": "celery"}),
        ("cdn", {"CDN_URL": "https://cache.example.org"}),
        ("cdn", {"TASKS": "database", "CDN_URL": "fastly://pass-word@x"}),
        ("metrics_token", {"METRICS_TOKEN": "short"}),
        ("report_errors", {"SENTRY_DSN": "pass-word"}),
        ("logging_config", {"LOG_FORMAT": "xml"}),
    ],
    ids=lambda value: "=".join(list(value.items())[-1]) if isinstance(value, dict) else value,
)
def test_wrong_value__is_told_by_its_name(env: Any, build: str, values: dict[str, str]) -> None:
    more = {"databases": ["sqlite:///x"], "with_redis": [{"default": {}}], "with_s3": [{}], "logging_config": ["json"]}
    with pytest.raises(ImproperlyConfigured) as told:
        getattr(scale, build)(env(**values), *more.get(build, []))
    assert list(values)[-1] in str(told.value)
    assert "pass-word" not in str(told.value)


def test_databases__have_timeouts_a_pool_and_a_replica_that_nobody_writes_to(env: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGOPTIONS", "-c synchronous_commit=off")
    known = {"DATABASE_URL": POSTGRES, "DATABASE_POOL": "2-8", "DATABASE_REPLICA_URL": POSTGRES.replace("db.", "replica.")}
    found = scale.databases(env(**known), "")
    primary, replica = found["default"], found["replica"]
    assert (primary["OPTIONS"]["pool"], primary["CONN_MAX_AGE"]) == ({"min_size": 2, "max_size": 8, "timeout": 10}, 0)
    assert primary["OPTIONS"]["connect_timeout"] == 5
    assert "synchronous_commit=off -c statement_timeout=30000" in primary["OPTIONS"]["options"]
    assert (replica["HOST"], "read_only=on" in replica["OPTIONS"]["options"]) == ("replica.example.org", True)
    assert "pool" not in scale.databases(env(DATABASE_URL="sqlite:///x"), "")["default"]["OPTIONS"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="pools and timeouts are PostgreSQL's")
def test_pool__serves_and_its_timeouts_hold(tmp_path: Path) -> None:
    """In a process of its own, since Django's tests know only the databases that they made."""
    code = (
        "import django; django.setup()\nfrom django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        "    cursor.execute('SHOW statement_timeout')\n"
        "    print(cursor.fetchone()[0], connection.pool.max_size)\n"
        "connection.close(); connection.close_pool()"
    )
    known = {
        "DJANGO_SETTINGS_MODULE": "osteo_site.settings.dev",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": _address_of("postgres"),
    }
    known |= {"DATABASE_POOL": "1-2", "DATABASE_STATEMENT_TIMEOUT": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **known},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
    )
    assert (done.stdout.strip(), done.stderr) == ("7s 2", "")


def test_replica__answers_only_whoever_asks_for_it() -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_REPLICA_URL"), from_replica():
        pass
    databases = {**django_settings.DATABASES, "replica": {}}
    with override_settings(DATABASE_ROUTERS=["osteo_site.operations.replica.ReplicaRouter"]):
        assert router.db_for_read(ArticlePage) == "default"
        django_settings.DATABASES["replica"] = databases["replica"]
        try:
            with from_replica():
                assert (router.db_for_read(LedgerEntry), router.db_for_write(LedgerEntry)) == ("replica", "default")
        finally:
            del django_settings.DATABASES["replica"]
        assert router.db_for_read(LedgerEntry) == "default"
        assert not router.allow_migrate("replica", "articles")
        assert router.allow_migrate("default", "articles")


def test_redis__is_shared_by_both_caches_apart_from_each_other(env: Any) -> None:
    built = scale.with_redis(env(REDIS_URL="redis://127.0.0.1:1/0"), django_settings.CACHES)
    assert scale.with_redis(env(REDIS_URL=""), django_settings.CACHES) is django_settings.CACHES
    with override_settings(CACHES=built):
        assert [caches[alias].make_key("x") for alias in ("default", "feedback")] == ["default:1:x", "feedback:1:x"]
        caches["feedback"].set("x", 7, 60)  # nothing answers there
        assert (caches["feedback"].get("x"), caches["default"].get("x")) == (7, None)


def test_s3__keeps_originals_private(env: Any) -> None:
    stores = StorageHandler(scale.with_s3(env(**S3), django_settings.STORAGES))
    assert stores["renditions"].url("images/a.webp") == "https://pictures.example.org/media/images/a.webp"
    assert stores["default"].url("original_images/a.png") == storages["default"].url("original_images/a.png")  # by the admin
    for alias in ("leaflets", "share_pictures"):
        address = stores[alias].url("a b.png")
        assert "X-Amz-Signature=" in address
        assert "pictures.example.org" not in address
        assert "/media/" not in address
        assert stores[alias].default_acl is None
    assert set(stores.backends) == {*django_settings.STORAGES, "renditions"}
    assert storages["default"].__class__.__name__ == "OriginalsStorage"


def test_search_work_and_cdn__are_what_wagtail_knows(env: Any) -> None:
    assert scale.search(env())["default"]["BACKEND"] == "articles.search"
    assert scale.search(env(OPENSEARCH_URL="https://search:9200"))["default"]["TIMEOUT"] == 10
    assert import_backend("modelsearch.backends.opensearch3").__name__ == "OpenSearch3SearchBackend"
    assert scale.tasks(env())[1] == scale.cdn(env())[1] == []
    assert scale.tasks(env(TASKS="database")) == (
        {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
        ["django_tasks_db"],
    )
    backends = [
        scale.cdn(env(CDN_URL=url))[0]["default"]["BACKEND"] for url in ("http://varnish:6081", "cloudflare://token@zone")
    ]
    assert [re.sub(r".*\.", "", backend) for backend in backends] == ["HTTPBackend", "CloudflareBackend"]
