"""The queue: what waits for review, and who takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from articles import queries
from articles.models import ReviewRequest, User
from articles.permissions import can_organise_reviews, user_at
from articles.presentation.desk.queue import queue_rows
from articles.presentation.desk.words import person_name
from articles.queries import desk
from articles.services import reviews

from .access import back, desk_view, forbidden, person_at, queue_for
from .filters import QueueFilters

PER_PAGE = 25
MINE, MY_LANGUAGES, ALL = "mine", "languages", "all"


@require_safe
@desk_view
def queue(request: HttpRequest) -> HttpResponse:
    """Open reviews, by tab and filter, most urgent first. Sixteen queries beside Wagtail's own, however many there are."""
    person = person_at(request)
    tab = request.GET.get("tab", MINE)
    if tab not in (MINE, MY_LANGUAGES, ALL):
        tab = MINE
    filters = QueueFilters(request.GET, conditions=desk.conditions_in_review())
    valid = filters.is_valid()
    of_tab, waiting, cut = _of_tab(request, tab, filters)
    page = Paginator(of_tab, PER_PAGE).get_page(request.GET.get("p"))
    rows = list(page.object_list)
    waiting = waiting or queries.Queue(rows)
    profiles = desk.assignable() if can_organise_reviews(request.user) else []
    context = {
        "rows": queue_rows(rows, waiting, person, profiles),
        "looked_through": queries.LOOKED_THROUGH if cut else 0,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "tabs": _tabs(request, tab),
        "tab": tab,
        "filters": filters,
        "narrowed": filters.is_narrowed or not valid,
        "is_reviewer": person.qualification is not None,
        "may_organise": can_organise_reviews(request.user),
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "articles/desk/queue.html", context)


def _of_tab(
    request: HttpRequest, tab: str, filters: QueueFilters
) -> tuple[Sequence[ReviewRequest] | QuerySet[ReviewRequest], queries.Queue | None, bool]:
    """What stands on a tab; what is known of it where the rules had to be asked; and whether that was not all that there is."""
    person = person_at(request)
    languages = person.qualification.languages if person.qualification else ()
    if tab == MINE:
        found = queries.may_wait_for(person)
    else:
        found = queries.open_requests().filter(**({"language__in": languages} if tab == MY_LANGUAGES else {}))
    found = filters.narrowed(found)
    if tab != MINE and not filters.by_rules:
        return found, None, False
    waiting = queue_for(request) if tab == MINE and not filters.is_narrowed else queries.Queue(found[: queries.LOOKED_THROUGH])
    of_tab = [
        item for item in waiting.requests if filters.match(item, waiting) and (tab != MINE or waiting.waits_for(item, person))
    ]
    return of_tab, waiting, len(waiting.requests) == queries.LOOKED_THROUGH


def _tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """The tabs as links that keep the filters."""
    names = {
        MINE: pgettext("reviews that wait for me", "Mine"),
        MY_LANGUAGES: _("My languages"),
        ALL: pgettext("all reviews", "All"),
    }
    tabs = []
    for name, label in names.items():
        parameters = request.GET.copy()
        parameters["tab"] = name
        parameters.pop("p", None)
        tabs.append({"label": label, "address": f"?{parameters.urlencode()}", "current": name == current})
    return tabs


# --- Taking and giving -----------------------------------------------------------------------------------------------


@require_POST
@desk_view
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(queries.open_requests(), pk=pk)
    try:
        reviews.claim(item, request.user)  # type: ignore[arg-type]
    except ValidationError as error:
        return _refused(request, error)
    messages.success(request, _("The review of “%(title)s” is yours.") % {"title": item.title})
    return back(request)


@require_POST
@desk_view
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a review back: one's own, or anybody's for those who organise reviews."""
    item = get_object_or_404(queries.open_requests(), pk=pk)
    user = user_at(request)
    if item.assignee_id != user.pk and not can_organise_reviews(user):
        return forbidden(request)
    reviews.assign(item, None, user)
    messages.success(request, _("Nobody has the review of “%(title)s” now.") % {"title": item.title})
    return back(request)


@require_POST
@desk_view
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_at(request)
    if not can_organise_reviews(user):
        return forbidden(request)
    item = get_object_or_404(queries.open_requests(), pk=pk)
    chosen = request.POST.get("assignee", "")
    to = User.objects.filter(pk=chosen).first() if chosen.isdecimal() and len(chosen) < 19 else None
    try:
        if to is None:
            raise ValidationError(_("Choose who gets the review."))
        reviews.assign(item, to, user)
    except ValidationError as error:
        return _refused(request, error)
    messages.success(request, _("%(name)s has the review of “%(title)s” now.") % {"name": person_name(to), "title": item.title})
    return back(request)


def _refused(request: HttpRequest, error: ValidationError) -> HttpResponse:
    messages.error(request, " ".join(error.messages))
    return back(request)
