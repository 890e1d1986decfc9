"""Demonstrations that write nothing into the developer's own files."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from articles.services import demonstration


@pytest.fixture
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    """Where this machine's password for the demonstration's accounts would be kept."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A demonstration, built once for a file's tests. Each test's own changes are undone after it."""
    files = tmp_path_factory.mktemp("demonstration")
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=files, MEDIA_ROOT=files / "media"),
        transaction.atomic(),
    ):
        demonstration.build()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def no_other_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command collects static files in a process of its own, which takes long and is not what is tested here."""
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: None)


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which another program listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]
