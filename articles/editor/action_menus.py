"""The buttons below the editor's forms: none that would be refused, and the next step of a review in its place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import action_menu as pages
from wagtail.snippets import action_menu as snippets

from articles.models import ArticlePage, ConditionPage, VocabularyEntry
from articles.models.signing_words import GateError
from articles.permissions import can_see_desk
from articles.services import entry_gate, gate


class SubmitForReviewMenuItem(pages.SubmitForModerationMenuItem):
    """Wagtail's, in the words of what happens then."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "label": _("Submit for medical review")}


class ReviewDeskMenuItem(pages.ActionMenuItem):
    name = "review-desk"
    label = _("See it on the review desk")
    icon_name = "check"

    def get_url(self, parent_context: Any) -> str:
        return reverse("review_desk:queue")


class TakeDownMenuItem(pages.UnpublishMenuItem):
    """In place of “Unpublish”, which asks for no reason."""

    name = "take-down"
    label = _("Take down…")

    def get_url(self, context: Any) -> str:
        return reverse("review_desk:take_down_page", args=[context["page"].pk])


class SaveForReviewMenuItem(snippets.SaveMenuItem):
    """Entries of the vocabulary wait for review as soon as they are saved."""

    template_name = "articles/editor/save_for_review.html"


# --- Articles --------------------------------------------------------------------------------------------------------


def of_article(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """The first button is what moves the article on: publish what is signed, submit what is complete, else save."""
    if not _is_about_an_article(context):
        return
    page, view = context.get("page"), context["view"]
    _replace(menu_items, pages.UnpublishMenuItem, TakeDownMenuItem())
    _replace(menu_items, pages.SubmitForModerationMenuItem, SubmitForReviewMenuItem())
    if view == "create" or page is None:
        return  # nothing was saved yet that could be reviewed
    if page.workflow_in_progress and can_see_desk(request.user):
        menu_items.insert(1, ReviewDeskMenuItem())
    refusal = gate.refusal_of(page)
    if refusal is not None:
        _remove(menu_items, pages.PublishMenuItem)
    if refusal is None and page.has_unpublished_changes:
        _bring_first(menu_items, pages.PublishMenuItem)
    elif isinstance(refusal, GateError):  # complete, and not signed
        _bring_first(menu_items, SubmitForReviewMenuItem)


def _is_about_an_article(context: dict[str, Any]) -> bool:
    if context["view"] == "create":
        return context["parent_page"].specific_class is ConditionPage  # which holds nothing else
    return isinstance(context.get("page"), ArticlePage)


# --- Vocabulary ------------------------------------------------------------------------------------------------------


def of_entry(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Saving is submitting; publishing is offered where it would work, which is rare: what is signed goes live by itself."""
    model = context["model"]
    if not issubclass(model, VocabularyEntry) or not model.needs_sign_off:
        return
    _replace(menu_items, snippets.SaveMenuItem, SaveForReviewMenuItem())
    instance = context.get("instance")
    if instance is None or context["view"] == "create" or entry_gate.refusal_of_entry(instance) is not None:
        _remove(menu_items, snippets.PublishMenuItem)


# --- Lists of buttons ------------------------------------------------------------------------------------------------


def _remove(menu_items: list[Any], kind: type[Any]) -> None:
    menu_items[:] = [item for item in menu_items if not isinstance(item, kind)]


def _replace(menu_items: list[Any], kind: type[Any], by: Any) -> None:
    menu_items[:] = [by if type(item) is kind else item for item in menu_items]


def _bring_first(menu_items: list[Any], kind: type[Any]) -> None:
    menu_items.sort(key=lambda item: not isinstance(item, kind))
