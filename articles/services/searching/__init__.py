"""Keeping the search's copy of what is public in step, in the transaction that changes what readers see."""

from .keeping import add, keep_articles_listing, keep_below, keep_pages, keep_term, keep_terms
from .rebuilding import rebuild, rebuild_if_empty

__all__ = [
    "add",
    "keep_articles_listing",
    "keep_below",
    "keep_pages",
    "keep_term",
    "keep_terms",
    "rebuild",
    "rebuild_if_empty",
]
