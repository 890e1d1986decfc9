"""Automatic checks of a translation against its source. Plain values in, findings out; nothing here decides for a person."""

from .doses import doses
from .edition import entry_findings, findings, section_findings, terms_in
from .findings import BLOCKING, Check, Finding
from .glossary import GlossaryPair
from .reading import LIX_TARGETS
from .structure import Links, LinkTarget, links_in

__all__ = [
    "BLOCKING",
    "LIX_TARGETS",
    "Check",
    "Finding",
    "GlossaryPair",
    "LinkTarget",
    "Links",
    "doses",
    "entry_findings",
    "findings",
    "links_in",
    "section_findings",
    "terms_in",
]
