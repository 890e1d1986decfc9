"""The queue of readers' reports: finding them, taking them, and clearing junk away many at a time."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from articles.editor.desk.access import back, forbidden
from articles.models import ReaderReport
from articles.permissions import can_manage_reports, user_at
from articles.presentation.reader_reports import report_rows
from articles.queries import feedback as queries
from articles.services import feedback

from .access import languages_for, reports_view
from .forms import ALL, ReportFilters

PER_PAGE = 50
QUEUE = "reader_reports:queue"


@require_safe
@reports_view
def queue(request: HttpRequest) -> HttpResponse:
    """Latest first. Three queries beside Wagtail's own and those of `languages_for`, however many reports there are."""
    languages = languages_for(request)
    filters = ReportFilters(request.GET, languages=languages)
    valid = filters.is_valid()
    page = Paginator(_matching(queries.reports(languages), filters), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "rows": report_rows(page.object_list, request.user.pk),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "filters": filters,
        "narrowed": filters.is_narrowed or not valid,
        "may_manage": can_manage_reports(request.user),
        "unkept": queries.unkept_reports(languages),
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "articles/feedback/queue.html", context)


def _matching(rows: QuerySet[ReaderReport], filters: ReportFilters) -> QuerySet[ReaderReport]:
    """What is wrong in a filter narrows nothing."""
    chosen = filters.cleaned_data
    state = chosen.get("state") or ""
    if state != ALL:
        rows = rows.filter(state__in=[state] if state else ReaderReport.UNSETTLED)
    if language := chosen.get("language"):
        rows = rows.filter(language=language)
    if article := chosen.get("article"):
        rows = rows.filter(title__icontains=article)
    return queries.containing(rows, chosen["words"]) if chosen.get("words") else rows


@require_POST
@reports_view
def spam(request: HttpRequest) -> HttpResponse:
    """Closes the chosen reports as spam."""
    user = user_at(request)
    if not can_manage_reports(user):
        return forbidden(request)
    chosen = {int(pk) for pk in request.POST.getlist("report")[:PER_PAGE] if pk.isdecimal() and len(pk) < 19}
    closed = feedback.close_as_spam(chosen, by=user) if chosen else 0
    if closed:
        sentence = ngettext("%(count)d report was closed as spam.", "%(count)d reports were closed as spam.", closed)
        messages.success(request, sentence % {"count": closed})
    else:
        messages.warning(request, _("Choose the reports that are spam first."))
    return back(request, QUEUE)


@require_POST
@reports_view
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    return _give(request, pk, to_me=True)


@require_POST
@reports_view
def release(request: HttpRequest, pk: int) -> HttpResponse:
    return _give(request, pk, to_me=False)


def _give(request: HttpRequest, pk: int, *, to_me: bool) -> HttpResponse:
    report = get_object_or_404(queries.reports(languages_for(request)), pk=pk)
    user = user_at(request)
    try:
        feedback.assign(report, user if to_me else None, by=user)
    except PermissionDenied:
        return forbidden(request)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return back(request, QUEUE)
    messages.success(request, _("The report is yours.") if to_me else _("Nobody has the report now."))
    return back(request, QUEUE)
