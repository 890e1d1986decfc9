"""Addresses of the review desk, under /admin/review-desk/."""

from __future__ import annotations

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import include, path


def _not_built(request: HttpRequest, **_kwargs: object) -> NoReturn:
    raise Http404


_patterns = [
    path("", _not_built, name="queue"),
    path("text/<int:pk>/", _not_built, name="text"),
    path("history/<str:subject>/<str:language>/", _not_built, name="history"),
    path("take-down/page/<int:pk>/", _not_built, name="take_down_page"),
    path("take-down/entry/<str:subject>/<str:language>/", _not_built, name="take_down_entry"),
    path("messages/", _not_built, name="messages"),
]

urlpatterns = [path("review-desk/", include((_patterns, "review_desk")))]
