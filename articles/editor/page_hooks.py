"""Wagtail's own page views, made polite: where the gate would refuse, the person is told before anything is tried."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Page

from articles import queries
from articles.models import ArticlePage, ConditionPage, HomePage, InformationPage, reviewed_edition
from articles.models.signing_words import GateError
from articles.models.unsigned import CONFIRMED
from articles.permissions import user_at
from articles.presentation.review import review_facts
from articles.services import gate, unsigned_gate

from .refusals import tell


def refuse_publication(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before the draft that was just saved is published, or scheduled: back to it, unless exactly it is signed.

    Wagtail would take an earlier revision off its timetable before the gate gets to see this one.
    """
    if not isinstance(page, ArticlePage) or (refusal := gate.refusal_of(page)) is None:
        return None
    tell(request, refusal, saved=True)
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before an article that readers have is deleted: to where it is taken down, with a reason."""
    try:
        if isinstance(page, ArticlePage):
            gate.guard_deletion(page)
    except GateError as refusal:
        tell(request, refusal)
        return redirect("review_desk:take_down_page", page.pk)
    return None


def say_that_it_is_a_draft(request: HttpRequest, page: Page) -> None:
    """After a save that was meant to publish or to approve, of which Wagtail kept a draft: says that nothing else happened."""
    if not isinstance(page, ArticlePage):
        return
    if request.POST.get("action-workflow-action"):
        messages.error(request, _("A review ends on the review desk, and nowhere else. What you wrote is saved as a draft."))
    if request.POST.get("action-publish") and (refusal := gate.refusal_of(page)):
        tell(request, refusal, saved=True)


def say_that_nothing_changed(request: HttpRequest, page: Page) -> None:
    """After a submission of words that are signed already: that it asks for a renewal of their review, and when that is due."""
    if not isinstance(page, ArticlePage) or not request.POST.get("action-submit"):
        return
    draft = page.get_latest_revision_as_object()
    if not queries.review_state(reviewed_edition(draft)).at_hand.is_renewal:
        return
    facts = review_facts(draft)
    due = facts.next_due if facts else None
    nothing = _("Nothing in “%(title)s” has changed since it was signed, so its reviewers are asked to renew their review.")
    when = _("The next review of the whole article is due on %(day)s.") if due else _("A review of the whole article is due.")
    otherwise = _("If you wanted to change something first, cancel the review.")
    names = {"title": page.title, "day": date_format(due, "DATE_FORMAT") if due else ""}
    messages.warning(request, f"{nothing} {when} {otherwise}" % names)


def keep_who_answers(request: HttpRequest, page: Page) -> None:
    """After a publication of unsigned words with names of conditions: who stated that they say nothing about health."""
    if isinstance(page, HomePage | InformationPage) and request.POST.get("action-publish") and request.POST.get(CONFIRMED):
        unsigned_gate.confirmed(page, user_at(request))


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


def register_log_actions(actions: Any) -> None:
    actions.register_action(
        unsigned_gate.CONFIRM,
        gettext_lazy("State that it says nothing about health"),
        gettext_lazy("Somebody stated that it says nothing about health"),
    )
