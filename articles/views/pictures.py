"""The address of the picture that stands for an article where its link is shared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from articles import queries
from articles.models import ArticlePage, SiteSettings
from articles.presentation.sharing import PICTURE_PART
from articles.services.share_picture import SharePicture

Serve = Callable[[Page, HttpRequest, Any, dict[str, Any]], HttpResponse]


def serve_picture(serve: Serve) -> Serve:
    """In the chain of what serves a page (Wagtail's hook `on_serve_page`), inside the link that asks whether it is private."""

    def inner(page: Page, request: HttpRequest, args: Any, kwargs: dict[str, Any]) -> HttpResponse:
        if isinstance(page, ArticlePage) and kwargs.get("part") == PICTURE_PART:
            return _picture(request, page)
        return serve(page, request, args, kwargs)

    return inner


@require_safe
def _picture(request: HttpRequest, page: ArticlePage) -> HttpResponse:
    """404 for an edition that not every reader may open."""
    if not queries.public_pages(ArticlePage.objects.filter(pk=page.pk)).exists():
        raise Http404
    settings = SiteSettings.stored(Site.find_for_request(request))
    picture = SharePicture(page.title, page.locale.language_code, bool(settings and settings.demonstration))
    etag = f'"{picture.digest}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(picture.png(page.pk), content_type="image/png")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # made to be shown by others
    return response
