"""What became of an article lately: the newest entries of its history, in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.domain.public_history import Event, PublicReview, PublicWithdrawal
from articles.domain.signoffs import Scope
from articles.models import LedgerEntry

from .history import SEVERITY_TEXTS, anchor_of

#: How many are shown. The history has them all.
MOST = 3


@dataclass(frozen=True, slots=True)
class LatelyView:
    """`kind` is what happened: `first`, `correction`, `full`, `change`, `withdrawal` or `take_down`. `severity` says how grave
    a change was; it is empty where the words stayed the same."""

    kind: str
    at: datetime
    severity: str
    anchor: str


def lately(events: Sequence[Event[LedgerEntry]]) -> list[LatelyView]:
    """The newest first. No query: who signed and what exactly changed stands in the history."""
    return [_view(event) for event in reversed(events[-MOST:])]


def _view(event: Event[LedgerEntry]) -> LatelyView:
    if not isinstance(event, PublicReview):
        kind = "withdrawal" if isinstance(event, PublicWithdrawal) else "take_down"
        return LatelyView(kind, event.act.at, "", anchor_of(event.act))
    changed = event.previous is not None and event.previous.last.digest != event.act.digest
    severity = str(SEVERITY_TEXTS[event.review.severity]) if changed else ""
    return LatelyView(_kind(event, changed), event.act.at, severity, anchor_of(event.act))


def _kind(event: PublicReview[LedgerEntry], changed: bool) -> str:
    if event.previous is None:
        return "first"
    if changed and event.is_correction:
        return "correction"
    return "full" if event.review.scope is Scope.FULL else "change"
