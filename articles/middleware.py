"""The language of an answer, and refusals that no view expected turned into answers that a person or a program understands."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate, get_language_from_path
from django.utils.translation import gettext as _
from wagtail.actions.copy_for_translation import ParentNotTranslatedError

from articles.editor.refusals import reason_code, tell
from articles.models.readiness import IncompleteEditionError
from articles.models.signing_words import GateError
from articles.views.languages import preferred_language

#: Addresses that are not the reader's site.
WITHOUT_LANGUAGE = ("/-/", "/admin/", "/api/", "/documents/", "/media/", "/static/")


class LanguageMiddleware(LocaleMiddleware):
    """Django's, without its cookie: the address decides the language, else what the browser asks for."""

    def process_request(self, request: HttpRequest) -> None:
        code = get_language_from_path(request.path_info)
        if not code:
            every = [language for language, _name in settings.LANGUAGES]
            code = preferred_language(request.headers.get("Accept-Language", ""), every)
        activate(code)
        request.LANGUAGE_CODE = code

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith(WITHOUT_LANGUAGE) and response.status_code == HTTPStatus.NOT_FOUND:
            return response  # under a language there is nothing better
        answer = super().process_response(request, response)
        if answer is not response:  # a redirect to the same address under its language
            answer.headers["Vary"] = "Accept-Language"
        return answer


class RefusalMiddleware:
    """Wagtail has many ways to publish and few of them expect a page to refuse. The refusal itself is in `services`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ParentNotTranslatedError):  # which Wagtail's form of translation lets through
            messages.error(request, _("The page above it does not exist in that language yet. Translate that one first."))
            return HttpResponseRedirect(_where_they_came_from(request))
        if not isinstance(exception, IncompleteEditionError | GateError):
            return None
        if _is_program(request):
            status = HTTPStatus.CONFLICT if isinstance(exception, IncompleteEditionError) else HTTPStatus.FORBIDDEN
            return JsonResponse({"reason": reason_code(exception), "messages": exception.messages}, status=status)
        tell(request, exception)
        return HttpResponseRedirect(_where_they_came_from(request))


def _is_program(request: HttpRequest) -> bool:
    """Whether nobody reads the answer as a page: an API, or a script of the admin that asked for data."""
    return request.path.startswith(("/api/", "/admin/api/")) or not request.accepts("text/html")


def _where_they_came_from(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return referer
    return reverse("wagtailadmin_home")
