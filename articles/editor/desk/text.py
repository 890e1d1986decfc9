"""The one screen for a text under review: reading, commenting, signing, asking for changes, withdrawing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.editor.feedback.access import languages_for
from articles.models import ArticlePage
from articles.models.signing_words import (
    ReasonMissingError,
    ReauthenticationError,
    ScopeError,
    TextChangedError,
)
from articles.permissions import user_at
from articles.presentation.desk.changes import SectionChange
from articles.presentation.desk.text import changes_between, text_screen
from articles.presentation.reader_reports import ReportsBeside, reports_beside
from articles.queries import desk
from articles.services import comments, reviews, signing

from .access import desk_view, forbidden, presence_at
from .forms import CommentForm, DeskForm, OrganiseForm, RequestChangesForm, SignForm, WithdrawForm
from .text_forms import COMMENT, ORGANISE, REQUEST_CHANGES, SIGN, WITHDRAW, TextForms, forms_for

#: At which field of a form a service's refusal is said; elsewhere above the form.
_FIELDS = {ReauthenticationError: "password", ScopeError: "scope", ReasonMissingError: "reason"}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen. Each act is posted to it; one that is refused comes back with everything that was typed but a password."""
    item = get_object_or_404(desk.requests_with_texts(), pk=pk)
    found = desk.desk_text(item)
    if found is None:
        return TemplateResponse(request, "articles/desk/gone.html", {"title": item.title}, status=404)
    forms = forms_for(request, found)
    if request.method != "POST":
        return _screen(request, found, forms)
    act = _ACTS.get(request.POST.get("act", ""))
    return act(request, found, forms) if act else _screen(request, found, forms, [_("This form is not known here.")])


def _screen(
    request: HttpRequest,
    found: desk.DeskText,
    forms: TextForms,
    complaints: list[str] | None = None,
    meanwhile: list[SectionChange] | None = None,
) -> HttpResponse:
    """The screen with what is wrong on top. `meanwhile` is what changed since the text was on this person's screen."""
    wrong = [*(("", complaint) for complaint in complaints or []), *forms.complaints()]
    context = {
        "screen": text_screen(found),
        "reports": _reports(request, found),
        "forms": forms,
        "complaints": wrong,
        "meanwhile": meanwhile,
        "item": found.request,
        "person": request.user,
        "other": None if found.is_open else desk.open_request_for(found.place),
    }
    return TemplateResponse(request, "articles/desk/text.html", context)


def _reports(request: HttpRequest, found: desk.DeskText) -> ReportsBeside | None:
    """What readers reported of the edition. Three queries at most; None for an entry, which readers report nothing of."""
    if not isinstance(found.draft, ArticlePage):
        return None
    return reports_beside(found.draft, found.request.language, languages_for(request), request.user.pk)


def _refuse(request: HttpRequest, found: desk.DeskText, forms: TextForms, form: DeskForm, error: ValidationError) -> HttpResponse:
    form.refuse(error, _FIELDS.get(type(error)))
    if not isinstance(error, TextChangedError):
        return _screen(request, found, forms)
    if isinstance(form, SignForm):
        form.untick()
    now = desk.desk_text(desk.requests_with_texts().get(pk=found.request.pk)) or found
    shown = desk.content_of(now.draft, now.place, request.POST.get("digest", ""))
    return _screen(request, now, forms, meanwhile=changes_between(now, shown) if shown else [])


# --- The acts --------------------------------------------------------------------------------------------------------


def _sign(request: HttpRequest, found: desk.DeskText, forms: TextForms) -> HttpResponse:
    form = forms.sign
    if form is None:
        return _screen(
            request, found, forms, [_("Nothing was signed: you cannot give this sign-off now. The reasons are below.")]
        )
    if not form.is_valid():
        return _screen(request, found, forms)
    try:
        completed = _signed(request, found, form)
    except ValidationError as error:
        return _refuse(request, found, forms, form, error)
    title = {"title": found.state.reviewed.title}
    if completed:
        messages.success(request, _("Signed. “%(title)s” has all its sign-offs now.") % title)
        return HttpResponseRedirect(reverse("review_desk:queue"))
    messages.success(request, _("Signed. “%(title)s” waits for other sign-offs.") % title)
    return HttpResponseRedirect(_address(found))


