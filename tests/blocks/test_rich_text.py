"""Rich text: a small safe set of features; citations survive editing; nothing hostile is stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from wagtail import blocks
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from articles.blocks.base import BOX_FEATURES, RICH_TEXT_FEATURES, CleanRichText, PassageBlock
from articles.domain.citations import cited_keys
from articles.models import ArticlePage
from tests.factories import cite

SAFE = {"bold", "italic", "h3", "ol", "ul", "link", "citation"}


def rich_text_blocks(block: blocks.Block, path: str = "") -> Iterator[tuple[str, blocks.RichTextBlock]]:
    """Every rich-text block within a block, with where it stands."""
    if isinstance(block, blocks.RichTextBlock):
        yield path, block
    for name, child in getattr(block, "child_blocks", {}).items():
        yield from rich_text_blocks(child, f"{path}.{name}")
    if isinstance(block, blocks.ListBlock):
        yield from rich_text_blocks(block.child_block, f"{path}[]")


PASSAGES = {
    name: block
    for section in ("causes", "genetics", "risk_factors", "research")
    for name, block in rich_text_blocks(ArticlePage._meta.get_field(section).stream_block, section)
}


def through_the_editor(html: str, features: list[str] | None = None) -> str:
    """What is stored after an editor opened a passage and saved it unchanged."""
    converter = ContentstateConverter(features or RICH_TEXT_FEATURES)
    return converter.to_database_format(converter.from_database_format(html))


def posted(text: str, *entities: dict[str, Any], style: str = "") -> str:
    """What is stored of a text whose every letter carries the entities and the style, as a browser would post it."""
    whole = {"offset": 0, "length": len(text)}
    state = {
        "blocks": [
            {
                "key": "aaaaa",
                "text": text,
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [{**whole, "style": style}] if style else [],
                "entityRanges": [{**whole, "key": number} for number, _entity in enumerate(entities)],
            }
        ],
        "entityMap": {str(number): entity for number, entity in enumerate(entities)},
    }
    return ContentstateConverter(RICH_TEXT_FEATURES).to_database_format(json.dumps(state))


def shown(stored: str) -> BeautifulSoup:
    """What readers get of a stored passage."""
    html = Template("{% load wagtailcore_tags %}{{ value|richtext }}").render(Context({"value": stored}))
    return BeautifulSoup(html, "html.parser")


def test_passages__are_found_in_every_section() -> None:
    assert len(PASSAGES) == 4 * 6  # text, analogy, answer, callout, cause, risk factor


@pytest.mark.parametrize("place", PASSAGES)
def test_passage__offers_only_the_small_safe_set(place: str) -> None:
    assert set(PASSAGES[place].features) <= SAFE
    assert "citation" in PASSAGES[place].features


@pytest.mark.parametrize("place", PASSAGES)
def test_heading__is_offered_only_in_running_text(place: str) -> None:
    """Headings within a box would break the order of headings."""
    assert ("h3" in PASSAGES[place].features) == (place in {"causes.text", "genetics.text", "risk_factors.text", "research.text"})


def test_default_editor__offers_no_more_than_passages(settings: Any) -> None:
    assert set(settings.WAGTAILADMIN_RICH_TEXT_EDITORS["default"]["OPTIONS"]["features"]) <= SAFE


@pytest.mark.parametrize("features", [RICH_TEXT_FEATURES, BOX_FEATURES], ids=["passage", "box"])
@pytest.mark.parametrize(
    "html",
    [
        f"<p>A fact.{cite('knee-2001')}</p>",
        f"<p>A fact.{cite('knee-2001')}{cite('elbow-1999')}</p><p>Another.{cite('knee-2001')}</p>",
        f"<p><b>Bold.{cite('knee-2001')}</b></p>",
        f"<ul><li>Item{cite('knee-2001')}</li></ul>",
        '<p>Attributes in the other order.<a linktype="citation" id="knee-2001">[knee-2001]</a></p>',
    ],
)
def test_citation__survives_editing(html: str, features: list[str]) -> None:
    stored = through_the_editor(html, features)
    assert list(cited_keys(stored)) == list(cited_keys(html)) != []
    assert BeautifulSoup(stored, "html.parser").get_text() == BeautifulSoup(html, "html.parser").get_text()


def test_editing__twice_changes_nothing_more() -> None:
    once = through_the_editor(f"<h3>A</h3><p>b <i>c</i>{cite('knee')}</p><ol><li>d</li></ol>")
    assert through_the_editor(once) == once


def test_citation__is_inserted_by_the_editor_as_it_is_stored() -> None:
    stored = posted("[knee-2001]", {"type": "CITATION", "mutability": "IMMUTABLE", "data": {"id": "knee-2001"}})
    assert list(cited_keys(stored)) == ["knee-2001"]


def test_citation__with_a_hostile_name_stays_a_name() -> None:
    stored = posted("[x]", {"type": "CITATION", "mutability": "IMMUTABLE", "data": {"id": '"><script>alert(1)</script>'}})
    for html in (BeautifulSoup(stored, "html.parser"), shown(stored)):
        assert html.script is None


HOSTILE = {
    "script": "<p>Knee</p><script>alert(1)</script>",
    "script in a passage": "<p>Knee<script>alert(1)</script></p>",
    "style": "<style>p { display: none }</style><p>Knee</p>",
    "style attribute": '<p style="display: none">Knee</p>',
    "frame": '<p>Knee</p><iframe src="https://example.org/"></iframe>',
    "handler": '<p onclick="alert(1)">Knee</p>',
    "handler on a link": '<p><a href="https://example.org/" onmouseover="alert(1)">Knee</a></p>',
    "picture": '<p>Knee<img src="x" onerror="alert(1)"/></p>',
    "object": '<p>Knee</p><object data="x"></object><embed src="x">',
    "form": '<form action="https://example.org/"><p>Knee</p><input name="password"/></form>',
    "script address": '<p><a href="javascript:alert(1)">Knee</a></p>',
    "disguised script address": '<p><a href=" java\tscript:alert(1)">Knee</a></p>',
    "data address": '<p><a href="data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;">Knee</a></p>',
    "vector graphic": '<p>Knee</p><svg onload="alert(1)"><script>alert(1)</script></svg>',
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markup__is_dropped_and_the_words_are_kept(html: str) -> None:
    for kept in (BeautifulSoup(through_the_editor(html), "html.parser"), shown(through_the_editor(html))):
        assert "Knee" in kept.get_text()
        assert {tag.name for tag in kept.find_all(True)} <= {"p", "a", "b", "i", "div", "ol", "ul", "li", "h3"}
        for tag in kept.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on") or name == "style"]
            assert "script:" not in (tag.get("href") or "")
            assert not (tag.get("href") or "").startswith("data:")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x"]
)
def test_link__posted_with_a_script_for_an_address_leads_nowhere(address: str) -> None:
    stored = posted("Knee", {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}})
    assert not (shown(stored).a or {}).get("href")


def test_script__typed_as_words_stays_words() -> None:
    html = shown(posted("<script>alert(1)</script>"))
    assert html.script is None
    assert html.get_text() == "<script>alert(1)</script>"


@pytest.mark.parametrize("entity", ["IMAGE", "EMBED", "DOCUMENT", "HORIZONTAL_RULE", "SCRIPT"])
def test_entity__that_is_not_offered_is_dropped(entity: str) -> None:
    stored = posted(
        "Knee", {"type": entity, "mutability": "MUTABLE", "data": {"url": "https://example.org/", "id": 1, "src": "x"}}
    )
    assert {tag.name for tag in BeautifulSoup(stored, "html.parser").find_all(True)} <= {"p"}


@pytest.mark.parametrize("style", ["CODE", "STRIKETHROUGH", "SUPERSCRIPT", "SCRIPT"])
def test_style__that_is_not_offered_is_dropped_and_the_words_are_kept(style: str) -> None:
    stored = BeautifulSoup(posted("Knee", style=style), "html.parser")
    assert stored.get_text() == "Knee"
    assert {tag.name for tag in stored.find_all(True)} == {"p"}


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 19, "", "x", "٣"])
def test_link_to_a_page__whose_number_no_page_has_is_no_link(number: str) -> None:
    link = f'<p><a id="{number}" linktype="page">Here</a> and <a id="7" linktype="page">there</a>.</p>'
    assert PassageBlock().to_python(link).source == '<p><a>Here</a> and <a id="7" linktype="page">there</a>.</p>'


def test_half_a_character__is_no_accident() -> None:
    assert CleanRichText("<p>a\ud800b</p>").source == "<p>a?b</p>"
