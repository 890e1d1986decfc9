"""Addresses of the work on translations, under `/admin/translations/`."""

from __future__ import annotations

from django.urls import include, path

from articles.editor import converters

from .matrix import ask, export, matrix
from .work import start, work

app_name = "translations"

converters.register()

_addresses = [
    path("", matrix, name="matrix"),
    path("request/", ask, name="request"),
    path("export/", export, name="export"),
    path("work/", work, name="work"),
    path("start/<subject:subject>/<slug:language>/", start, name="start"),
]


def translating_urls() -> list[object]:
    """What Wagtail's `register_admin_urls` asks for."""
    return [path("translations/", include((_addresses, app_name)))]
