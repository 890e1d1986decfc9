"""The page exactly as readers will see it, for the frame on the review screen and for translators of a source."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from articles.models import ArticlePage, ReviewRequest, reviewed_edition
from articles.models.reviewed import SOURCE_LANGUAGE

from .access import desk_view


@require_safe
@desk_view
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest draft, if it is still the one on the screen around the frame; what is signed must be what was read."""
    item = get_object_or_404(ReviewRequest.objects.select_related("page").exclude(page=None), pk=pk)
    draft = item.page.get_latest_revision_as_object()  # type: ignore[union-attr]  # there is one, by the filter
    if reviewed_edition(draft).digest != request.GET.get("digest"):
        return TemplateResponse(request, "articles/desk/preview_changed.html", status=409)
    return _as_readers_see_it(request, draft)


@require_safe
@desk_view
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest draft of a source edition, for whoever translates it and may not edit it."""
    page = get_object_or_404(ArticlePage, id=pk, locale__language_code=SOURCE_LANGUAGE)
    return _as_readers_see_it(request, page.get_latest_revision_as_object())


def _as_readers_see_it(request: HttpRequest, draft: Any) -> HttpResponse:
    response: HttpResponse = draft.make_preview_request(
        request, draft.default_preview_mode, extra_request_attrs={"as_readers_see_it": True}
    )
    return response
