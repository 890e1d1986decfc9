"""What a reader sees when there is no such page, or when something broke."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.template import loader
from django.utils.translation import get_language

from articles.presentation.languages import language_label


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponseNotFound(loader.render_to_string("404.html", {"page": None}, request))


def server_error(request: HttpRequest) -> HttpResponse:
    """Renders without the database, which may be what broke."""
    language = language_label(get_language() or settings.LANGUAGE_CODE)
    return HttpResponseServerError(loader.render_to_string("500.html", {"language": language}))
