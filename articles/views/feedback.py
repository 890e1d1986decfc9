"""The readers' forms: "Was this helpful?" and "Report a mistake". Without cookie, account or script.

An article links to them, so that it may be kept by caches; the token is made with the form. Answers are nobody's to keep.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.domain.feedback import PLACES, REPORT_MAX_LENGTH, clean_report, text_key
from articles.models import ArticlePage
from articles.presentation.feedback import Typed, address, around, article_address, form_page
from articles.presentation.languages import language_label
from articles.queries.feedback import public_edition
from articles.services import feedback
from articles.services.feedback import guard
from articles.services.network import client_address

from .feedback_requests import RefusedError, posted

#: What only a program fills in: the page does not show it, neither to eyes nor to ears.
HONEYPOT = "link"
_YES, _NO = "yes", "no"
_METHODS = ["GET", "HEAD", "POST"]
_TEMPLATES = {
    guard.Form.REPORT: "articles/pages/feedback_report.html",
    guard.Form.VOTE: "articles/pages/feedback_helpful.html",
}
_SENT = ("vote", *(kept.value for kept in feedback.Kept))


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form brought: what was typed, as it is shown again, and what is wrong with it."""

    typed: Typed
    section: str
    text: str
    errors: dict[str, str]

    @property
    def content(self) -> str:
        """Tells two posts of one form apart."""
        return f"{self.section} {self.typed.answer} {text_key(self.text)}"


@csrf_exempt
@never_cache
@require_http_methods(_METHODS)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, pk, guard.Form.REPORT)


@csrf_exempt
@never_cache
@require_http_methods(_METHODS)
def helpful(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, pk, guard.Form.VOTE)


@never_cache
@require_safe
def thanks(request: HttpRequest, pk: int, sent: str) -> HttpResponse:
    page = _edition(pk)
    if sent not in _SENT:
        raise Http404
    back = article_address(request, page)
    context = {"view": around(request, page), "article": page, "article_address": back, "sent": sent}
    return render(request, "articles/pages/feedback_thanks.html", context)


# --- The way of a post -----------------------------------------------------------------------------------------------


def _form(request: HttpRequest, pk: int, form: guard.Form) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, pk, form, _asked_for(request))
    try:
        data = posted(request)
    except RefusedError as refused:
        errors = {"text": _too_long()} if refused.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else {}
        return _shown(request, pk, form, Typed(), _WHY[refused.status](), errors, status=refused.status)
    sent, given = _SENDERS[form](data), str(data.get("token", ""))
    try:
        once = guard.read_token(given, form, pk)
    except guard.TokenError as error:
        token = given if error.problem is guard.Problem.TOO_YOUNG else ""
        return _again(request, pk, form, sent, _TOKEN_PROBLEMS[error.problem](), token=token)
    if data.get(HONEYPOT):
        return _again(request, pk, form, sent, _("A field that people do not see was filled in. If you are one, send it again."))
    if sent.errors:
        return _again(request, pk, form, sent, token=given)
    return _taken(request, pk, form, sent, once)


def _taken(request: HttpRequest, pk: int, form: guard.Form, sent: Sent, once: str) -> HttpResponse:
    """Sent as it should be: kept, unless the hour's limit is reached or this form was sent before."""
    wait = guard.admit(form, pk, client_address(request))
    if wait:
        return _busy(request, sent, wait)
    page = _edition(pk)
    if not guard.use(once, sent.content):
        if guard.was_used_for(once, sent.content):
            return _thanked(page, "vote" if form is guard.Form.VOTE else feedback.Kept.AGAIN)
        return _again(
            request, pk, form, sent, _("You have sent this form already. To send it once more, press the button again.")
        )
    return _thanked(page, _KEEPERS[form](feedback.edition_now(page), sent))


def _thanked(page: ArticlePage, sent: str) -> HttpResponse:
    response = HttpResponseRedirect(address("feedback_thanks", page, sent=sent))
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _again(request: HttpRequest, pk: int, form: guard.Form, sent: Sent, complaint: str = "", *, token: str = "") -> HttpResponse:
    return _shown(request, pk, form, sent.typed, complaint, sent.errors, status=HTTPStatus.BAD_REQUEST, token=token)


