"""Figures for Prometheus, where METRICS_TOKEN is set and prometheus-client is installed.

With several processes, set PROMETHEUS_MULTIPROC_DIR to an empty directory: then each process tells of all of them.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any, Final

from django.conf import settings

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def count(method: str, status: int, seconds: float) -> None:
    """Notes one answer. Nothing in it tells who asked, or for what."""
    if settings.METRICS_TOKEN:
        answers, times = _figures()
        answers.labels(method if method in _METHODS else "other", str(status)).inc()
        times.observe(seconds)


def exposition() -> tuple[bytes, str]:
    """All figures in Prometheus' text format, and its media type."""
    client = _client()
    _figures()
    registry = client.REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = client.CollectorRegistry()
        client.multiprocess.MultiProcessCollector(registry)
    return client.generate_latest(registry), client.CONTENT_TYPE_LATEST


@cache
def _client() -> Any:
    import prometheus_client  # noqa: PLC0415 (optional)
    import prometheus_client.multiprocess  # noqa: PLC0415

    return prometheus_client


@cache
def _figures() -> tuple[Any, Any]:
    client = _client()
    answers = client.Counter("site_answers_total", "Answers of Django, by method and status.", ["method", "status"])
    return answers, client.Histogram("site_answer_seconds", "How long Django took to answer.")
