"""What the translator's editor asks for while somebody writes, under `/admin/translation/`."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import include, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles.domain.basis import COMPARED
from articles.models import ArticlePage
from articles.models.forms import ArticlePageForm
from articles.presentation.translating.findings import WHOLE
from articles.presentation.translating.screen import live_findings, translation_screen

#: What Wagtail's fields raise when what is posted is no form of theirs.
_NOT_A_FORM = (KeyError, ValueError, TypeError, IndexError, AttributeError)


@never_cache
@require_POST
def checks(request: HttpRequest, pk: int) -> HttpResponse:
    """What the automatic checks find in the form as it was posted. Nothing of it is kept."""
    form = _posted_form(request, _draft(request, pk))
    if form is None or (wrong := _what_is_wrong(form)):
        sentence = wrong if form else _("The form could not be read. Open the page again.")
        return HttpResponse(sentence, status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
    form.state()
    found = live_findings(form.instance)
    sections = [(section, found.get(section, [])) for section in COMPARED]
    context = {"form": form, "sections": sections, "whole": found.get(WHOLE, [])}
    return TemplateResponse(request, "articles/editor/translating/checks.html", context)


@never_cache
@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole source of a translation, with what changed in it since, for those who may not open its editor."""
    draft = _draft(request, pk)
    context = {"screen": translation_screen(draft), "draft": draft}
    return TemplateResponse(request, "articles/editor/translating/source.html", context)


def _draft(request: HttpRequest, pk: int) -> ArticlePage:
    page = get_object_or_404(ArticlePage.objects.select_related("locale"), id=pk)
    draft: ArticlePage = page.get_latest_revision_as_object()
    if not draft.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return draft


def _posted_form(request: HttpRequest, draft: ArticlePage) -> ArticlePageForm | None:
    """The form, with the draft as it was posted. None where that was no form of a translation."""
    form_class = draft.get_edit_handler().get_form_class()
    try:
        form: ArticlePageForm = form_class(
            request.POST, instance=draft, parent_page=draft.get_parent().specific, for_user=request.user
        )
        form.defer_required_fields()
        form.is_valid()
    except _NOT_A_FORM:
        return None
    return form if form.is_translation else None


def _what_is_wrong(form: ArticlePageForm) -> str:
    """The first field of the article that is wrong, and why. A declaration that is not finished keeps nobody from checking."""
    for name, errors in form.errors.items():
        if name not in form.beside:
            label = form[name].label if name in form.fields else _("The form")
            return _("The checks wait until this is put right. “%(field)s”: %(error)s") % {
                "field": label,
                "error": " ".join(str(error) for error in errors),
            }
    return ""


def translation_editor_urls() -> list[object]:
    """What Wagtail's `register_admin_urls` asks for."""
    addresses = [
        path("<int:pk>/checks/", checks, name="checks"),
        path("<int:pk>/source/", source, name="source"),
    ]
    return [path("translation/", include((addresses, "translation_editor")))]
