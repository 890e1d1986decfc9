"""Every field of a block in which people write words is translated, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail import blocks

from articles.blocks import SectionBodyBlock
from articles.blocks.base import SourceBlock
from articles.blocks.translatable import shape_of
from articles.domain.segments import Kind, Shape, TextShape


def written(block: blocks.Block, path: str = "") -> Iterator[str]:
    """The fields that hold words, read off the blocks in another way than `shape_of` does."""
    for name, child in getattr(block, "child_blocks", {}).items():
        yield from written(child, f"{path}/{name}")
    if isinstance(block, blocks.ListBlock):
        yield from written(block.child_block, f"{path}/item")
    words = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)
    if isinstance(block, words) and not isinstance(block, SourceBlock | blocks.URLBlock):
        yield path


def translated(shape: Shape | None, path: str = "") -> Iterator[tuple[str, TextShape]]:
    if isinstance(shape, TextShape):
        yield path, shape
    elif shape is not None:
        parts = shape.fields if hasattr(shape, "fields") else shape.blocks
        for name, (_label, inner) in parts.items():
            yield from translated(inner, f"{path}/{name}")


def test_words__are_all_translated() -> None:
    found = dict(translated(shape_of(SectionBodyBlock())))
    assert sorted(found) == sorted(written(SectionBodyBlock()))
    assert found["/text"] == TextShape(Kind.HTML)
    assert found["/key_figure/meaning"] == TextShape(Kind.TEXT, 300)
    assert found["/key_figure/value"] == TextShape(Kind.LINE, 30)
    assert found["/questions_to_ask/questions/item"] == TextShape(Kind.LINE, 200)
    assert found["/figure/image/alt_text"].kind is Kind.LINE


def test_choices_sources_and_chosen_objects__are_not() -> None:
    found = dict(translated(shape_of(SectionBodyBlock())))
    for path in ("/key_figure/source", "/callout/urgency", "/figure/image/image", "/risk_factor_list"):
        assert not any(name.startswith(path) for name in found)


def test_stream_of_nothing_translatable__has_no_words() -> None:
    assert list(translated(shape_of(blocks.StructBlock([("source", SourceBlock()), ("url", blocks.URLBlock())])))) == []
    assert list(translated(shape_of(blocks.IntegerBlock()))) == []
