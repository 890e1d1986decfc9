"""The demonstration's password: this machine's own, and nobody else's to read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from articles.services.demonstration import demonstration_password


@pytest.fixture(params=[0o022, 0o000, 0o077], ids=lambda mask: f"umask {mask:03o}")
def mask(request: pytest.FixtureRequest) -> int:
    return request.param


def test_password__is_kept_in_a_file_that_only_its_owner_reads(data_dir: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        password = demonstration_password()
    finally:
        os.umask(before)
    (file,) = data_dir.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text() == password


def test_password__stays_the_same_on_one_machine(data_dir: Path) -> None:
    assert demonstration_password() == demonstration_password()


def test_password__is_long_and_differs_between_machines(
    data_dir: Path, tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> None:
    here = demonstration_password()
    settings.DATA_DIR = tmp_path_factory.mktemp("elsewhere")
    there = demonstration_password()
    assert here != there
    assert min(len(here), len(there)) >= 16


def test_password__is_never_made_under_production_settings(data_dir: Path, settings: Settings) -> None:
    settings.DEMONSTRATION_ALLOWED = False
    with pytest.raises(ImproperlyConfigured):
        demonstration_password()
    assert list(data_dir.iterdir()) == []
