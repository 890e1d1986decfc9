"""Addresses of the review desk, under `/admin/review-desk/`."""

from __future__ import annotations

from django.urls import include, path

from articles.editor import converters

from .history import history
from .messages import mark_all_read, mark_read, messages
from .preview import preview, source
from .queue import assign, claim, queue, release
from .take_down import take_down_entry, take_down_page
from .text import text

app_name = "review_desk"

converters.register()

_addresses = [
    path("", queue, name="queue"),
    path("text/<int:pk>/", text, name="text"),
    path("text/<int:pk>/preview/", preview, name="preview"),
    path("text/<int:pk>/claim/", claim, name="claim"),
    path("text/<int:pk>/release/", release, name="release"),
    path("text/<int:pk>/assign/", assign, name="assign"),
    path("source/<int:pk>/", source, name="source"),
    path("history/<subject:subject>/<slug:language>/", history, name="history"),
    path("take-down/page/<int:pk>/", take_down_page, name="take_down_page"),
    path("take-down/entry/<subject:subject>/<slug:language>/", take_down_entry, name="take_down_entry"),
    path("messages/", messages, name="messages"),
    path("messages/read/", mark_all_read, name="mark_all_read"),
    path("messages/<int:pk>/read/", mark_read, name="mark_read"),
]


def desk_urls() -> list[object]:
    """What Wagtail's `register_admin_urls` asks for."""
    return [path("review-desk/", include((_addresses, app_name)))]
