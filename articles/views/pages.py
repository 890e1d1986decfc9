"""Pages of the tree, found with two queries."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from articles import queries
from articles.models import HomePage
from articles.models.home import DEEPEST, pages_along, whole


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's view. Its router asks for the site, the language, the home page in it and what that is, one after the other;
    here the site's query has told where the home page is, and one more finds it with all on the way to the address."""
    site = queries.readers_site(request)
    if site.home:
        request._wagtail_route_for_request = _route(request, site.home, path)  # type: ignore[attr-defined]
    response: HttpResponse = wagtail_serve(request, path)
    return response


def _route(request: HttpRequest, home_path: str, path: str) -> RouteResult | None:
    components = [part for part in path.split("/") if part]
    if len(components) > DEEPEST:
        return None
    along: list[Page] = pages_along(home_path, components)
    home = whole(along[0]) if along else None
    if not isinstance(home, HomePage):
        return None
    try:
        return home.route_along(request, components, along) if components else home.route(request, [])
    except Http404:
        return None
