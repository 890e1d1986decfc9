"""A corpus is never written over anything, nor where invented reviewers must not exist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.benchmarks.corpus import NotEmptyError, generate
from tests.factories import make_article, make_user
from tests.rows import everything

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("other", [make_user, make_article], ids=["an account", "an article"])
def test_generate__refuses_a_database_that_holds_anything(other: Callable[[], object]) -> None:
    other()
    before = everything()
    with pytest.raises(NotEmptyError):
        generate(60)
    with pytest.raises(CommandError, match="holds something already"):
        call_command("generate_corpus", editions=60)
    assert everything() == before


def test_generate__is_refused_by_production_settings(settings: Settings, tmp_path: Path) -> None:
    settings.DEMONSTRATION_ALLOWED = False
    settings.DATA_DIR = tmp_path
    before = everything()
    with pytest.raises(ImproperlyConfigured):
        generate(60)
    for command in ("generate_corpus", "benchmark"):
        with pytest.raises(CommandError, match="for production"):
            call_command(command, **({"editions": 60} if command == "generate_corpus" else {}))
    assert everything() == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"editions": 5}, "--editions 5: choose a number from 6 to 100000"),
        ({"editions": 100_001}, "--editions 100001: choose a number from 6 to 100000"),
        ({"editions": 60, "languages": "en,xx"}, "--languages: xx is none of this site’s"),
    ],
)
def test_generate__refuses_what_it_cannot_make_and_says_what_it_can(options: dict[str, object], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("generate_corpus", **options)
