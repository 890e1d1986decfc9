"""Bringing existing texts in: sorting what a file holds into the parts of an article, without losing a sentence."""

from __future__ import annotations

from .draft import Sorted, TrayItem, lost_sentences
from .passages import Kind, Passage, Reason, visible_text
from .recognising import names_section
from .references import Reference
from .sorting import sort_passages

__all__ = [
    "Kind",
    "Passage",
    "Reason",
    "Reference",
    "Sorted",
    "TrayItem",
    "lost_sentences",
    "names_section",
    "sort_passages",
    "visible_text",
]
