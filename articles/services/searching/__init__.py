"""Keeping the search's copy of what is public in step, in the transaction that changes what readers see."""

from .keeping import keep_articles_listing, keep_below, keep_pages, keep_term
from .rebuilding import rebuild, rebuild_if_empty

__all__ = ["keep_articles_listing", "keep_below", "keep_pages", "keep_term", "rebuild", "rebuild_if_empty"]
