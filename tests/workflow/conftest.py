"""Databases for tests that need real transactions in several processes: never the one that the other tests run on."""

from __future__ import annotations

import os
import shutil
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
def migrated(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Path, str]]:
    """A directory and a database that hold what the migrations make: to be copied, not to be used."""
    directory, name = tmp_path_factory.mktemp("migrated"), f"workflow_{os.getpid()}"
    _on_server(django_db_blocker, f'CREATE DATABASE "{name}"')
    try:
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        done = subprocess.run(command, cwd=ROOT, env=_environment(directory, name), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        yield directory, name
    finally:
        _on_server(django_db_blocker, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def own_database(migrated: tuple[Path, str], tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Environment]:
    """The environment of processes that share a fresh database, of the kind that the tests run on."""
    template, template_name = migrated
    directory, name = tmp_path / "site", f"{template_name}_own"
    shutil.copytree(template, directory)
    _on_server(django_db_blocker, f'CREATE DATABASE "{name}" TEMPLATE "{template_name}"')
    try:
        yield _environment(directory, name)
    finally:
        _on_server(django_db_blocker, f'DROP DATABASE "{name}" WITH (FORCE)')
