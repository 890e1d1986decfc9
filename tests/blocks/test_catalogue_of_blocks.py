"""What an editor sees of each block before choosing it: its name, what it is for, and a preview."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.blocks import Block
from wagtail.test.utils import WagtailTestUtils
from wagtail.users.models import UserProfile

from articles.models import ArticlePage
from tests.factories import image, make_editor, make_risk_factor

SECTION_BLOCKS: dict[str, Block] = dict(ArticlePage._meta.get_field("causes").stream_block.child_blocks)
REFERENCE_BLOCKS: dict[str, Block] = dict(ArticlePage._meta.get_field("references").stream_block.child_blocks)
BLOCKS = {**SECTION_BLOCKS, **REFERENCE_BLOCKS}

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["en", "ar"])
def editor(request: pytest.FixtureRequest, client: Client) -> Iterator[Client]:
    """An editor's browser; the editor reads the admin in the parameter's language."""
    user = make_editor()
    UserProfile.objects.create(user=user, preferred_language=request.param)
    client.force_login(user)
    return client


def preview(client: Client, block: Block) -> Any:
    """The preview's own part of the page that Wagtail shows in the block picker."""
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    return WagtailTestUtils.get_soup(response.content).main


def test_section__offers_the_blocks_of_health_writing() -> None:
    assert set(SECTION_BLOCKS) == {
        "text", "analogy", "question_answer", "callout", "figure", "key_figure", "comparison", "risk_factor_list",
        "questions_to_ask",
    }  # fmt: skip


@pytest.mark.parametrize("name", BLOCKS)
def test_block__says_what_it_is_and_can_be_previewed(name: str) -> None:
    block = BLOCKS[name]
    assert str(block.label)
    assert len(str(block.get_description())) > 20
    assert block.meta.icon != "placeholder"
    assert block.is_previewable


@pytest.mark.parametrize("name", SECTION_BLOCKS)
def test_block__stands_in_a_group(name: str) -> None:
    assert str(SECTION_BLOCKS[name].meta.group)


@pytest.mark.parametrize("name", BLOCKS)
def test_preview__shows_words(name: str, editor: Client) -> None:
    image()
    make_risk_factor()
    assert preview(editor, BLOCKS[name]).get_text(strip=True)


@pytest.mark.parametrize("name", BLOCKS)
def test_preview__on_a_new_site_without_pictures_and_vocabulary(name: str, editor: Client) -> None:
    assert preview(editor, BLOCKS[name]) is not None


def test_preview_of_a_figure__shows_a_picture_with_its_alternative_text(editor: Client) -> None:
    image(description="A knee that glimmers")
    assert preview(editor, BLOCKS["figure"]).img["alt"] == "A knee that glimmers"


def test_preview_of_risk_factors__shows_what_the_vocabulary_has_published(editor: Client) -> None:
    make_risk_factor("open-curtains")
    make_risk_factor("unwritten", live=False)
    words = preview(editor, BLOCKS["risk_factor_list"]).get_text()
    assert "open-curtains" in words
    assert "unwritten" not in words


def test_preview__uses_the_readers_style_sheet(client: Client) -> None:
    client.force_login(make_editor())
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": BLOCKS["callout"].definition_prefix})
    assert "articles/site.css" in response.content.decode()
