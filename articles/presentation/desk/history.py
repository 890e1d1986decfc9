"""The ledger's acts about one text, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles.domain.signoffs import EntryKind, Meaning, Scope, Severity
from articles.models import LedgerEntry
from articles.models.ledger import KIND_NAMES, SCOPE_NAMES, SEVERITY_NAMES

from .words import meaning_name


@dataclass(frozen=True, slots=True)
class ActView:
    """One entry of the ledger. `details` are meaning, scope and severity, as far as it has them."""

    sequence: int
    kind: str
    who: str
    credentials: str
    at: datetime
    details: list[str]
    comment: str
    completes: bool
    withdraws: int | None
    was_withdrawn: bool
    of_these_words: bool


def act_views(acts: Iterable[LedgerEntry], digest: str | None = None) -> list[ActView]:
    """In the order given. `digest` is that of the words on the screen."""
    acts = list(acts)
    withdrawn = {act.withdraws for act in acts if act.withdraws}
    return [
        ActView(
            sequence=act.sequence,
            kind=str(KIND_NAMES[EntryKind(act.kind)]),
            who=act.signer_name or _("Somebody"),
            credentials=act.signer_credentials,
            at=act.at,
            details=_details(act),
            comment=act.comment,
            completes=act.completes,
            withdraws=act.withdraws,
            was_withdrawn=act.sequence in withdrawn,
            of_these_words=act.digest == digest,
        )
        for act in acts
    ]


def _details(act: LedgerEntry) -> list[str]:
    details = []
    if act.meaning:
        details.append(meaning_name(Meaning(act.meaning)))
    if act.scope:
        details.append(str(SCOPE_NAMES[Scope(act.scope)]))
    if act.severity:
        details.append(str(SEVERITY_NAMES[Severity(act.severity)]))
    return details
