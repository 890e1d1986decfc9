"""Telling requests apart in the log, without telling readers apart: an identifier, method, path, status and time. No address, no
browser, no query, no account."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from . import metrics

logger = logging.getLogger("osteo_site.requests")

HEADER: Final = "X-Request-ID"
#: What a proxy may call a request. Anything else could be made to look like something in a log.
_WELL_FORMED: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request() -> str:
    """The identifier of the request that is being answered, or an empty string."""
    return _current.get()


class RequestMiddleware:
    """Gives every request an identifier, answers with it, and notes how it went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        identifier = _identifier(request)
        token = _current.set(identifier)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            seconds = time.perf_counter() - began
            response.headers[HEADER] = identifier
            metrics.count(request.method or "", response.status_code, seconds)
            known = {"method": request.method, "path": request.path, "status": response.status_code}
            logger.info("answered", extra={**known, "milliseconds": round(seconds * 1000, 1)})
            return response
        finally:
            _current.reset(token)


def _identifier(request: HttpRequest) -> str:
    """The one that a proxy of ours gave it, else a new one. What readers send is nobody's word."""
    given = request.headers.get(HEADER, "") if settings.TRUSTED_PROXIES else ""
    return given if _WELL_FORMED.fullmatch(given) else uuid.uuid4().hex
