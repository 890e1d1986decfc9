"""Learning the version: from real databases, and while there is none."""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from osteo_site.page_cache import databases
from osteo_site.page_cache.databases import DatabaseGoneError, NoAnswerError, connector
from osteo_site.page_cache.version import Versions
from tests.migrated import own_database


class Scratch:
    """A migrated database of this test's own, and somebody who writes to it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.address = environment.get("DATABASE_URL", f"{environment['DATA_DIR']}/db.sqlite3")

    def execute(self, *statements: str) -> None:
        if connection.vendor == "postgresql":
            with psycopg.connect(self.address, autocommit=True) as writer:
                for statement in statements:
                    writer.execute(statement)
        else:
            with sqlite3.connect(self.address) as writer:
                for statement in statements:
                    writer.execute(statement)
            writer.close()


@pytest.fixture
def scratch(tmp_path: Path, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scratch]:
    with own_database(tmp_path, f"asked_{os.getpid()}", django_db_blocker) as environment:
        scratch = Scratch(environment)
        if connection.vendor == "postgresql":
            name = scratch.address.rpartition("/")[2]
            given = connections["default"].get_connection_params()
            monkeypatch.setattr(connections["default"], "get_connection_params", lambda: {**given, "dbname": name})
        else:
            monkeypatch.setitem(django_settings.DATABASES, "default", {"NAME": scratch.address})
        yield scratch


def test_version__is_another_after_each_commit_and_the_same_between(scratch: Scratch) -> None:
    versions = Versions(connector())
    seen = [versions()]
    for _n in range(3):
        assert versions() == seen[-1] == versions.last
        scratch.execute("UPDATE wagtailcore_site SET port = port + 1")
        seen.append(versions())
    assert len(set(seen)) == 4
    scratch.execute("UPDATE wagtailcore_page SET draft_title = 'x'", "DELETE FROM django_session")
    assert versions() == seen[-1]
    versions.close()


def test_version__is_none_where_there_is_none(scratch: Scratch) -> None:
    scratch.execute("DELETE FROM articles_contentversion")
    versions = Versions(connector())
    assert versions() is None
    versions.close()


def test_connection_that_is_cut__is_opened_again(scratch: Scratch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Nobody cuts a connection to a file.")
    versions = Versions(connector())
    before = versions()
    scratch.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'page cache'")
    assert versions() == before
    versions.close()


def test_database_that_is_gone__is_noticed_and_found_again(
    scratch: Scratch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    versions = Versions(connector())
    before = versions()
    versions.close()
    original = databases.Postgresql if connection.vendor == "postgresql" else databases.Sqlite
    tried = []

    def refuse() -> Any:
        tried.append(time.monotonic())
        raise DatabaseGoneError("gone")

    versions._connect = refuse
    with caplog.at_level(logging.WARNING):
        for _n in range(50):
            with pytest.raises(DatabaseGoneError):
                versions()
        assert (len(tried), versions.last, len(caplog.records)) == (1, before, 1)
        assert versions.gone_since
        versions._connect = original
        versions._retry_at = 0
        assert versions() == before
        assert not versions.gone_since
        assert len(caplog.records) == 2
    versions.close()


def test_database_that_does_not_answer__is_not_gone(caplog: pytest.LogCaptureFixture) -> None:
    """It can be reached, so pages may have been taken down: nothing is served from memory."""

    class Silent:
        def version(self) -> str | None:
            raise NoAnswerError("no answer in time")

        def close(self) -> None:
            pass

    versions = Versions(Silent)
    assert versions() is None
    assert not versions.gone_since


def test_address_of_no_database__is_one_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(django_settings.DATABASES, "default", {"NAME": str(tmp_path / "none.sqlite3")})
    with pytest.raises(DatabaseGoneError):
        databases.Sqlite()
    given = {"host": "127.0.0.1", "port": 1, "dbname": "none", "user": "none"}
    monkeypatch.setattr(connections["default"], "get_connection_params", lambda: given, raising=False)
    with pytest.raises(DatabaseGoneError):
        databases.Postgresql()
