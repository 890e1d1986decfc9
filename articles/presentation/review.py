"""What an article says of its review: who, when, until when. All of it comes from the ledger; nobody types it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from articles import queries
from articles.domain.review_dates import next_review_due
from articles.domain.signoffs import Meaning, Policy, Scope
from articles.models import ArticlePage, LedgerEntry, ReviewPolicy

from .frame import Frame, address_in


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What stands behind the words of an edition. `signed` holds the last sign-off of each person, by meaning."""

    signed: list[LedgerEntry]
    last_reviewed: date | None
    next_due: date | None
    #: When a change was signed by itself after the last full review.
    updated: date | None

    def is_overdue(self, today: date) -> bool:
        return self.next_due is None or self.next_due < today


@dataclass(frozen=True, slots=True)
class SignerView:
    """A signer as the ledger names them, and the page about them (empty where there is none)."""

    name: str
    credentials: str
    address: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """`due` is the day by which the next full review is (or was) due."""

    reviewers: list[SignerView]
    translation_checkers: list[SignerView]
    last_reviewed: date | None
    due: date | None
    overdue: bool
    updated: date | None
    history_address: str


def review_facts(
    page: ArticlePage, basis: Sequence[queries.Review] | None = None, policy: Policy | None = None
) -> ReviewFacts | None:
    """None unless a complete review of exactly these words stands. At most three queries; none where `basis` and `policy` are
    given."""
    basis = queries.review_basis(page) if basis is None else basis
    if not basis:
        return None
    first, last = basis[0], basis[-1]
    reviewed = day_of(first.last) if first.scope is Scope.FULL else None
    signed = {(act.meaning, act.signer): act for review in basis for act in review.sign_offs}
    return ReviewFacts(
        signed=list(signed.values()),
        last_reviewed=reviewed,
        next_due=next_review_due(reviewed, (policy or ReviewPolicy.in_force()).review_interval_months) if reviewed else None,
        updated=day_of(last.last) if last.scope is Scope.CHANGES and day_of(last.last) != reviewed else None,
    )


def review_view(page: ArticlePage, around: Frame, basis: Sequence[queries.Review] | None = None) -> ReviewView | None:
    """At most four queries; none where the `basis` is given, with its signers' `profile_key`."""
    facts = review_facts(page, basis, around.loaded.site.policy)
    if facts is None:
        return None
    signers = Signers(facts.signed, around.language.code)
    return ReviewView(
        reviewers=[signers.view(act) for act in facts.signed if act.meaning == Meaning.MEDICAL],
        translation_checkers=[signers.view(act) for act in facts.signed if act.meaning == Meaning.LANGUAGE],
        last_reviewed=facts.last_reviewed,
        due=facts.next_due,
        overdue=facts.is_overdue(timezone.localdate()),
        updated=facts.updated,
        history_address=f"{around.canonical}history/" if page.live else "",
    )


def day_of(act: LedgerEntry) -> date:
    """The day on which it was done, on the site's own calendar."""
    return timezone.localtime(act.at).date()


class Signers:
    """Shows the signers of these acts, with links to their pages. One query for those whose acts do not name their pages."""

    def __init__(self, acts: Iterable[LedgerEntry], language: str) -> None:
        signed = {act.signer: act for act in acts if act.signer is not None}
        self._keys: dict[int, str | None] = {
            signer: act.profile_key for signer, act in signed.items() if hasattr(act, "profile_key")
        }
        if unknown := signed.keys() - self._keys.keys():
            self._keys.update(queries.reviewer_keys(unknown))
        self._language = language

    def view(self, act: LedgerEntry) -> SignerView:
        key = self._keys.get(act.signer) if act.signer is not None else None
        address = address_in(self._language, "reviewer", key=key) if key else ""
        return SignerView(act.signer_name, act.signer_credentials, address)
