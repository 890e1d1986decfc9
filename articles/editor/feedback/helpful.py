"""What readers find helpful, by edition and section."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from articles.models import HelpfulCount
from articles.presentation.reader_reports import ENOUGH_VOTES, helpful_rows
from articles.queries import feedback as queries

from .access import languages_for, reports_view
from .forms import HelpfulFilters

PER_PAGE = 50


@require_safe
@reports_view
def helpful(request: HttpRequest) -> HttpResponse:
    """Least helpful first. One query beside Wagtail's own and those of `languages_for`."""
    languages = languages_for(request)
    filters = HelpfulFilters(request.GET, languages=languages)
    valid = filters.is_valid()
    counts = queries.in_languages(HelpfulCount.objects.all(), languages)
    if language := filters.cleaned_data.get("language"):
        counts = counts.filter(language=language)
    if article := filters.cleaned_data.get("article"):
        counts = counts.filter(title__icontains=article)
    page = Paginator(helpful_rows(queries.helped(counts)), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "rows": page.object_list,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "filters": filters,
        "narrowed": filters.is_narrowed or not valid,
        "enough": ENOUGH_VOTES,
    }
    return TemplateResponse(request, "articles/feedback/helpful.html", context)
