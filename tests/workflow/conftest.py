"""Databases for tests that need real transactions in several processes: never the one that the other tests run on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.migrated import address_of, migrated_database, migrated_file

Environment = dict[str, str]


def _environment(directory: Path, database: str) -> Environment:
    """Of a process whose files, and whose database where it is a file, are in this directory."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"DATA_DIR": str(directory)}
    return {**environment, "DATABASE_URL": address_of(database)} if connection.vendor == "postgresql" else environment


def _on_server(blocker: DjangoDbBlocker, statement: str) -> None:
    with blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture(scope="session")
def own_database(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Environment]:
    """The environment of processes that share a database, of the kind that the tests run on. There is one, and each test works
    on pages of its own."""
    directory, name = tmp_path_factory.mktemp("site"), f"workflow_{os.getpid()}"
    if connection.vendor != "postgresql":
        shutil.copy(migrated_file(), directory / "db.sqlite3")
        yield _environment(directory, name)
        return
    with django_db_blocker.unblock():
        template = migrated_database()
    _on_server(django_db_blocker, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield _environment(directory, name)
    finally:
        _on_server(django_db_blocker, f'DROP DATABASE "{name}" WITH (FORCE)')
