"""The forms on the screen of one text: those that this person may use now, filled with what they just posted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from articles import queries
from articles.domain.signoffs import Meaning, Signer
from articles.permissions import can_organise_reviews, user_at
from articles.presentation.desk.signing import Refused, offered, other_languages, refused
from articles.presentation.desk.text import COMMENTABLE, commentable_name, own_sign_offs
from articles.presentation.desk.words import meaning_name
from articles.queries import desk
from articles.services import signing

from .access import asked_at, person_at
from .forms import CommentForm, DeskForm, OrganiseForm, RequestChangesForm, SignForm, WithdrawForm

SIGN, REQUEST_CHANGES, WITHDRAW, COMMENT, ORGANISE = "sign", "request_changes", "withdraw", "comment", "organise"


@dataclass
class TextForms:
    """None stands for a form that this person may not use. `refused` says why they may not sign."""

    person: Signer
    may_sign: list[Meaning]
    refused: list[Refused]
    sign: SignForm | None = None
    request_changes: RequestChangesForm | None = None
    withdraw: WithdrawForm | None = None
    comments: list[CommentForm] = field(default_factory=list)
    organise: OrganiseForm | None = None
    meanings: list[dict[str, Any]] = field(default_factory=list)

    def all(self) -> Iterator[DeskForm]:
        for form in (self.sign, self.request_changes, self.withdraw, *self.comments, self.organise):
            if form is not None:
                yield form

    def complaints(self) -> list[tuple[str, str]]:
        return [complaint for form in self.all() if form.is_bound for complaint in form.complaints]


def forms_for(request: HttpRequest, text: desk.DeskText) -> TextForms:
    """All forms of the screen. The one that was posted is bound."""
    user = user_at(request)
    person = person_at(request)
    act = request.POST.get("act", "")
    may_sign = offered(text.state, person) if text.is_open else []
    forms = TextForms(person, may_sign, [] if may_sign else refused(text.state, person))
    _add_sign_form(forms, request, text)
    if text.is_open and signing.may_request_changes(text.state, person):
        forms.request_changes = RequestChangesForm(request.POST if act == REQUEST_CHANGES else None)
        forms.comments = list(_comment_forms(request, text))
    if own := own_sign_offs(text.state.record, user.pk):
        forms.withdraw = WithdrawForm(request.POST if act == WITHDRAW else None, sign_offs=own, asked=asked_at(request))
    if text.is_open and can_organise_reviews(user):
        able = [profile.user for profile in queries.able_to_sign(text.state) if profile.user]
        forms.organise = OrganiseForm(request.POST if act == ORGANISE else None, able=able, request=text.request)
    return forms


def _add_sign_form(forms: TextForms, request: HttpRequest, text: desk.DeskText) -> None:
    is_posted = request.POST.get("act") == SIGN
    meaning = _chosen_meaning(request, forms.may_sign)
    if meaning is None:
        return
    waiting = desk.open_languages(text.request.subject) if text.others else set()
    forms.sign = SignForm(
        request.POST if is_posted else None,
        meaning=meaning,
        can_sign_changes=text.state.last_review is not None,
        is_renewal=text.state.at_hand.is_renewal,
        asked=asked_at(request),
        also=other_languages(text, waiting, forms.person, meaning),
    )
    address = reverse("review_desk:text", args=[text.request.pk])
    forms.meanings = [
        {"name": meaning_name(other), "address": f"{address}?meaning={other.value}#sign", "current": other is meaning}
        for other in forms.may_sign
    ]


def _chosen_meaning(request: HttpRequest, may_sign: list[Meaning]) -> Meaning | None:
    """What was posted holds as it is: nobody signs another meaning than the form said."""
    if request.POST.get("act") == SIGN:
        return next((meaning for meaning in may_sign if meaning.value == request.POST.get("meaning")), None)
    wanted = request.GET.get("meaning")
    return next((meaning for meaning in may_sign if meaning.value == wanted), may_sign[0] if may_sign else None)


def _comment_forms(request: HttpRequest, text: desk.DeskText) -> Iterator[CommentForm]:
    if text.request.page is None:
        return
    posted = request.POST.get("section") if request.POST.get("act") == COMMENT else None
    for section in COMMENTABLE:
        data = request.POST if section == posted else None
        yield CommentForm(data, section=section, name=commentable_name(section))
