"""The root address: from here to the reader's language."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from articles import queries


def preferred_language(accept_language: str, offered: Collection[str]) -> str:
    """The language on offer that suits an Accept-Language header best (RFC 9110, section 12.5.4), else the source language, or
    the first on offer where that is not.

    Only the header counts: no cookie is read or set, so the answer may be cached by it.
    """
    for code, quality in parse_accept_lang_header(accept_language.lower()):
        if not quality:  # "not this one"
            continue
        if code == "*":
            break
        try:
            language = get_supported_language_variant(code)
        except LookupError:
            continue
        if language in offered:
            return language
    in_order = [settings.LANGUAGE_CODE, *(code for code, _name in settings.LANGUAGES)]
    return next((code for code in in_order if code in offered), settings.LANGUAGE_CODE)


@require_safe
def redirect_to_language(request: HttpRequest) -> HttpResponse:
    """To a language whose home page is public. One query."""
    language = preferred_language(request.headers.get("Accept-Language", ""), queries.home_languages())
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response
