"""What the site is compared with, served by the same server: the same bytes from a bare function and from a bare Django view.

`BENCHMARK_BYTES` names a file that holds them, as JSON: the answer's headers and, in Latin-1, its body.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import re_path

_KEPT = json.loads(Path(os.environ["BENCHMARK_BYTES"]).read_text(encoding="utf-8"))
_HEADERS: list[tuple[str, str]] = [(name, value) for name, value in _KEPT["headers"]]
_BODY: bytes = _KEPT["body"].encode("latin-1")


def raw(_environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """A function, and nothing else."""
    start_response("200 OK", _HEADERS)
    return [_BODY]


def view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(_BODY, headers=dict(_HEADERS))


urlpatterns = [re_path("", view)]


class _Bare(WSGIHandler):
    """Django without any middleware, with one view."""

    def load_middleware(self, is_async: bool = False) -> None:
        self._middleware_chain = lambda request: view(request)


def bare_view() -> Any:
    from osteo_site import wsgi  # noqa: F401, PLC0415 - sets Django up

    return _Bare()


def uncached() -> Any:
    """The site without what stands before Django: every page is rendered."""
    from osteo_site.wsgi import Utf8Handler  # noqa: PLC0415 - sets Django up

    return Utf8Handler()
