"""Which texts of the blocks are translated, read off the blocks themselves: a new block needs nothing here."""

from __future__ import annotations

from django import forms
from wagtail import blocks

from articles.domain.segments import Kind, Shape, StreamShape, StructShape, TextShape

from .base import SourceBlock


def shape_of(block: blocks.Block) -> Shape | None:
    """What of a block is translated; None where nothing is: choices, numbers, addresses, chosen objects, names of sources."""
    match block:
        case blocks.StreamBlock():
            return StreamShape(_children(block))
        case blocks.StructBlock():
            return StructShape(fields) if (fields := _children(block)) else None
        case blocks.ListBlock():  # stored as a stream whose blocks are all of one kind
            item = shape_of(block.child_block)
            return StreamShape({"item": (str(block.child_block.label), item)}) if item else None
        case SourceBlock() | blocks.URLBlock():
            return None
        case blocks.RichTextBlock():
            return TextShape(Kind.HTML)
        case blocks.CharBlock() | blocks.TextBlock():
            multiline = isinstance(block.field.widget, forms.Textarea)
            return TextShape(Kind.TEXT if multiline else Kind.LINE, block.field.max_length)
        case _:
            return None


def _children(block: blocks.StreamBlock | blocks.StructBlock) -> dict[str, tuple[str, Shape]]:
    shapes = {name: (str(child.label), shape_of(child)) for name, child in block.child_blocks.items()}
    return {name: (label, shape) for name, (label, shape) in shapes.items() if shape is not None}
