"""Who is at the desk, whether they may be, and what waits for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from articles import queries
from articles.domain.signoffs import Signer
from articles.permissions import can_see_desk

View = Callable[..., HttpResponse]


def person_at(request: HttpRequest) -> Signer:
    """The person at the screen as the rules of sign-off see them. One query a request."""
    person: Signer | None = getattr(request, "desk_person", None)
    if person is None:
        person = request.desk_person = queries.signer(request.user)  # type: ignore[attr-defined, arg-type]
    return person


def queue_for(request: HttpRequest) -> queries.Queue:
    """All open reviews. Four queries a request: the screen and the menu beside it share them."""
    queue: queries.Queue | None = getattr(request, "desk_queue", None)
    if queue is None:
        queue = request.desk_queue = queries.Queue(queries.open_requests())  # type: ignore[attr-defined]
    return queue


def number_waiting(request: HttpRequest) -> int:
    """How many open reviews are the person's."""
    person, queue = person_at(request), queue_for(request)
    return sum(queue.waits_for(item, person) for item in queue.requests)


def forbidden(request: HttpRequest) -> HttpResponse:
    """Wagtail would send people to its first page with a message; the status must say it, too."""
    return TemplateResponse(request, "articles/desk/forbidden.html", status=403)


def back(request: HttpRequest, otherwise: str = "review_desk:queue") -> HttpResponse:
    """To the screen that the form was on."""
    to = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(to if safe else reverse(otherwise))


def for_those_who(may: Callable[[Any], bool]) -> Callable[[View], View]:
    """Makes a view one for the people of whom this is true; 403 for everybody else. Its answers are nobody else's to keep."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            answer = view(request, *args, **kwargs) if may(request.user) else forbidden(request)
            answer.headers["Cache-Control"] = "private, no-store"
            return answer

        return guarded

    return decorate


#: A view for those who may use the desk.
desk_view = for_those_who(can_see_desk)