def _signed(request: HttpRequest, found: desk.DeskText, form: SignForm) -> bool:
    """Signs, all languages or none. Gives whether nothing is missing any more."""
    user = user_at(request)
    digest = request.POST.get("digest", "")
    presence = presence_at(request, form)
    if isinstance(found.draft, ArticlePage):
        page = found.request.page
        assert page is not None  # noqa: S101 - its draft is on the screen
        return signing.sign(page, form.statement(), signer=user, presence=presence, digest=digest).completes
    digests = {found.request.language: digest, **form.cleaned_data.get("also", {})}
    entries = signing.sign_entry(found.draft, form.statement(), signer=user, presence=presence, digests=digests)
    return all(entry.completes for entry in entries)


def _request_changes(request: HttpRequest, found: desk.DeskText, forms: TextForms) -> HttpResponse:
    form = forms.request_changes
    if form is None:
        return _screen(request, found, forms, [_("You cannot request changes to this text now.")])

    def ask(form: RequestChangesForm) -> None:
        signing.request_changes(
            found.request,
            by=request.user,  # type: ignore[arg-type]
            reason=form.cleaned_data["reason"],
            digest=request.POST.get("digest", ""),
        )

    done = _("Changes requested. The people who wrote “%(title)s” are told.") % {"title": found.state.reviewed.title}
    return _do(request, found, forms, form, ask, done, reverse("review_desk:queue"))


def _withdraw(request: HttpRequest, found: desk.DeskText, forms: TextForms) -> HttpResponse:
    form = forms.withdraw
    if form is None:
        return _screen(request, found, forms, [_("You have no such sign-off to withdraw.")])
    return _do(request, found, forms, form, lambda form: withdraw(request, form), _("Your sign-off is withdrawn."))


def withdraw(request: HttpRequest, form: WithdrawForm) -> None:
    """Raises ValidationError, and then nothing happened."""
    user = user_at(request)
    presence = presence_at(request, form)
    signing.withdraw(form.cleaned_data["sign_off"], by=user, presence=presence, reason=form.cleaned_data["reason"])


def _comment(request: HttpRequest, found: desk.DeskText, forms: TextForms) -> HttpResponse:
    form = next((form for form in forms.comments if form.is_bound), None)
    if form is None:
        return _screen(request, found, forms, [_("You cannot comment on this text now.")])

    def write(form: CommentForm) -> None:
        comments.comment(found.request, form.section, form.cleaned_data["comment"], by=request.user)  # type: ignore[arg-type]

    done = _("Your comment stands in the editor, at “%(section)s”.") % {"section": form.name}
    return _do(request, found, forms, form, write, done, f"{_address(found)}#comments")


def _organise(request: HttpRequest, found: desk.DeskText, forms: TextForms) -> HttpResponse:
    form = forms.organise
    if form is None:
        return forbidden(request)

    def arrange(form: OrganiseForm) -> None:
        cleaned, item = form.cleaned_data, found.request
        with transaction.atomic():
            if cleaned["assignee"] != item.assignee_id:
                reviews.assign(item, form.people.get(cleaned["assignee"]), request.user)  # type: ignore[arg-type]
            reviews.schedule(item, priority=cleaned["priority"], due=cleaned["due"])

    return _do(request, found, forms, form, arrange, _("Saved."))


def _do(
    request: HttpRequest,
    found: desk.DeskText,
    forms: TextForms,
    form: Any,
    act: Callable[[Any], None],
    done: str,
    to: str | None = None,
) -> HttpResponse:
    """Acts if the form is right, says so, and leads on; else the screen again."""
    if not form.is_valid():
        return _screen(request, found, forms)
    try:
        act(form)
    except ValidationError as error:
        return _refuse(request, found, forms, form, error)
    messages.success(request, done)
    return HttpResponseRedirect(to or _address(found))


def _address(found: desk.DeskText) -> str:
    return reverse("review_desk:text", args=[found.request.pk])


_ACTS: dict[str, Callable[[HttpRequest, desk.DeskText, TextForms], HttpResponse]] = {
    SIGN: _sign,
    REQUEST_CHANGES: _request_changes,
    WITHDRAW: _withdraw,
    COMMENT: _comment,
    ORGANISE: _organise,
}
