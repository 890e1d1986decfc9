"""Databases for tests that need real transactions in several processes: never the one that the other tests run on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.workflow.processes import ROOT

Environment = dict[str, str]


def _environment(directory: Path, database: str) -> Environment:
    """Of a process whose files, and whose database where it is a file, are in this directory."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"DATA_DIR": str(directory)}
    if connection.vendor != "postgresql":
        return environment
    given = settings.DATABASES["default"]
    address = f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT'] or 5432}/{database}"
    return {**environment, "DATABASE_URL": address}


def _on_server(blocker: DjangoDbBlocker, statement: str) -> None:
    if connection.vendor == "postgresql":
        with blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(statement)


@pytest.fixture(scope="session")
def own_database(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Environment]:
    """The environment of processes that share a database, of the kind that the tests run on. It takes a while to make, so there
    is one, and each test works on pages of its own."""
    directory, name = tmp_path_factory.mktemp("site"), f"workflow_{os.getpid()}"
    environment = _environment(directory, name)
    _on_server(django_db_blocker, f'CREATE DATABASE "{name}"')
    try:
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        yield environment
    finally:
        _on_server(django_db_blocker, f'DROP DATABASE "{name}" WITH (FORCE)')
