"""The StreamField blocks that articles are written with, and what their templates see of them."""

from __future__ import annotations

from .fields import BlockField
from .preload import preloaded
from .references import ReferencesBlock
from .sections import SectionBodyBlock

__all__ = ["BlockField", "ReferencesBlock", "SectionBodyBlock", "preloaded"]
