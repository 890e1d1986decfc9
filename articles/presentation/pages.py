"""Which presentation belongs to which page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from articles.models import ArticlePage, ConditionPage, HomePage

from .article import ArticleView, article_view
from .frame import Frame, frame
from .listings import ConditionView, HomeView, condition_view, home_view


@dataclass(frozen=True, slots=True)
class PageView:
    """All that a template needs: the frame, and the page's own part."""

    frame: Frame
    body: ArticleView | ConditionView | HomeView | None


def present(request: HttpRequest, page: Page | None) -> PageView:
    around = frame(request, page)
    return PageView(frame=around, body=_body(request, page, around))


def _body(request: HttpRequest, page: Any, around: Frame) -> ArticleView | ConditionView | HomeView | None:
    match page:
        case ArticlePage():
            return article_view(page, around)
        case ConditionPage():
            return condition_view(request, page)
        case HomePage():
            return home_view(request, page)
        case _:
            return None
