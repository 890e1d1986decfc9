"""Taking a live text from readers at once, with a reason."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import queries
from articles.models import ArticlePage, User, VocabularyEntry, subject_of
from articles.models.signing_words import ReasonMissingError
from articles.permissions import can_publish_entries, has_right_to_publish, user_at
from articles.presentation.desk.words import language_name
from articles.presentation.languages import language_label
from articles.services import signing

from .access import desk_view, forbidden
from .forms import TakeDownForm

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@desk_view
def take_down_page(request: HttpRequest, pk: int) -> HttpResponse:
    # By the row that all pages share: a number too large for the database is refused there, and not by a parent link.
    page = get_object_or_404(ArticlePage.objects.select_related("locale"), page_ptr__id=pk)
    return _take_down(request, page, page.locale.language_code, page.title, is_live=page.live)


@require_http_methods(_METHODS)
@desk_view
def take_down_entry(request: HttpRequest, subject: str, language: str) -> HttpResponse:
    """One language of a vocabulary entry; the others stay."""
    entry = queries.entry_of(subject)
    if entry is None or language not in dict(settings.LANGUAGES):
        raise Http404
    text = entry.localized(entry.title_field, language)
    is_live = entry.live and language in entry.signed_languages
    return _take_down(request, entry, language, text.text if text else entry.key, is_live=is_live)


def _may_take_down(user: User, item: ArticlePage | VocabularyEntry) -> bool:
    """Asked of what is not live, too: whoever could not take it down need not learn what it is called."""
    return has_right_to_publish(user, item) if isinstance(item, ArticlePage) else can_publish_entries(user, type(item))


def _take_down(
    request: HttpRequest, item: ArticlePage | VocabularyEntry, language: str, title: str, *, is_live: bool
) -> HttpResponse:
    user = user_at(request)
    if not _may_take_down(user, item):
        return forbidden(request)
    history = reverse("review_desk:history", args=[subject_of(item), language])
    form = TakeDownForm(request.POST or None) if is_live else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            signing.take_down(item, language, by=user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.refuse(error, "reason" if isinstance(error, ReasonMissingError) else None)
        else:
            messages.success(request, _("“%(title)s” is no longer public.") % {"title": title})
            return HttpResponseRedirect(history)
    context = {
        "title": title,
        "label": language_label(language),
        "language": language_name(language),
        "form": form,
        "complaints": form.complaints if form and form.is_bound else [],
        "history": history,
    }
    return TemplateResponse(request, "articles/desk/take_down.html", context)
