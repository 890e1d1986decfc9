"""Who may use the desk, and who may do more there than read. What may be signed is decided by the rules of sign-off."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.models import ArticlePage, User, VocabularyEntry

View = Callable[..., HttpResponse]


def may_use_desk(user: User) -> bool:
    return user.has_perm("articles.view_reviewrequest")


def may_organise(user: User) -> bool:
    """Whether they may give reviews to others and say how urgent they are."""
    return user.has_perm("articles.change_reviewrequest")


def may_take_down(user: User, item: ArticlePage | VocabularyEntry) -> bool:
    if isinstance(item, ArticlePage):
        allowed: bool = item.permissions_for_user(user).can_unpublish()
        return allowed
    return user.has_perm(f"articles.publish_{item._meta.model_name}")


def forbidden(request: HttpRequest) -> HttpResponse:
    """Wagtail would send people to its first page with a message; the status must say it, too."""
    return TemplateResponse(request, "articles/desk/forbidden.html", status=403)


def desk_view(view: View) -> View:
    """A view for those who may use the desk; 403 for everybody else. Its answers are nobody else's to keep."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs) if may_use_desk(request.user) else forbidden(request)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    return guarded
