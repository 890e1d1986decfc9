"""Previews of an article besides the usual one: on paper, as a leaflet, and its editions in other languages."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from articles import queries
from articles.domain.paper import on_paper
from articles.models import ArticlePage
from articles.models.previews import Previews, Usual
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.permissions import can_see_desk
from articles.presentation.languages import language_label
from articles.presentation.leaflet import Mark
from articles.presentation.review import review_facts
from articles.services.leaflets import can_print
from articles.views.leaflet import printed_draft

PAPER: Final = "paper"
LEAFLET: Final = "leaflet"
_EDITION: Final = "edition-"
_STYLE_SHEET: Final = re.compile(r'<link\b[^>]*\brel="stylesheet"[^>]*>')
_HREF: Final = re.compile(r'(?<=\bhref=")[^"]*')


class ArticlePreviews(Previews):
    def modes(self, page: ArticlePage) -> list[tuple[str, Any]]:
        """One query."""
        written = queries.languages_of(page)
        return [
            (PAPER, _("Printed")),
            *([(LEAFLET, _("As a leaflet (PDF)"))] if can_print() else []),
            *((f"{_EDITION}{code}", _edition_name(code, name)) for code, name in settings.LANGUAGES if code in written),
        ]

    def show(self, request: HttpRequest, page: ArticlePage, mode: str, usual: Usual) -> HttpResponse:
        if mode == PAPER:
            return _on_paper(usual(request, ""))
        if mode == LEAFLET and can_print():
            return _leaflet(request, page)
        if mode.startswith(_EDITION):
            return _edition(request, page, mode.removeprefix(_EDITION))
        return usual(request, "")


def register() -> None:
    """Gives articles their previews, which they cannot import: they are below."""
    ArticlePage.more_previews = ArticlePreviews()


def _edition_name(code: str, name: Any) -> str:
    return f"{name} · {language_label(code).endonym}"


def _leaflet(request: HttpRequest, page: ArticlePage) -> HttpResponse:
    """In the panel within a page: a browser that does not show PDF itself would download one with every change."""
    mark = _mark(request, page)
    asked_at = getattr(request, "asked_at", "")
    if not (asked_at and getattr(request, "in_preview_panel", False)):
        return printed_draft(request, page, mark)
    context = {"language": mark.language, "address": f"{asked_at}?mode={LEAFLET}"}
    with override(mark.language.code):
        return HttpResponse(render_to_string("articles/editor/leaflet_preview.html", context))


def _mark(request: HttpRequest, page: ArticlePage) -> Mark:
    """In the language of whoever looks. Words that are signed are a draft, too, but not an unread one."""
    code = getattr(request, "interface_language", None) or settings.LANGUAGE_CODE
    with override(code):
        sentence = _("Draft: not reviewed") if review_facts(page) is None else _("Preview of a signed text")
        return Mark(str(sentence), language_label(code))


def _edition(request: HttpRequest, page: ArticlePage, language: str) -> HttpResponse:
    """Its latest draft for those who may read that, else what its readers see."""
    editions = ArticlePage.objects.filter(translation_key=page.translation_key, alias_of=None)
    edition = editions.filter(locale__language_code=language).first()
    if edition is None:
        raise Http404
    if _may_read_draft(request.user, edition, language):
        edition = edition.get_latest_revision_as_object()
    elif not queries.public_pages(editions.filter(pk=edition.pk)).exists():
        raise PermissionDenied
    passed_on = ("in_preview_panel", "interface_language")
    attributes = {name: getattr(request, name) for name in passed_on if hasattr(request, name)}
    response: HttpResponse = edition.make_preview_request(request, "", attributes)
    return response


def _may_read_draft(user: Any, edition: ArticlePage, language: str) -> bool:
    """Whoever translates reads every source."""
    return edition.permissions_for_user(user).can_edit() or (language == SOURCE_LANGUAGE and can_see_desk(user))


# --- The site's own style sheets, as on paper --------------------------------------------------------------------------


def print_style_urls() -> list[URLPattern]:
    return [path("print-style/", print_style, name="print_style")]


@require_safe
def print_style(request: HttpRequest) -> HttpResponse:
    """A style sheet of the site with its rules for paper in force. 404 for whatever is none."""
    name = request.GET.get("file", "")
    css = on_paper(_style_sheet(name), f"{settings.STATIC_URL}{name}")
    return HttpResponse(css, content_type="text/css; charset=utf-8")


def _style_sheet(name: str) -> str:
    """From where it was collected, else from where it was written."""
    if not name.endswith(".css"):
        raise Http404
    try:
        if found := finders.find(name):
            with open(found, encoding="utf-8") as file:  # noqa: PTH123 - a path that Django's finder vouches for
                return file.read()
        with staticfiles_storage.open(name) as file:
            return str(file.read(), "utf-8")
    except (OSError, SuspiciousOperation, ValueError) as error:
        raise Http404 from error


def _on_paper(response: Any) -> HttpResponse:
    if hasattr(response, "render"):
        response.render()
    response.content = _STYLE_SHEET.sub(_for_paper, response.content.decode())
    answer: HttpResponse = response
    return answer


def _for_paper(link: re.Match[str]) -> str:
    """A link to the same style sheet, by way of `print_style`. One that is only for print holds as it is."""
    tag = link[0]
    if 'media="print"' in tag:
        return tag.replace('media="print"', 'media="all"')
    href = _HREF.search(tag)
    if href is None or not unescape(href[0]).startswith(settings.STATIC_URL):
        return tag
    name = unescape(href[0]).removeprefix(settings.STATIC_URL).partition("?")[0]
    return _HREF.sub(escape(f"{reverse('print_style')}?file={quote(name)}"), tag)
