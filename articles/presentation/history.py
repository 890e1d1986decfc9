"""The public history of an edition: what was signed when and by whom, what changed, what was taken back. Never a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import queries
from articles.domain.public_history import Event, PublicReview, PublicTakeDown, PublicWithdrawal
from articles.domain.signoffs import Meaning, Scope, Severity
from articles.models import ArticlePage, LedgerEntry

from .changes import PartView, changes_between
from .paging import Paging, paging
from .review import Signers, SignerView
from .signed_text import SignedText, named_in

#: Events on one page.
PAGE_SIZE = 20
MEANING_TEXTS: Final = {Meaning.MEDICAL: _("Medical review"), Meaning.LANGUAGE: _("Check of the translation")}
SCOPE_TEXTS: Final = {
    Scope.FULL: _("read the whole article"),
    Scope.CHANGES: _("read only what changed"),
    Scope.RENEWAL: _("read the whole article again"),
}
SEVERITY_TEXTS: Final = {
    Severity.EDITORIAL: _("The wording changed, the meaning did not."),
    Severity.MEANING: _("The meaning changed."),
    Severity.SAFETY: _("Correction for safety: the earlier text could do harm."),
}


@dataclass(frozen=True, slots=True)
class SignOffView:
    signer: SignerView
    meaning: str
    scope: str
    at: datetime
    comment: str


@dataclass(frozen=True, slots=True)
class ReviewEventView:
    """A complete review, with what changed since the one before it. `severity` is empty where the text is the same."""

    kind: ClassVar[str] = "review"
    anchor: str
    at: datetime
    first: bool
    full: bool
    stands: bool
    correction: bool
    same_text: bool
    severity: str
    sign_offs: list[SignOffView]
    changes: list[PartView]


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    kind: ClassVar[str] = "withdrawal"
    anchor: str
    at: datetime
    signer: SignerView
    meaning: str
    signed_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class TakeDownView:
    """Without a name: whoever takes a text down does so for the publisher, and is no reviewer that readers could know."""

    kind: ClassVar[str] = "take_down"
    anchor: str
    at: datetime
    reason: str


EventView = ReviewEventView | WithdrawalView | TakeDownView


@dataclass(frozen=True, slots=True)
class HistoryView:
    events: list[EventView]
    paging: Paging


def history_view(request: HttpRequest, page: ArticlePage) -> HistoryView:
    """The newest events first. At most seven queries, however many there are."""
    number = Paginator(queries.edition_history(page)[::-1], PAGE_SIZE).get_page(request.GET.get("page"))
    events = list(number.object_list)
    show = _Show(page, events)
    return HistoryView([show.event(event) for event in events], paging(number))


class _Show:
    """Shows the events of one page, after loading what they need once for all of them."""

    def __init__(self, page: ArticlePage, events: list[Event[LedgerEntry]]) -> None:
        self._page = page
        self._texts = _texts_of(events, page.locale.language_code)
        self._signers = Signers(_acts_of(events), page.locale.language_code)

    def event(self, event: Event[LedgerEntry]) -> EventView:
        match event:
            case PublicReview():
                return self._review(event)
            case PublicWithdrawal(act, sign_off):
                meaning = str(MEANING_TEXTS[Meaning(sign_off.meaning)])
                return WithdrawalView(anchor_of(act), act.at, self._signers.view(act), meaning, sign_off.at, act.comment)
            case PublicTakeDown(act):
                return TakeDownView(anchor_of(act), act.at, act.comment)

    def _review(self, event: PublicReview[LedgerEntry]) -> ReviewEventView:
        changed = event.previous is not None and event.previous.last.digest != event.act.digest
        return ReviewEventView(
            anchor=anchor_of(event.act),
            at=event.act.at,
            first=event.previous is None,
            full=event.review.scope is Scope.FULL,
            stands=event.stands,
            correction=changed and event.is_correction,
            same_text=event.previous is not None and not changed,
            severity=str(SEVERITY_TEXTS[event.review.severity]) if changed else "",
            sign_offs=[self._sign_off(act) for act in event.review.sign_offs],
            changes=self._changes(event) if changed else [],
        )

    def _sign_off(self, act: LedgerEntry) -> SignOffView:
        return SignOffView(
            signer=self._signers.view(act),
            meaning=str(MEANING_TEXTS[Meaning(act.meaning)]),
            scope=str(SCOPE_TEXTS[Scope(act.scope)]),
            at=act.at,
            comment=act.comment,
        )

    def _changes(self, event: PublicReview[LedgerEntry]) -> list[PartView]:
        if event.previous is None:
            return []
        return changes_between(self._texts[event.previous.last.sequence], self._texts[event.act.sequence], self._page)


def _texts_of(events: Iterable[Event[LedgerEntry]], language: str) -> Mapping[int, SignedText]:
    reviews = [event.review for event in events if isinstance(event, PublicReview)]
    before = [event.previous for event in events if isinstance(event, PublicReview) and event.previous is not None]
    contents = queries.signed_contents(review.last.sequence for review in [*reviews, *before])
    named = named_in(contents.values(), language)
    return {sequence: SignedText(content, named) for sequence, content in contents.items()}


def _acts_of(events: Iterable[Event[LedgerEntry]]) -> Iterable[LedgerEntry]:
    for event in events:
        yield from event.review.sign_offs if isinstance(event, PublicReview) else [event.act]


def anchor_of(act: LedgerEntry) -> str:
    """Where an act stands on the page of the history."""
    return f"entry-{act.sequence}"
