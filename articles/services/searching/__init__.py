"""Keeping the search's copy of what is public in step, in the transaction that changes what readers see."""

from .keeping import keep_below, keep_entry, keep_pages, rebuild, rebuild_if_empty

__all__ = ["keep_below", "keep_entry", "keep_pages", "rebuild", "rebuild_if_empty"]
