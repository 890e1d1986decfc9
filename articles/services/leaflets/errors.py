"""Why there is no leaflet now."""

from __future__ import annotations


class LeafletBusyError(Exception):
    """Others are being printed, and the wait would be too long. Asking again later helps."""


class LeafletRefusedError(Exception):
    """It is too large to be printed or kept, or the printer failed at it. Asking again does not help."""
