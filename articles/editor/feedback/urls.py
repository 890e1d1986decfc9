"""Addresses of the readers' reports, under `/admin/reader-reports/`."""

from __future__ import annotations

from django.urls import include, path

from .helpful import helpful
from .queue import claim, queue, release, spam
from .report import report

app_name = "reader_reports"

_addresses = [
    path("", queue, name="queue"),
    path("spam/", spam, name="spam"),
    path("helpful/", helpful, name="helpful"),
    path("<int:pk>/", report, name="report"),
    path("<int:pk>/claim/", claim, name="claim"),
    path("<int:pk>/release/", release, name="release"),
]


def feedback_urls() -> list[object]:
    """What Wagtail's `register_admin_urls` asks for."""
    return [path("reader-reports/", include((_addresses, app_name)))]
