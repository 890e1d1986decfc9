"""The language matrix: which text is where in which language, and asking for many translations at once."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from articles import queries
from articles.editor.desk.access import for_those_who
from articles.models import User
from articles.permissions import can_request_translations
from articles.presentation.matrix import columns, row_views
from articles.presentation.matrix_table import table
from articles.presentation.translation_words import kind_names
from articles.queries.matrix import ARTICLES, KINDS, Row
from articles.queries.matrix import matrix as all_rows
from articles.queries.matrix_texts import Conditions, conditions
from articles.services import translation_requests

from .access import translating_view, viewer_at
from .filters import MatrixFilters
from .forms import MOST, RequestForm


class Screen:
    """What was asked for, by the address."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        kind = request.GET.get("kind", ARTICLES)
        self.kind = kind if kind in KINDS else ARTICLES
        self.conditions: Conditions = conditions() if self.kind == ARTICLES else Conditions({}, {})
        self.filters = MatrixFilters(request.GET, conditions=self.conditions.names)
        self.is_valid = self.filters.is_valid()

    @cached_property
    def rows(self) -> list[Row]:
        """All rows that match, of all pages. Seven queries."""
        chosen = self.filters
        found = all_rows(
            self.kind,
            self.conditions,
            title=chosen.text("title"),
            condition=chosen.text("condition"),
            languages=chosen.languages,
        )
        return [row for row in found if chosen.match(row, self.request.user.pk)]


@require_safe
@translating_view
def matrix(request: HttpRequest) -> HttpResponse:
    """Twelve queries beside Wagtail's own, however many texts and languages there are."""
    screen = Screen(request)
    form = RequestForm(writers=queries.writers()) if can_request_translations(request.user) else None
    return _show(screen, form)


def _show(screen: Screen, form: RequestForm | None) -> HttpResponse:
    request = screen.request
    page = Paginator(screen.rows, MOST).get_page(request.GET.get("p"))
    context = {
        "rows": row_views(page.object_list, screen.conditions.names, viewer_at(request)),
        "columns": columns(screen.rows, screen.filters.languages),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "tabs": _tabs(screen.kind),
        "kind": screen.kind,
        "filters": screen.filters,
        "narrowed": screen.filters.is_narrowed or not screen.is_valid,
        "form": form,
        "chosen": form.chosen if form else [],
        "complaints": form.complaints if form and form.is_bound else [],
        "asked_for": request.GET.urlencode(),
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "articles/translating/matrix.html", context)


def _tabs(current: str) -> list[dict[str, Any]]:
    return [{"label": name, "address": f"?kind={kind}", "current": kind == current} for kind, name in kind_names().items()]


# --- Asking ----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(can_request_translations)
def ask(request: HttpRequest) -> HttpResponse:
    """Asks for what was ticked. What is wrong comes back with the table, and with everything that was filled in; the links on
    that screen, to its other pages and filters, lead to the matrix."""
    if request.method != "POST":
        return _to_matrix(request)
    screen = Screen(request)
    everything = all_rows(screen.kind, screen.conditions)
    form = RequestForm(request.POST, writers=queries.writers(), rows={row.subject: row for row in everything})
    if not form.is_valid():
        return _show(screen, form)
    languages = form.cleaned_data["languages"]
    wanted = {
        language: [row for row in form.rows if row.has_source and not row.cells[language].standing.is_in_step]
        for language in languages
    }
    try:
        count = _request(form, wanted, request.user)  # type: ignore[arg-type]
    except ValidationError as error:
        form.refuse(error, getattr(error, "code", None))
        return _show(screen, form)
    _report(request, form.rows, languages, count)
    return _to_matrix(request)


def _to_matrix(request: HttpRequest) -> HttpResponse:
    """With the same filters."""
    return HttpResponseRedirect(f"{reverse('translations:matrix')}?{request.GET.urlencode()}")


def _request(form: RequestForm, wanted: dict[str, list[Row]], by: User) -> int:
    due = form.cleaned_data["due"]
    with transaction.atomic():
        return sum(
            translation_requests.ask({row.subject: row.title for row in rows}, [language], by=by, due=due, assignee=form.person)
            for language, rows in wanted.items()
        )


def _report(request: HttpRequest, rows: Iterable[Row], languages: list[str], count: int) -> None:
    """Says how many were asked for, and which were not."""
    rows = list(rows)
    in_step = sum(row.cells[language].standing.is_in_step for row in rows for language in languages)
    without_source = sum(not row.has_source for row in rows)
    said = []
    if count:
        said.append(ngettext("%(count)d translation was asked for.", "%(count)d translations were asked for.", count))
    if in_step:
        said.append(ngettext("%(in_step)d was in step already.", "%(in_step)d were in step already.", in_step))
    if without_source:
        sentence = ngettext(
            "%(without_source)d text has no source to translate from.",
            "%(without_source)d texts have no source to translate from.",
            without_source,
        )
        said.append(sentence)
    text = " ".join(said) % {"count": count, "in_step": in_step, "without_source": without_source}
    (messages.success if count else messages.warning)(request, text)


# --- Taking it along -------------------------------------------------------------------------------------------------


@require_safe
@translating_view
def export(request: HttpRequest) -> HttpResponse:
    """The rows of all pages as CSV in UTF-8, with the mark by which spreadsheets recognise it."""
    screen = Screen(request)
    name = f"translations-{screen.kind}-{timezone.localdate().isoformat()}.csv"
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers={"X-Content-Type-Options": "nosniff"})
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    csv.writer(response).writerows(table(screen.rows, screen.conditions.names, screen.filters.languages))
    return response
