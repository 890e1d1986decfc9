"""The acts of the review desk: sign, request changes, withdraw, take down. Each is atomic: all of it is kept, or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import queries
from articles.domain.checklist import VERSION, unanswered
from articles.domain.signoffs import EntryKind, Meaning, Scope, Severity, Signer, WhyNot
from articles.models import (
    ArticlePage,
    LedgerAct,
    LedgerEntry,
    Reviewed,
    ReviewRequest,
    User,
    VocabularyEntry,
    reviewed_edition,
    reviewed_entry,
    reviewed_languages,
    subject_of,
)
from articles.models.locking import lock_ledger, lock_row
from articles.models.parity_words import describe
from articles.models.readiness import IncompleteEditionError
from articles.models.signing_words import (
    ChecklistError,
    MayNotSignError,
    NotUnderReviewError,
    ReasonMissingError,
    ReauthenticationError,
    ScopeError,
    SigningError,
    SourceMissingError,
    TextChangedError,
    UnexplainedDifferenceError,
)

from . import gate, ledger, messages, publishing, reviews
from .reauthentication import Presence


@dataclass(frozen=True, slots=True)
class Statement:
    """What a reviewer states by a sign-off. `checklist` holds the answers to the questions of its meaning."""

    meaning: Meaning
    checklist: Mapping[str, bool]
    scope: Scope = Scope.FULL
    severity: Severity = Severity.MEANING
    comment: str = ""


# --- Signing ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def sign(page: ArticlePage, statement: Statement, *, signer: User, presence: Presence, digest: str) -> LedgerEntry:
    """Signs the latest draft of an edition under review. With the last missing sign-off it is published, or scheduled.

    `digest` is that of the text that was on the signer's screen. Raises a SigningError, or IncompleteEditionError, and
    then nothing was signed.
    """
    page = _locked(page)
    request = ReviewRequest.objects.filter(page=page, outcome=ReviewRequest.Outcome.OPEN).first()
    if request is None or not reviews.is_under_review(page):
        raise NotUnderReviewError
    draft = page.get_latest_revision_as_object()
    text = reviewed_edition(draft)
    _refuse_somebody_else(signer, presence)
    state = queries.review_state(text)
    act = _sign_off(state, statement, signer, queries.signer(signer), digest)
    if why := gate.why_to_wait_for_source(draft, state.policy):
        raise SourceMissingError(why)
    if parts := draft.missing_parts():
        raise IncompleteEditionError(draft.title, parts)
    if findings := queries.open_blocking(draft):
        raise UnexplainedDifferenceError(describe(finding) for finding in findings)
    (entry,) = ledger.append(act)
    if entry.completes:
        reviews.close(request, ReviewRequest.Outcome.SIGNED)
        reviews.end(page, "approve", LedgerAct(entry.sequence, EntryKind.SIGN_OFF, completes=True), signer)
        messages.completed(request, signer)
    return entry


@transaction.atomic
def sign_entry(
    entry: VocabularyEntry, statement: Statement, *, signer: User, presence: Presence, digests: Mapping[str, str]
) -> list[LedgerEntry]:
    """Signs the latest draft of a vocabulary entry in several languages at once, and publishes what is then complete.

    `digests` are those of the texts on the signer's screen, by language. All languages are signed, or none.
    """
    lock_ledger()
    lock_row(entry)
    entry = type(entry).objects.get(pk=entry.pk)
    draft = entry.get_latest_revision_as_object()
    texts = {text.language: text for text in reviewed_languages(draft)}
    if not digests or not set(digests) <= set(texts):
        raise TextChangedError
    _refuse_somebody_else(signer, presence)
    states = queries.review_states([texts[language] for language in digests])
    person = queries.signer(signer)
    acts = [_sign_off(states[texts[language].place], statement, signer, person, digest) for language, digest in digests.items()]
    entries = ledger.append(*acts)
    for written in entries:
        if written.completes:
            _close_request(written, ReviewRequest.Outcome.SIGNED, signer)
    publishing.publish_signed_languages(entry, by=signer)
    return entries


def _refuse_somebody_else(person: User, presence: Presence) -> None:
    if presence.user != person.pk:
        raise ReauthenticationError(_("Enter your own password."), code="password")


def _sign_off(state: queries.ReviewState, statement: Statement, signer: User, person: Signer, digest: str) -> ledger.Act:
    """The entry to be written. Raises a SigningError if it may not be."""
    if state.reviewed.digest != digest:
        raise TextChangedError
    if reasons := state.why_not(person, statement.meaning, timezone.localdate()):
        raise MayNotSignError(reasons)
    if questions := unanswered(statement.meaning, statement.checklist):
        raise ChecklistError(questions)
    scope, severity = statement.scope, statement.severity
    if state.at_hand.is_renewal:  # whatever was posted: nothing changed, and the whole of it was on the screen
        scope, severity = Scope.RENEWAL, Severity.EDITORIAL
    elif scope is Scope.RENEWAL or (scope is Scope.CHANGES and state.last_review is None):
        raise ScopeError
    return ledger.Act(
        EntryKind.SIGN_OFF,
        state.reviewed,
        signer,
        comment=statement.comment.strip(),
        meaning=statement.meaning,
        scope=scope,
        severity=severity,
        checklist={"version": VERSION, "answers": dict(statement.checklist)},
        completes=state.completes_with(statement.meaning, signer.pk),
    )


# --- Asking for changes ----------------------------------------------------------------------------------------------


def may_request_changes(state: queries.ReviewState, person: Signer) -> bool:
    """Whoever could sign any of what the text needs, or has signed some of it, may say no to it."""
    today = timezone.localdate()
    signed = {WhyNot.SIGNED_ALREADY, WhyNot.SIGNED_OTHER_MEANING}
    needed = state.policy.requirements(is_translation=state.reviewed.is_translation)
    return any(set(state.why_not(person, meaning, today)) <= signed for meaning in needed)


def why_may_not_request_changes(state: queries.ReviewState, person: Signer) -> list[WhyNot]:
    """The reasons of the sign-off that the person is nearest to giving; empty if they may."""
    today = timezone.localdate()
    if may_request_changes(state, person):
        return []
    needed = state.policy.requirements(is_translation=state.reviewed.is_translation)
    return min((state.why_not(person, meaning, today) for meaning in needed), key=len)


@transaction.atomic
def request_changes(request: ReviewRequest, *, by: User, reason: str, digest: str) -> LedgerEntry:
    """Ends a review with a reason. Those who wrote the text are told. Raises a SigningError, and then nothing happened."""
    reason = _reason(reason)
    lock_ledger()
    request = ReviewRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.outcome != ReviewRequest.Outcome.OPEN:
        raise NotUnderReviewError
    state = reviews.state_of(request)
    if state.reviewed.digest != digest:
        raise TextChangedError
    person = queries.signer(by)
    if not may_request_changes(state, person):
        raise MayNotSignError(why_may_not_request_changes(state, person))
    (entry,) = ledger.append(ledger.Act(EntryKind.REFUSAL, state.reviewed, by, comment=reason))
    reviews.close(request, ReviewRequest.Outcome.CHANGES_REQUESTED)
    if request.page:
        reviews.end(request.page, "reject", LedgerAct(entry.sequence, EntryKind.REFUSAL, completes=False, comment=reason), by)
    messages.changes_requested(request, entry, by)
    return entry


# --- Taking back -----------------------------------------------------------------------------------------------------


@transaction.atomic
def withdraw(sequence: int, *, by: User, presence: Presence, reason: str) -> LedgerEntry:
    """Takes back one's own sign-off. What is public only because of it is taken down at once.

    Raises a SigningError if there is no such sign-off of this person's that stands.
    """
    reason = _reason(reason)
    _refuse_somebody_else(by, presence)
    lock_ledger()
    signed = LedgerEntry.objects.filter(pk=sequence, kind=EntryKind.SIGN_OFF, signer=by.pk).first()
    if signed is None or signed not in queries.record((signed.subject, signed.language)).sign_offs(signed.digest):
        raise SigningError(_("You have no such sign-off to withdraw."), code="no_sign_off")
    text = Reviewed(signed.subject, signed.language, signed.title, json.loads(signed.content))
    (entry,) = ledger.append(ledger.Act(EntryKind.WITHDRAWAL, text, by, comment=reason, withdraws=sequence))
    if publishing.enforce(text.subject, text.language, by):
        messages.taken_down(entry, _address(text.subject, text.language), by)
    return entry


@transaction.atomic
def take_down(item: ArticlePage | VocabularyEntry, language: str, *, by: User | None, reason: str) -> LedgerEntry:
    """Takes a live text down at once. Its sign-offs end with it: to come back, the same words must be signed again.

    Who may do so is for the caller to check. Raises a SigningError if the text is not live or no reason is given.
    """
    reason = _reason(reason)
    lock_ledger()
    lock_row(item)
    row = type(item).objects.filter(pk=item.pk, live=True).first()
    if row is None or (isinstance(row, VocabularyEntry) and language not in row.signed_languages):
        raise SigningError(_("This text is not live."), code="not_live")
    text = reviewed_edition(row) if isinstance(row, ArticlePage) else reviewed_entry(row, language)
    (entry,) = ledger.append(ledger.Act(EntryKind.TAKE_DOWN, text, by, comment=reason))
    publishing.enforce(subject_of(row), language, by)
    messages.taken_down(entry, _address(text.subject, text.language), by)
    return entry


def _reason(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissingError
    return reason.strip()


def _locked(page: ArticlePage) -> ArticlePage:
    """The edition as it is stored, safe from other writers until the transaction ends."""
    lock_ledger()
    lock_row(page)
    locked: ArticlePage = ArticlePage.objects.get(pk=page.pk)
    return locked


def _close_request(written: LedgerEntry, outcome: ReviewRequest.Outcome, by: User) -> None:
    requests = ReviewRequest.objects.filter(subject=written.subject, language=written.language, outcome="")
    for request in requests:
        reviews.close(request, outcome)
        messages.completed(request, by)


def _address(subject: str, language: str) -> str:
    return reverse("review_desk:history", args=[subject, language])
