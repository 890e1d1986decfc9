"""The language of an answer, and refusals that no view expected turned into answers that a person or a program understands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate, get_language_from_path
from django.utils.translation import gettext as _
from wagtail.actions.copy_for_translation import ParentNotTranslatedError

from articles.editor.refusals import incomplete_form, reason_code, tell
from articles.models import User
from articles.models.readiness import IncompleteEditionError
from articles.models.signing_words import GateError
from articles.services import second_factor, staff_sessions
from articles.services.staff_sessions import Standing
from articles.views.languages import preferred_language

#: Where somebody who gave a password alone is themselves, as long as they have no second factor: it is set up there.
SET_UP = "/admin/second-factor/"
#: Where staff work: what they do there counts as use of their session.
_WORK = "/admin/"
#: Addresses that are not the reader's site.
WITHOUT_LANGUAGE = ("/-/", "/admin/", "/api/", "/media/", "/static/")


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


class SizeMiddleware:
    """Refuses what is larger than anything that is ever sent here, before it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length[:20]) <= settings.LARGEST_REQUEST:
            return self.get_response(request)
        sentence = _("That is too large: at most %(limit)d MB can be sent at once.") % {"limit": settings.LARGEST_REQUEST >> 20}
        return HttpResponse(sentence, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, content_type="text/plain; charset=utf-8")


class StaffSessionMiddleware(AuthenticationMiddleware):
    """Django's, for whom a session is somebody only in good standing (articles.services.staff_sessions).

    So no view, form or API can let a password alone in, whether it knows of second factors or not. Sessions are looked at when
    somebody asks who is there, which readers' pages do not.
    """

    def process_request(self, request: HttpRequest) -> None:
        request.user = SimpleLazyObject(partial(_who_is_there, request))  # type: ignore[assignment]
        request.auser = sync_to_async(partial(_who_is_there, request))


def _who_is_there(request: HttpRequest) -> User | AnonymousUser:
    """One query for a session, and a second one while a second factor is set up."""
    user: User | AnonymousUser = request.__dict__.setdefault("_staff", None) or _look_up(request)
    request.__dict__["_staff"] = user
    return user


def _look_up(request: HttpRequest) -> User | AnonymousUser:
    user = get_user(request)
    if not isinstance(user, User):
        return AnonymousUser()
    standing = staff_sessions.standing(request.session, user)
    if standing is Standing.HALF and request.path_info.startswith(SET_UP) and not second_factor.has_factor(user):
        return user
    if standing is not Standing.FULL:
        return AnonymousUser()
    if request.path_info.startswith(_WORK):
        staff_sessions.note_use(request.session)
    return user


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
            # Wagtail takes for granted what its own pages send.
            broken = request.method == "POST" and isinstance(exception, MultiValueDictKeyError | ValidationError)
            return incomplete_form() if broken else None
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
