"""Keys of what Wagtail remembers of the database in Django's cache: of one content version each.

A process that remembers by itself would not learn that another has changed where a language begins or exchanged a picture,
and would draw pages with it for an hour.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Final

#: The version that this thread draws at; empty where that is not known, and while something is being changed.
at_version: ContextVar[str] = ContextVar("at_version", default="")
_OF_CONTENT: Final = ("wagtail_site_root_paths", "wagtail-rendition", "wagtail_locales_display_name")


def make_key(key: str, key_prefix: str, version: int) -> str:
    """Django's own, with the content version for what is read from content."""
    content = f":{at_version.get()}" if key.startswith(_OF_CONTENT) else ""
    return f"{key_prefix}:{version}{content}:{key}"
