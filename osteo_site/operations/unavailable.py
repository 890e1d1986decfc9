"""Plain words, and a 503 that says when to come back, while the database is gone, cannot be written, or a disk is full.

The answer needs neither. As soon as what is missing is there again, so is the site: nothing is remembered.
"""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template import loader
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.presentation.languages import language_label
from articles.views import errors

logger = logging.getLogger(__name__)

#: Seconds after which it is worth trying again.
RETRY_AFTER: Final = 30
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
#: PostgreSQL's read_only_sql_transaction, which is how a standby or a full server refuses to write.
_READ_ONLY: Final = "25006"


class UnavailableMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer(request) if _is_passing(exception) else None


def server_error(request: HttpRequest) -> HttpResponse:
    """Called for what failed outside of a view: in a middleware, while it was handled."""
    exception = sys.exc_info()[1]
    if exception is not None and _is_passing(exception):
        return answer(request)
    return errors.server_error(request)


def answer(request: HttpRequest) -> HttpResponse:
    writing = request.method not in {"GET", "HEAD", "OPTIONS"}
    response: HttpResponse
    if request.path.startswith(("/api/", "/admin/api/")) or not request.accepts("text/html"):
        response = JsonResponse({"detail": _("Not available at the moment")}, status=503)
    else:
        language = language_label(get_language() or settings.LANGUAGE_CODE)
        page = loader.render_to_string("503.html", {"language": language, "writing": writing})
        response = HttpResponse(page, status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_passing(exception: BaseException) -> bool:
    """Whether the same request may succeed later, because nothing is wrong with it or with this program. Says so in the log."""
    cause = exception.__cause__
    database = isinstance(exception, OperationalError | InterfaceError) or (
        isinstance(exception, InternalError) and getattr(cause, "sqlstate", "") == _READ_ONLY
    )
    disk = isinstance(exception, OSError) and exception.errno in _FULL
    if database or disk:
        logger.error("Answered with 503: %s: %s", type(exception).__name__, " ".join(str(exception).split()))
    return database or disk
