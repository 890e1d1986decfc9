"""The admin's main menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def without_documents(request: HttpRequest, menu_items: list[Any]) -> None:
    """Leaves out Wagtail's documents: no article can use one, so the entry would only raise questions."""
    menu_items[:] = [item for item in menu_items if item.name != "documents"]
