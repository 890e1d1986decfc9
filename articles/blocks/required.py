"""Blocks that were saved half filled in: the editor lets a draft be so, and a program may bring anything."""

from __future__ import annotations

from typing import Any

from wagtail import blocks

from articles.domain.streams import has_text

from .base import SourceBlock


def is_half_filled(block: blocks.Block, raw: Any) -> bool:
    """Whether a stored value lacks anything that its block requires.

    The source of a number is no such thing here: a reviewer is shown numbers without one and decides.
    """
    match block:
        case blocks.StreamBlock():
            return any(_lacks(block.child_blocks.get(child["type"]), child["value"]) for child in raw or [])
        case blocks.ListBlock():
            items = [item["value"] if isinstance(item, dict) and "value" in item else item for item in raw or []]
            return len(items) < (block.meta.min_num or 0) or any(is_half_filled(block.child_block, item) for item in items)
        case blocks.StructBlock():
            return any(is_half_filled(child, (raw or {}).get(name)) for name, child in block.child_blocks.items())
        case SourceBlock():
            return False
        case _:
            return bool(block.required) and not has_text(raw)


def _lacks(block: blocks.Block | None, raw: Any) -> bool:
    return block is not None and is_half_filled(block, raw)
