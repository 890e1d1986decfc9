"""Which presentation belongs to which page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from articles.models import ArticlePage, ConditionPage, HomePage, InformationPage, ReviewerProfile

from .a_z import AToZView, a_z_view
from .article import ArticleView, article_view
from .frame import Crumb, Frame, address_in, frame, frame_of_view, of_number
from .glossary import GlossaryView, glossary_view
from .history import HistoryView, history_view
from .information import InformationView, information_view
from .listings import ConditionView, HomeView, condition_view, home_view
from .reviewer import ReviewersView, ReviewerView, reviewer_view, reviewers_view
from .search import SearchView, search_view

Body = (
    AToZView
    | ArticleView
    | ConditionView
    | GlossaryView
    | HistoryView
    | HomeView
    | InformationView
    | ReviewerView
    | ReviewersView
    | SearchView
)


@dataclass(frozen=True, slots=True)
class PageView:
    """All that a template needs: the frame, and the page's own part."""

    frame: Frame
    body: Body | None


def present(request: HttpRequest, page: Page | None, part: str = "") -> PageView:
    """A page, or a part of it that has an address of its own."""
    around = frame(request, page, f"{part}/" if part else "")
    with override(around.content.code):
        body = _body(request, page, part, replace(around, language=around.content))
    return _numbered(PageView(frame=around, body=body))


def present_reviewers(request: HttpRequest) -> PageView:
    around = frame_of_view(request, "reviewers", _("Our reviewers"))
    return PageView(frame=around, body=reviewers_view(around.language.code))


def present_reviewer(request: HttpRequest, profile: ReviewerProfile) -> PageView:
    around = frame_of_view(request, "reviewer", str(profile), key=profile.key)
    crumb = Crumb(_("Our reviewers"), address_in(around.language.code, "reviewers"))
    around = replace(around, crumbs=[*around.crumbs, crumb])
    return _numbered(PageView(frame=around, body=reviewer_view(request, profile, around.language.code)))


def present_glossary(request: HttpRequest) -> PageView:
    around = frame_of_view(request, "glossary", _("Glossary"))
    return PageView(frame=around, body=glossary_view(request, around.language.code))


def present_search(request: HttpRequest) -> PageView:
    """Results are no page of the site: no search engine is to list them, and no other language has them."""
    around = frame_of_view(request, "search", _("Search"))
    view = search_view(request, around.language.code)
    return PageView(frame=replace(around, canonical="", x_default="") if view.query else around, body=view)


def present_a_z(request: HttpRequest) -> PageView:
    around = frame_of_view(request, "a_z", _("A to Z"))
    return PageView(frame=around, body=a_z_view(request, around.language.code))


def _body(request: HttpRequest, page: Any, part: str, around: Frame) -> Body | None:
    match page, part:
        case ArticlePage(), "history":
            return history_view(request, page)
        case ArticlePage(), _:
            return article_view(page, around)
        case ConditionPage(), _:
            return condition_view(request, page)
        case HomePage(), _:
            return home_view(request, page)
        case InformationPage(), _:
            return information_view(page, around.loaded.near)
        case _:
            return None


def _numbered(view: PageView) -> PageView:
    match view.body:
        case HistoryView(paging=paging) | ReviewerView(paging=paging):
            return replace(view, frame=of_number(view.frame, paging.number))
        case _:
            return view
