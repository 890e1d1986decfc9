"""Leaflets: printing a document as a PDF, and keeping what was printed. What stands in it is made in `presentation`."""

from __future__ import annotations

from .errors import LeafletBusyError, LeafletRefusedError
from .keeping import forget, kept
from .printing import Resource, print_pdf
from .probe import DEBIAN_PACKAGES, can_print

__all__ = ["DEBIAN_PACKAGES", "LeafletBusyError", "LeafletRefusedError", "Resource", "can_print", "forget", "kept", "print_pdf"]