def _shown(
    request: HttpRequest,
    pk: int,
    form: guard.Form,
    typed: Typed,
    complaint: str = "",
    errors: dict[str, str] | None = None,
    *,
    status: int = HTTPStatus.OK,
    token: str = "",
) -> HttpResponse:
    page = _edition(pk)
    view, shown = form_page(request, page, token or guard.issue_token(form, pk), typed, complaint, errors)
    context = {"view": view, "form": shown, "honeypot": HONEYPOT}
    return render(request, _TEMPLATES[form], context, status=status)


def _busy(request: HttpRequest, sent: Sent, wait: int) -> HttpResponse:
    """Asks the database for nothing: during a flood this is what nearly everybody gets."""
    minutes = -(-wait // 60)
    when = ngettext("Please try again in about %(count)d minute.", "Please try again in about %(count)d minutes.", minutes) % {
        "count": minutes
    }
    language = language_label(get_language() or "")
    context = {"language": language, "home": f"/{language.code}/", "when": when, "text": sent.text}
    response = render(request, "articles/pages/feedback_busy.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(wait)
    return response


def _edition(pk: int) -> ArticlePage:
    """404 for what no reader may open, and for an edition of another language than the address."""
    page = public_edition(pk, get_language() or "")
    if page is None:
        raise Http404
    return page


# --- What was sent ---------------------------------------------------------------------------------------------------


def _asked_for(request: HttpRequest) -> Typed:
    """What the link to the form has chosen already. What is no choice is nothing."""
    place, answer = request.GET.get("section", ""), request.GET.get("answer", "")
    return Typed(place=place if place in PLACES else "", answer=answer if answer in (_YES, _NO) else "")


def _sent_report(data: QueryDict) -> Sent:
    place, errors = _place(data)
    text = clean_report(data.get("text", ""))
    if not text_key(text):
        errors["text"] = _("Write what is wrong, in a few words.")
    elif len(text) > REPORT_MAX_LENGTH:
        errors["text"] = _too_long(len(text))
    return Sent(Typed(place=place, text=text), PLACES.get(place, ""), text, errors)


def _sent_vote(data: QueryDict) -> Sent:
    place, errors = _place(data)
    answer = data.get("answer", "")
    if answer not in (_YES, _NO):
        answer, errors["answer"] = "", _("Choose “Yes” or “No”.")
    return Sent(Typed(place=place, answer=answer), PLACES.get(place, ""), "", errors)


def _place(data: QueryDict) -> tuple[str, dict[str, str]]:
    place = data.get("section", "")
    return (place, {}) if place in PLACES else ("", {"section": _("Choose a part of the page from the list.")})


def _too_long(length: int = 0) -> str:
    if not length:
        return _("What you wrote is far too long to be kept. There is room for %(most)d characters.") % {
            "most": REPORT_MAX_LENGTH
        }
    return ngettext(
        "You wrote %(count)d character, and there is room for %(most)d. Please shorten it.",
        "You wrote %(count)d characters, and there is room for %(most)d. Please shorten it.",
        length,
    ) % {"count": length, "most": REPORT_MAX_LENGTH}


def _keep_report(edition: feedback.EditionNow, sent: Sent) -> str:
    return feedback.submit_report(edition, sent.section, sent.text).value


def _keep_vote(edition: feedback.EditionNow, sent: Sent) -> str:
    feedback.vote(edition, sent.section, helpful=sent.typed.answer == _YES)
    return "vote"


_SENDERS: dict[guard.Form, Callable[[QueryDict], Sent]] = {guard.Form.REPORT: _sent_report, guard.Form.VOTE: _sent_vote}
_KEEPERS: dict[guard.Form, Callable[[feedback.EditionNow, Sent], str]] = {
    guard.Form.REPORT: _keep_report,
    guard.Form.VOTE: _keep_vote,
}
_TOKEN_PROBLEMS: dict[guard.Problem, Callable[[], Any]] = {
    guard.Problem.MISSING: lambda: _("We could not tell that this form came from our page. Please send it again."),
    guard.Problem.TOO_OLD: lambda: _("This form was open for a long time. Please send it again."),
    guard.Problem.TOO_YOUNG: lambda: _("That was very quick. Please press the button once more."),
}
_WHY: dict[HTTPStatus, Callable[[], Any]] = {
    HTTPStatus.FORBIDDEN: lambda: _("Your browser did not say that this came from our page. Please fill in the form below."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: lambda: _("That was too much at once. Please shorten it."),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: lambda: _("We can only read text. Please fill in the form below."),
    HTTPStatus.BAD_REQUEST: lambda: _("We could not read what was sent. Please fill in the form below."),
}
