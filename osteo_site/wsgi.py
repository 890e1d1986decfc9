"""The WSGI entry point. Without DJANGO_SETTINGS_MODULE it uses the production settings."""

from __future__ import annotations

import gc
import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

from osteo_site.page_cache import in_front_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osteo_site.settings.production")


class Utf8Request(WSGIRequest):
    """Read as UTF-8, as all of our pages ask for it.

    Django would believe the client's word for the encoding and, before any middleware could help, fail at the names of
    codecs that make no text (rot13, hex) or nothing at all (undefined).
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))


class Utf8Handler(WSGIHandler):
    request_class = Utf8Request


django.setup(set_prefix=False)
application = in_front_of(Utf8Handler())
gc.collect()
gc.freeze()  # what is loaded now stays: no collection has to look through it between two answers
