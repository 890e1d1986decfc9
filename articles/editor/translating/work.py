"""The translators' list: what they are asked for, and beginning it."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from articles import queries
from articles.editor.desk.access import back, forbidden
from articles.models import ArticlePage
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.models.translation_words import TranslationError
from articles.permissions import can_translate_into, user_at
from articles.presentation.desk.words import language_name
from articles.presentation.translation_work import task_views
from articles.queries.translation_work import open_tasks
from articles.services import translations

from .access import translating_view, viewer_at

PER_PAGE = 50


@require_safe
@translating_view
def work(request: HttpRequest) -> HttpResponse:
    """What is asked for in the languages that the person writes. Seven queries beside Wagtail's own."""
    viewer, person = viewer_at(request), request.user.pk
    page = Paginator(open_tasks(viewer.written, person), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "tasks": task_views(page.object_list, viewer, person),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "languages": [language_name(code) for code, _name in settings.LANGUAGES if code in viewer.written],
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "articles/translating/work.html", context)


@require_POST
@translating_view
def start(request: HttpRequest, subject: str, language: str) -> HttpResponse:
    """Makes the draft of a translation, and opens it."""
    user = user_at(request)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    if not can_translate_into(user, language):
        return forbidden(request)
    source = queries.edition_of(subject, SOURCE_LANGUAGE)
    if source is None:
        raise Http404
    try:
        edition = translations.start(source, language, by=user, ahead=bool(request.POST.get("ahead")))
    except TranslationError as error:
        return _refused(request, error, source)
    messages.success(
        request,
        _("The draft of “%(title)s” in %(language)s is yours to write.")
        % {"title": source.title, "language": language_name(language)},
    )
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[edition.pk]))


def _refused(request: HttpRequest, error: TranslationError, source: ArticlePage) -> HttpResponse:
    """Says why on the screen that the button was on, with the way out where a page above is missing."""
    buttons = []
    if error.code == "no_place" and request.user.has_perm("simple_translation.submit_translation"):
        address = reverse("simple_translation:submit_page_translation", args=[source.get_parent().pk])
        buttons = [messages.button(address, _("Translate the page above it"))]
    messages.error(request, " ".join(error.messages), buttons=buttons)
    return back(request, "translations:work")
