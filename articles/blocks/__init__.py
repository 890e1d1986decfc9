"""The StreamField blocks that articles are written with, and what their templates see of them."""

from __future__ import annotations

from .fields import BlockField
from .information import InformationBodyBlock
from .preload import preloaded
from .references import ReferencesBlock
from .sections import SectionBodyBlock

__all__ = ["BlockField", "InformationBodyBlock", "ReferencesBlock", "SectionBodyBlock", "preloaded"]
