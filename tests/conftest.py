"""What every test runs under: nothing of it reaches the developer's own files, and nothing waits for strong hashes."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase, override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tests.migrated import copied_into_memory, migrated_database

# The same examples on every run: a change is not refused for what another one left behind. No deadline: machines differ.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: the collector of garbage need not look at it again and again. A sixth faster."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"


@pytest.fixture(scope="session", autouse=True)
def _settings_for_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For the session rather than for each test, so that trees and pictures built once are seen by every test."""
    files = tmp_path_factory.mktemp("site")
    (files / "static").mkdir()  # WhiteNoise warns of a directory that is not there
    with override_settings(
        MEDIA_ROOT=files / "media",
        STATIC_ROOT=files / "static",
        STORAGES={
            **django_settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
            "default": {**django_settings.STORAGES["default"], "OPTIONS": {"location": files / "originals"}},
            **{
                alias: {**django_settings.STORAGES[alias], "OPTIONS": {"location": files / alias, "allow_overwrite": True}}
                for alias in ("leaflets", "share_pictures")
            },
        },
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """pytest-django's own fixture: the database that it is about to make begins as a copy of a migrated one."""
    test_settings = connection.settings_dict["TEST"]
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            test_settings["TEMPLATE"] = migrated_database()
        yield
    elif test_settings["NAME"]:  # a file that the developer keeps
        yield
    else:
        with copied_into_memory(connection.creation._get_test_db_name()):
            yield


@pytest.fixture(autouse=True)
def _nothing_left_of_the_test_before() -> None:
    """A test's changes to the database are taken back. What was remembered of them in the cache is not, nor the language of
    the last page that was asked for."""
    for kept in caches.all():
        kept.clear()
    translation.activate(django_settings.LANGUAGE_CODE)


@pytest.fixture(scope="session", autouse=True)
def _tests_may_flush_the_ledger() -> Iterator[None]:
    """Tests with transactions of their own end by emptying every table, which the ledger's triggers refuse, rightly."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def without_triggers(self: TransactionTestCase) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = replica")
            else:
                for verb in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS articles_ledgerentry_no_{verb}")
        flush(self)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = DEFAULT")
            else:
                for statement in import_module("articles.migrations.0005_ledger_is_append_only").SQLITE:
                    cursor.execute(statement)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """pytest-playwright's own fixture, with the system's Chromium instead of a downloaded one."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium or not Path(chromium).exists():
        reason = f"No Chromium at {chromium or 'any place in PATH'}. Install it, or set CHROMIUM to where it is."
        pytest.fail(reason) if os.environ.get("REQUIRE_BROWSER") else pytest.skip(reason)
    # Playwright keeps an event loop on this thread, where Django would refuse to touch the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {**browser_type_launch_args, "executable_path": chromium}
