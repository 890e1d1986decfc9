"""Wagtail's own page views, made polite: where the gate would refuse, the person is told before anything is tried."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from articles.models import ArticlePage, ConditionPage, InformationPage
from articles.services import gate

from .refusals import tell


def refuse_publication(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before the draft that was just saved is published, or scheduled: back to it, unless exactly it is signed.

    Wagtail would take an earlier revision off its timetable before the gate gets to see this one.
    """
    if not isinstance(page, ArticlePage) or (refusal := gate.refusal_of(page)) is None:
        return None
    tell(request, refusal, saved=True)
    return redirect("wagtailadmin_pages:edit", page.pk)


def say_that_it_is_a_draft(request: HttpRequest, page: Page) -> None:
    """After a save that was meant to publish or to approve, of which Wagtail kept a draft: says that nothing else happened."""
    if not isinstance(page, ArticlePage):
        return
    if request.POST.get("action-workflow-action"):
        messages.error(request, _("A review ends on the review desk, and nowhere else. What you wrote is saved as a draft."))
    if request.POST.get("action-publish") and (refusal := gate.refusal_of(page)):
        tell(request, refusal, saved=True)


def refuse_other_language(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Before a move: a page, with those below it, stays in its language."""
    if not isinstance(page, ArticlePage | ConditionPage | InformationPage) or page.locale_id == destination.locale_id:
        return None
    messages.error(
        request,
        _(
            "“%(title)s” was not moved. It stays under the home page of its own language. To bring it to readers of another one, translate it."
        )
        % {"title": page.title},
    )
    return redirect("wagtailadmin_pages:move", page.pk)
