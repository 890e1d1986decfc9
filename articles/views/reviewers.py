"""The pages about reviewers. Every language has them at the same address; what a profile lacks in it is shown in another."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles import queries
from articles.presentation.pages import present_reviewer, present_reviewers


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/pages/reviewers.html", {"view": present_reviewers(request)})


@require_safe
def profile(request: HttpRequest, key: str) -> HttpResponse:
    """404 for a reviewer who is unknown or not published."""
    reviewer = get_object_or_404(queries.public_reviewers(), key=key)
    return render(request, "articles/pages/reviewer.html", {"view": present_reviewer(request, reviewer)})
