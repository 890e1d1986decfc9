"""The admin's main menu, and the kinds of things that its search offers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def without_documents(request: HttpRequest, items: list[Any]) -> None:
    """Leaves out Wagtail's documents: no article can use one, and their screens are not there (articles.editor.urls)."""
    items[:] = [item for item in items if item.name != "documents"]
