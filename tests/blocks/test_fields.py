"""StreamFields of this project leave their blocks out of migrations."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.utils import translation
from wagtail import blocks

from articles.blocks import BlockField
from articles.models import ArticlePage


@pytest.mark.parametrize("name", ["causes", "genetics", "risk_factors", "research", "references"])
def test_block_field__tells_migrations_nothing_of_its_blocks(name: str) -> None:
    _name, path, args, kwargs = ArticlePage._meta.get_field(name).deconstruct()
    assert path == "articles.blocks.fields.BlockField"
    assert args == []
    assert "block_lookup" not in kwargs


def test_block_field__with_other_blocks_needs_no_migration() -> None:
    one, other = BlockField([("text", blocks.CharBlock())]), BlockField([("number", blocks.IntegerBlock())])
    assert one.deconstruct() == other.deconstruct()


def test_block_field__is_rebuilt_from_what_migrations_keep() -> None:
    _name, _path, args, kwargs = ArticlePage._meta.get_field("causes").deconstruct()
    assert BlockField(*args, **kwargs).deconstruct()[2:] == ([], kwargs)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ar"])
def test_models__match_their_migrations(language: str) -> None:
    with translation.override(language):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
