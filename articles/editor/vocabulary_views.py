"""The views of vocabulary entries: what the gate refuses is kept as a draft, and the person is told what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.snippets.views import snippets

from articles import queries
from articles.models import Disclaimer, SiteSettings, VocabularyEntry
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.models.signing_words import GateError

from .refusals import tell


class DraftUnlessSignedMixin:
    """Publishes what was posted if it is signed, else leaves it as the draft that was saved just before."""

    request: HttpRequest
    action: str
    view_name: str

    def publish_action(self) -> HttpResponse | None:
        try:
            with transaction.atomic():
                response: HttpResponse | None = super().publish_action()  # type: ignore[misc]
                return response
        except GateError as refusal:
            tell(self.request, refusal, saved=True)
            self.action = self.view_name  # what was done, for the message and the way on
            return None


class CreateEntryView(DraftUnlessSignedMixin, snippets.CreateView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An entry begins in the source language, so it takes the right to write in that."""
        if self.model.needs_sign_off and SOURCE_LANGUAGE not in queries.languages_written(request.user):  # type: ignore[arg-type]
            refused: HttpResponse = permission_denied(request)
            return refused
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class EditEntryView(DraftUnlessSignedMixin, snippets.EditView):
    pass


def refuse_deletion(request: HttpRequest, entries: Sequence[Any]) -> HttpResponse | None:
    """Before disclaimers are deleted, one or several: not while anything ends with them. Other entries may always go."""
    used = [entry for entry in entries if isinstance(entry, Disclaimer) and _is_used(entry)] if request.method == "POST" else []
    if not used:
        return None
    for entry in used:
        messages.error(
            request,
            _("“%(title)s” was not deleted: articles end with it, or it is the site’s default. Give them another one first.")
            % {"title": entry},
        )
    return redirect(get_valid_next_url_from_request(request) or _list_of(used[0]))


def _is_used(disclaimer: Disclaimer) -> bool:
    return disclaimer.articles.exists() or SiteSettings.objects.filter(default_disclaimer=disclaimer).exists()


def _list_of(entry: VocabularyEntry) -> str:
    name: str = type(entry).snippet_viewset.get_url_name("list")
    return name
