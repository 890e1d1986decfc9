"""Search and A to Z: ways to an answer for readers who do not know where it stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.presentation.pages import present_a_z, present_search


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was asked stands in the address. Nothing of it is kept."""
    return render(request, "articles/pages/search.html", {"view": present_search(request)})


@require_safe
def a_z(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/pages/a_z.html", {"view": present_a_z(request)})
