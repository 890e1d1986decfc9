"""The glossary of each language. A language has its own terms, and none that are signed in another one only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.presentation.pages import present_glossary


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/pages/glossary.html", {"view": present_glossary(request)})
