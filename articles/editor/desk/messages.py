"""A person's messages about texts, in the admin."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from articles.models import Notice
from articles.presentation.desk.notices import notice_views
from articles.queries import desk

from .access import desk_view

PER_PAGE = 30


@require_safe
@desk_view
def messages(request: HttpRequest) -> HttpResponse:
    """Unread first. Looking at them marks none as read."""
    page = Paginator(desk.notices(request.user), PER_PAGE).get_page(request.GET.get("p"))  # type: ignore[arg-type]
    context = {
        "notices": notice_views(page.object_list),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "unread": desk.unread_notices(request.user),  # type: ignore[arg-type]
    }
    return TemplateResponse(request, "articles/desk/messages.html", context)


@require_POST
@desk_view
def mark_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks one of one's own messages as read."""
    notice = get_object_or_404(Notice, pk=pk, user=request.user)
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return HttpResponseRedirect(reverse("review_desk:messages"))


@require_POST
@desk_view
def mark_all_read(request: HttpRequest) -> HttpResponse:
    Notice.objects.filter(user=request.user.pk, read_at__isnull=True).update(read_at=timezone.now())
    return HttpResponseRedirect(reverse("review_desk:messages"))
