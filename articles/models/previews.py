"""What previews of an article there are besides the usual one. They are made above the models, which only ask for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from .article import ArticlePage

Usual = Callable[[HttpRequest, str], HttpResponse]


class Previews:
    """The usual preview alone."""

    def modes(self, page: ArticlePage) -> list[tuple[str, Any]]:
        """Their names, each with what editors call it, behind the usual one's."""
        return []

    def show(self, request: HttpRequest, page: ArticlePage, mode: str, usual: Usual) -> HttpResponse:
        return usual(request, mode)
