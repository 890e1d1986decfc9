"""In place of Wagtail's “unpublish”: whoever takes something from readers says why, on the review desk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.snippets.views import snippets

from articles import queries
from articles.models import ArticlePage, VocabularyEntry, subject_of


class UnpublishPageView(UnpublishView):
    """Wagtail's for pages without words of their own to sign; an article is taken down."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().dispatch(request, *args, **kwargs) if self._goes_on(request) else self._refuse()
        return response

    def _goes_on(self, request: HttpRequest) -> bool:
        return not isinstance(self.object, ArticlePage) and not self._would_take_articles_along(request)

    def _would_take_articles_along(self, request: HttpRequest) -> bool:
        return bool(request.POST.get("include_descendants")) and queries.live_articles_below(self.object).exists()

    def _refuse(self) -> HttpResponse:
        if isinstance(self.object, ArticlePage):
            return redirect("review_desk:take_down_page", self.object.pk)
        messages.error(
            self.request,
            _("“%(title)s” was left as it was. Take down its articles first, each with its reason.")
            % {"title": self.object.title},
        )
        return redirect("wagtailadmin_explore", self.object.pk)


class UnpublishEntryView(snippets.UnpublishView):
    """Wagtail's for reviewers' profiles; what was signed is taken down, language by language."""

    template = "articles/editor/take_down_languages.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entry: VocabularyEntry = self.object
        if not entry.needs_sign_off or not self.user_has_permission("publish"):
            response: HttpResponse = super().dispatch(request, *args, **kwargs)
            return response
        choices = [(name, _address(entry, code)) for code, name in settings.LANGUAGES if code in entry.signed_languages]
        if len(choices) == 1:
            return redirect(choices[0][1])
        return TemplateResponse(request, self.template, {"entry": entry, "choices": choices if entry.live else []})


def _address(entry: VocabularyEntry, language: str) -> str:
    return reverse("review_desk:take_down_entry", args=[subject_of(entry), language])
