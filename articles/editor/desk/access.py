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
from articles.models import ReviewRequest
from articles.permissions import can_see_desk, user_at
from articles.services import reauthentication, second_factor, staff_sessions
from articles.services.network import client_address
from articles.services.reauthentication import Asked, Presence, Proof

from .forms import ProvenForm

View = Callable[..., HttpResponse]


def person_at(request: HttpRequest) -> Signer:
    """The person at the screen as the rules of sign-off see them. One query a request."""
    person: Signer | None = getattr(request, "desk_person", None)
    if person is None:
        person = request.desk_person = queries.signer(request.user)  # type: ignore[attr-defined, arg-type]
    return person


def queue_for(request: HttpRequest) -> queries.Queue:
    """The open reviews that may be the person's, the most urgent `queries.LOOKED_THROUGH` of them. Four queries a request: the
    screen and the menu beside it share them."""
    queue: queries.Queue | None = getattr(request, "desk_queue", None)
    if queue is None:
        mine = queries.may_wait_for(person_at(request))
        queue = request.desk_queue = queries.Queue(mine[: queries.LOOKED_THROUGH])  # type: ignore[attr-defined]
    return queue


def asked_at(request: HttpRequest) -> Asked:
    """What the person must show to sign, beside the password. One query at most, and none in a session that began without a
    second factor: whoever has one was asked for it, and setting one up elsewhere ends the session."""
    user = user_at(request)
    proven_at = staff_sessions.proven_at(request.session, user)
    if proven_at is None:
        return Asked(code=second_factor.is_required())
    return reauthentication.asked(user, proven_at)


def presence_at(request: HttpRequest, form: ProvenForm) -> Presence:
    """That the person is there, by what they just typed. A code that was good is good for a while. Raises ValidationError."""
    user = user_at(request)
    typed = form.cleaned_data
    proven_at, code = staff_sessions.proven_at(request.session, user), typed.get("code", "")
    presence = reauthentication.confirm(user, Proof(typed["password"], code, proven_at, client_address(request)))
    if form.asked.code:
        staff_sessions.prove(request.session, user)
    return presence


def waiting_for(request: HttpRequest) -> list[ReviewRequest]:
    """Those of them that are the person's."""
    person, queue = person_at(request), queue_for(request)
    return [item for item in queue.requests if queue.waits_for(item, person)]


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
