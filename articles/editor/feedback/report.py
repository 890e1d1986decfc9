"""The screen of one report: what the reader had before them, what they wrote, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.editor.desk.access import forbidden
from articles.editor.desk.forms import DeskForm
from articles.models import ReaderReport
from articles.permissions import can_manage_reports, can_see_desk, can_work_on_report, user_at
from articles.presentation.reader_reports import report_screen
from articles.queries import feedback as queries
from articles.services import feedback

from .access import languages_for, reports_view
from .forms import AnswerForm, AssignForm, CloseForm, NoteForm

ASSIGN, NOTE, ANSWER, CLOSE, REOPEN, REVIEW = "assign", "note", "answer", "close", "reopen", "review"


@dataclass
class Forms:
    """None stands for a form that this person may not use now."""

    assign: AssignForm | None = None
    note: NoteForm | None = None
    answer: AnswerForm | None = None
    close: CloseForm | None = None

    def named(self, act: str) -> DeskForm | None:
        form: DeskForm | None = getattr(self, act, None)
        return form

    def complaints(self) -> list[tuple[str, str]]:
        forms = (self.assign, self.note, self.answer, self.close)
        return [complaint for form in forms if form is not None and form.is_bound for complaint in form.complaints]


@require_http_methods(["GET", "HEAD", "POST"])
@reports_view
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Each act is posted to the screen; one that is refused comes back with everything that was typed."""
    found = queries.report_on_screen(pk)
    languages = languages_for(request)
    if found is None:
        raise Http404
    if languages is not None and found.language not in languages:
        return forbidden(request)
    forms = _forms(request, found)
    if request.method != "POST":
        return _screen(request, found, forms)
    act = request.POST.get("act", "")
    if act not in _ACTS:
        return _screen(request, found, forms, [_("This form is not known here.")])
    return _done(request, found, forms, act)


def _done(request: HttpRequest, found: ReaderReport, forms: Forms, act: str) -> HttpResponse:
    form = forms.named(act)
    if form is not None and not form.is_valid():
        return _screen(request, found, forms)
    values = form.cleaned_data if form is not None else {}
    try:
        sentence = _ACTS[act](found, form, values, request.user)
    except PermissionDenied:
        return forbidden(request)
    except ValidationError as error:
        return _screen(request, found, forms, error.messages)
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("reader_reports:report", args=[found.pk]))


def _screen(request: HttpRequest, found: ReaderReport, forms: Forms, complaints: list[str] | None = None) -> HttpResponse:
    context = {
        "report": found,
        "screen": report_screen(found),
        "forms": forms,
        "complaints": [*(("", complaint) for complaint in complaints or []), *forms.complaints()],
        "may_manage": can_manage_reports(request.user),
        "may_claim": found.assignee_id is None and not found.is_closed,
        "is_mine": found.assignee_id == request.user.pk,
        "shows_desk": can_see_desk(request.user),
    }
    return TemplateResponse(request, "articles/feedback/report.html", context)


def _forms(request: HttpRequest, found: ReaderReport) -> Forms:
    """Those that this person may use. The one that was posted is bound."""
    user = user_at(request)
    act = request.POST.get("act", "")

    def data(own: str) -> Any:
        return request.POST if act == own else None

    forms = Forms()
    if can_work_on_report(user, found):
        forms.note = NoteForm(data(NOTE), report=found)
        if not found.is_closed:
            forms.answer = AnswerForm(data(ANSWER), report=found)
    if can_manage_reports(user) and not found.is_closed:
        forms.assign = AssignForm(data(ASSIGN), people=queries.people_for_reports(found.language), report=found)
        forms.close = CloseForm(data(CLOSE))
    return forms


# --- The acts --------------------------------------------------------------------------------------------------------


def _assign(found: ReaderReport, form: Any, values: dict[str, Any], by: Any) -> str:
    if form is None:
        raise PermissionDenied
    feedback.assign(found, form.people.get(values["assignee"]), by=by)
    return _("It is saved who has this report.")


def _note(found: ReaderReport, form: Any, values: dict[str, Any], by: Any) -> str:
    feedback.note(found, values.get("text", ""), by=by)
    return _("Your notes are saved.")


def _answer(found: ReaderReport, form: Any, values: dict[str, Any], by: Any) -> str:
    feedback.answer(found, values.get("text", ""), by=by)
    return _("The report is answered.")


def _close(found: ReaderReport, form: Any, values: dict[str, Any], by: Any) -> str:
    feedback.close(found, values.get("reason", ""), by=by)
    return _("The report is closed.")


def _reopen(found: ReaderReport, form: Any, values: dict[str, Any], by: Any) -> str:
    feedback.reopen(found, by=by)
    return _("The report is open again.")


def _review(found: ReaderReport, form: Any, values: dict[str, Any], by: Any) -> str:
    feedback.ask_for_review(found, by=by)
    return _("The article is on the review desk.")


_ACTS: dict[str, Callable[[ReaderReport, Any, dict[str, Any], Any], str]] = {
    ASSIGN: _assign,
    NOTE: _note,
    ANSWER: _answer,
    CLOSE: _close,
    REOPEN: _reopen,
    REVIEW: _review,
}
