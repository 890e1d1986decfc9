"""Whether a process answers (`/-/live`) and whether it can do its work (`/-/ready`); and figures (`/-/metrics`).

Before everything else, because a probe comes without TLS and under whatever host name. The answers say nothing that somebody
else could use: no version, no reason. Reasons are in the log.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.crypto import constant_time_compare

from . import metrics

logger = logging.getLogger(__name__)

_PREFIX: Final = "/-/"
_PLAIN: Final = "text/plain; charset=utf-8"


class ProbeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(_PREFIX):
            return self.get_response(request)
        response = self._answer(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return _said("not allowed", HTTPStatus.METHOD_NOT_ALLOWED)
        match request.path_info.removeprefix(_PREFIX):
            case "live":
                return _said("live")
            case "ready":
                return _said("ready") if self._is_ready() else _said("not ready", HTTPStatus.SERVICE_UNAVAILABLE)
            case "metrics" if settings.METRICS_TOKEN and _may_see_figures(request):
                return HttpResponse(*metrics.exposition())
        return _said("not found", HTTPStatus.NOT_FOUND)

    def _is_ready(self) -> bool:
        """The database answers, and every migration of this version is applied. Redis is not asked: without it the site is slower
        and whole, and must not be taken out of service."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            self._migrated = self._migrated or _is_migrated()
        except (DatabaseError, InterfaceError) as error:
            logger.error("Not ready: the database cannot be used (%s).", type(error).__name__)
            return False
        if not self._migrated:
            logger.error("Not ready: migrations are missing. Run “manage.py migrate”.")
        return self._migrated


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _may_see_figures(request: HttpRequest) -> bool:
    return constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}")


def _said(word: str, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return HttpResponse(word + "\n", content_type=_PLAIN, status=status)
