"""Refusals in words: what was not done, why not, and the way to where it can be mended."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from articles.models.signing_words import GateError
from articles.permissions import can_see_desk
from articles.services.gate import Refusal

#: What a sign-off would mend. The other reasons name their own way out.
_SIGN_OFF = "not_signed_off"


def tell(request: HttpRequest, refusal: Refusal, *, saved: bool = False) -> None:
    """Says on the next screen that something was refused, and links to the desk where sign-offs are missing."""
    messages.error(request, in_words(refusal, saved=saved), buttons=_way_out(request, refusal))


def incomplete_form() -> HttpResponse:
    """For a post that lacks what the page it claims to come from always sends."""
    sentence = _("The form did not arrive whole, and nothing was saved. Load the page again and repeat what you did.")
    return HttpResponse(sentence, status=400, content_type="text/plain; charset=utf-8")


def in_words(refusal: Refusal, *, saved: bool = False) -> str:
    """The refusal as text: what was not done, what became of the person's words, and every reason."""
    return " ".join([_headline(refusal), *([_("It is saved as a draft.")] if saved else []), *refusal.messages])


def reason_code(refusal: Refusal) -> str:
    """The reason as programs read it."""
    return refusal.reason if isinstance(refusal, GateError) else "incomplete"


def _headline(refusal: Refusal) -> str:
    names = {"title": refusal.title}
    if reason_code(refusal) in {"incomplete", _SIGN_OFF}:
        return _("“%(title)s” was not published.") % names
    return _("“%(title)s” was left as it was.") % names


def _way_out(request: HttpRequest, refusal: Refusal) -> list[Any]:
    if reason_code(refusal) != _SIGN_OFF or not can_see_desk(request.user):
        return []
    return [messages.button(reverse("review_desk:queue"), _("Review desk"))]
