"""Databases for tests that need real transactions in several processes: never the one that the other tests run on."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests import migrated

Environment = dict[str, str]


@pytest.fixture(scope="session")
def own_database(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Environment]:
    """The environment of processes that share a database. There is one, and each test works on pages of its own."""
    directory, name = tmp_path_factory.mktemp("site"), f"workflow_{os.getpid()}"
    with migrated.own_database(directory, name, django_db_blocker) as environment:
        yield environment
