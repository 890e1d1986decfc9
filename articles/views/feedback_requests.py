"""What may be posted to the readers' forms: from our own pages, small, and in the shape that our own forms have.

These forms are exempt from Django's check of cross-site requests, because it needs a cookie and readers get none. What stands
in its place: browsers say where a request comes from (`Sec-Fetch-Site`, `Origin`, else `Referer`), which scripts of other
sites cannot change; and no account or session can be ridden on, because the forms know none.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict

#: The largest body in bytes. A report of full length in any script, encoded for a form, needs a tenth of it.
LARGEST_BODY = 100_000
_FORM = "application/x-www-form-urlencoded"


class RefusedError(Exception):
    """A post that is not looked into any further."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


def posted(request: HttpRequest) -> QueryDict:
    """What was posted. Raises RefusedError for what comes from elsewhere, is too large, or no form of ours."""
    if not is_from_here(request):
        raise RefusedError(HTTPStatus.FORBIDDEN)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if request.content_type != _FORM:
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    try:
        return request.POST
    except (BadRequest, SuspiciousOperation):
        raise RefusedError(HTTPStatus.BAD_REQUEST) from None


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages posted it. One that says nothing at all is not believed."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    return origin is not None and _host(origin) == request.get_host()


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
