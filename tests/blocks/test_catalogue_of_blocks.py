"""What an editor sees of each block before choosing it: its name, what it is for, and a preview."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.blocks import Block
from wagtail.test.utils import WagtailTestUtils
from wagtail.users.models import UserProfile

from articles.models import ArticlePage, InformationPage
from tests.factories import LANGUAGES, image, make_editor, make_risk_factor
from tests.site.reader import DIRECTIONS

SECTION_BLOCKS: dict[str, Block] = dict(ArticlePage._meta.get_field("causes").stream_block.child_blocks)
REFERENCE_BLOCKS: dict[str, Block] = dict(ArticlePage._meta.get_field("references").stream_block.child_blocks)
SITE_BLOCKS: dict[str, Block] = {
    f"site_{name}": block for name, block in InformationPage._meta.get_field("body").stream_block.child_blocks.items()
}
BLOCKS = {**SECTION_BLOCKS, **REFERENCE_BLOCKS, **SITE_BLOCKS}

ICONS = [icon for hook in hooks.get_hooks("register_icons") for icon in hook([])]

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
    assert block.meta.icon in {name.partition("/")[2].removesuffix(".svg").rpartition("/")[2] for name in ICONS}
    assert block.is_previewable


@pytest.mark.parametrize("name", [*SECTION_BLOCKS, *SITE_BLOCKS])
def test_block__stands_in_a_group(name: str) -> None:
    assert str(BLOCKS[name].meta.group)


@pytest.mark.parametrize("language", LANGUAGES)
def test_previews__of_all_blocks_speak_the_language_of_the_admin(language: str, client: Client) -> None:
    image()
    make_risk_factor()
    user = make_editor()
    UserProfile.objects.create(user=user, preferred_language=language)
    client.force_login(user)
    for name, block in BLOCKS.items():
        response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        page = WagtailTestUtils.get_soup(response.content)
        assert (response.status_code, page.html["lang"], page.html["dir"]) == (200, language, DIRECTIONS[language]), name
        assert page.main.get_text(strip=True), name


def test_previews__of_one_blocks_kinds_differ_in_no_name() -> None:
    """Else the picker would show one block’s example for another’s."""
    assert len({block.definition_prefix for block in BLOCKS.values()}) == len(BLOCKS)


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
