"""Work outside the CMS, in Wagtail's admin: take a translation's texts out as a file, bring them back, let a machine begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import include, path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from articles.models import ArticlePage, User
from articles.models.parity_words import named_section
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.services import exchange, machine_translation
from articles.services.exchange import LARGEST, ExchangeError, Format
from articles.services.machine_translation import EngineError

app_name = "translation_files"


class UploadForm(forms.Form):
    """A translated file. What is in it is judged by the import itself."""

    file = forms.FileField(
        label=gettext_lazy("Translated file"),
        help_text=gettext_lazy("PO or XLIFF 2.0, as it was exported here, with its translations filled in. At most 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".po,.xlf,.xliff"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than %(limit)d MB."), params={"limit": LARGEST // (1024 * 1024)})
        return file


@require_safe
def screen(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _page(request, page_id)
    return _screen(request, page, UploadForm())


@require_safe
def export(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _page(request, page_id)
    try:
        form = Format(request.GET.get("format", ""))
    except ValueError as error:
        raise Http404 from error
    try:
        data = exchange.export_edition(page, form, changed_only=request.GET.get("texts") == "changed")
    except ValidationError as error:
        return _refused(request, page, error.messages)
    disposition = content_disposition_header(as_attachment=True, filename=exchange.file_name(page, form))
    return HttpResponse(data, content_type=form.media_type, headers={"Content-Disposition": disposition or "attachment"})


@require_POST
def bring_back(request: HttpRequest, page_id: int) -> HttpResponse:
    """The import. Refused files are answered with every problem, and change nothing."""
    page = _page(request, page_id)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _screen(request, page, form, status=400)
    try:
        report = exchange.import_edition(page, form.cleaned_data["file"].read(), by=_person(request))
    except ValidationError as error:
        return _screen(request, page, UploadForm(), problems=error.messages, status=400)
    except ExchangeError as error:
        return _screen(request, page, UploadForm(), problems=map(exchange.describe, error.problems), status=400)
    messages.success(request, _imported(report))
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
def machine(request: HttpRequest, page_id: int) -> HttpResponse:
    """Fills the chosen sections of the latest draft by machine."""
    page = _page(request, page_id)
    if not machine_translation.is_configured():
        raise Http404
    sections = set(request.POST.getlist("sections"))
    if not sections:
        return _refused(request, page, [_("Choose at least one section.")])
    try:
        report = machine_translation.translate_draft(page, sections, by=_person(request))
    except ValidationError as error:
        return _refused(request, page, error.messages)
    except EngineError as error:
        return _refused(request, page, [str(error)])
    except ExchangeError as error:
        return _refused(request, page, map(exchange.describe, error.problems))
    _tell_of_machine(request, report)
    return redirect("wagtailadmin_pages:edit", page.pk)


def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu beside a page's title: for translations that the person may change."""
    if page.specific_class is ArticlePage and page.locale.language_code != SOURCE_LANGUAGE and _may_work_on(page, user):
        yield Button(
            _("Translate outside"), reverse("translation_files:screen", args=[page.pk]), icon_name="download", priority=85
        )


def exchange_urls() -> list[object]:
    """What Wagtail's `register_admin_urls` asks for."""
    addresses = [
        path("", screen, name="screen"),
        path("export/", export, name="export"),
        path("import/", bring_back, name="import"),
        path("machine/", machine, name="machine"),
    ]
    return [path("translation/<int:page_id>/", include((addresses, app_name)))]


# --- Parts of the views ----------------------------------------------------------------------------------------------


def _page(request: HttpRequest, page_id: int) -> ArticlePage:
    """Raises PermissionDenied, which Wagtail answers, for whoever may not change the page."""
    page: ArticlePage = get_object_or_404(ArticlePage.objects.select_related("locale"), id=page_id)
    if not _may_work_on(page, request.user):
        raise PermissionDenied
    return page


def _may_work_on(page: Page, user: Any) -> bool:
    return bool(page.permissions_for_user(user).can_edit())


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _refused(request: HttpRequest, page: ArticlePage, reasons: Any) -> HttpResponse:
    return _screen(request, page, UploadForm(), problems=reasons, status=400)


def _screen(request: HttpRequest, page: ArticlePage, form: UploadForm, *, problems: Any = (), status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"page": page, "form": form, "problems": list(problems), "formats": list(Format)}
    try:
        work = exchange.work_on(page)
    except ValidationError as error:
        return TemplateResponse(request, _TEMPLATE, {**context, "form": None, "problems": error.messages}, status=status)
    context["sections"] = _sections(work) if machine_translation.is_configured() else []
    return TemplateResponse(request, _TEMPLATE, context, status=status)


_TEMPLATE = "articles/editor/translate_outside.html"


def _sections(work: exchange.Work) -> list[dict[str, Any]]:
    """The sections that a machine could begin: with how many texts nobody has translated yet."""
    sections = dict.fromkeys(segment.section for segment in work.segments)
    untouched = [segment.section for segment in work.segments if segment.is_untouched]
    return [{"key": key, "name": named_section(key), "count": untouched.count(key)} for key in sections if key in untouched]


def _imported(report: exchange.Report) -> str:
    if not report.written:
        return _("The file holds nothing that is not in the draft already.")
    written = ngettext(
        "%(count)d text was written into a new draft.", "%(count)d texts were written into a new draft.", report.written
    )
    untouched = ngettext(
        "%(count)d text is not translated in the file.", "%(count)d texts are not translated in the file.", report.untouched
    )
    sentences = [written % {"count": report.written}]
    if report.untouched:
        sentences.append(untouched % {"count": report.untouched})
    return " ".join([*sentences, _("Readers see none of it yet.")])


def _tell_of_machine(request: HttpRequest, report: machine_translation.MachineReport) -> None:
    if report.written:
        words = ngettext(
            "A machine wrote %(count)d text into a new draft. Read it beside its source, and confirm each section.",
            "A machine wrote %(count)d texts into a new draft. Read them beside their source, and confirm each section.",
            report.written,
        )
        messages.success(request, words % {"count": report.written})
    if report.kept:
        messages.warning(
            request,
            _("These texts stay in the source’s words, because the machine’s answer lost markup or did not fit: %(texts)s")
            % {"texts": ", ".join(report.kept)},
        )
    if not report.written and not report.kept:
        messages.warning(request, _("There was nothing to translate: somebody has worked on each of these texts."))
