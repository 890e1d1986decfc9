"""Working on reports: giving them to people, noting, answering, closing, and asking for a review. Each act is logged."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from articles import queries
from articles.domain.review_dates import months_from
from articles.models import ReaderReport, ReviewPolicy, ReviewRequest, User
from articles.models.feedback import NOTE_MAX_LENGTH, ReportError
from articles.permissions import can_manage_reports, can_work_on_report
from articles.queries.feedback import may_see_report
from articles.services import audit, reviews

State, Reason = ReaderReport.State, ReaderReport.Reason

#: The acts in Wagtail's audit log.
ASSIGN, NOTE, ANSWER, CLOSE, REOPEN, REVIEW = (
    f"articles.report.{act}" for act in ("assign", "note", "answer", "close", "reopen", "review")
)


@transaction.atomic
def assign(report: ReaderReport, to: User | None, *, by: User) -> ReaderReport:
    """Gives a report to a person, or to nobody. Whoever sees a report that nobody has may take it, and give it back."""
    kept = _locked(report)
    takes = to == by and kept.assignee_id in (None, by.pk)
    gives_back = to is None and kept.assignee_id == by.pk
    if not can_manage_reports(by) and not (may_see_report(by, kept) and (takes or gives_back)):
        raise PermissionDenied
    if to is not None and not may_see_report(to, kept):
        raise ReportError(_("This person may not read reports about this article."), code="not_able")
    if kept.is_closed:
        raise ReportError(_("This report is closed. Open it again first."), code="closed")
    kept.assignee = to
    if kept.state in ReaderReport.UNSETTLED:
        kept.state = State.ASSIGNED if to else State.OPEN
    return _kept(kept, ASSIGN, by, to=to.pk if to else None)


@transaction.atomic
def note(report: ReaderReport, text: str, *, by: User) -> ReaderReport:
    """Replaces the notes. Nobody but those who work on reports reads them."""
    kept = _for_worker(report, by)
    kept.notes = _within(text)
    return _kept(kept, NOTE, by)


@transaction.atomic
def answer(report: ReaderReport, text: str, *, by: User) -> ReaderReport:
    """Says what was found. The report is answered with it, and may still be closed."""
    kept = _for_worker(report, by)
    text = _within(text)
    if kept.is_closed:
        raise ReportError(_("This report is closed. Open it again first."), code="closed")
    if not text:
        raise ReportError(_("Write what was found."), code="empty")
    kept.answer, kept.state, kept.closed_at = text, State.ANSWERED, timezone.now()
    return _kept(kept, ANSWER, by)


@transaction.atomic
def close(report: ReaderReport, reason: str, *, by: User) -> ReaderReport:
    """Ends the work on a report, with the reason why."""
    kept = _for_manager(report, by)
    if reason not in Reason.values:
        raise ReportError(_("Choose why it is closed."), code="no_reason")
    kept.state, kept.reason, kept.closed_at = State.CLOSED, reason, timezone.now()
    return _kept(kept, CLOSE, by, reason=reason)


@transaction.atomic
def reopen(report: ReaderReport, *, by: User) -> ReaderReport:
    """Takes up a closed report again. Raises ReportError where the same words about the same text wait already."""
    kept = _for_manager(report, by)
    if not kept.is_closed:
        return kept
    same = ReaderReport.objects.filter(
        translation_key=kept.translation_key, language=kept.language, section=kept.section, text_key=kept.text_key
    )
    open_already = ReportError(_("The same report is open already."), code="open_already")
    if same.filter(state__in=ReaderReport.UNSETTLED).exists():
        raise open_already
    kept.state = State.ASSIGNED if kept.assignee_id else State.OPEN
    kept.reason, kept.closed_at = "", None
    try:
        with transaction.atomic():
            return _kept(kept, REOPEN, by)
    except IntegrityError:  # it arrived anew in the same moment
        raise open_already from None


@transaction.atomic
def close_as_spam(reports: Collection[int], *, by: User) -> int:
    """Closes many at once; gives how many. Two queries and the log, however many."""
    if not can_manage_reports(by):
        raise PermissionDenied
    chosen = list(ReaderReport.objects.select_for_update().filter(pk__in=reports).exclude(state=State.CLOSED))
    ReaderReport.objects.filter(pk__in=[report.pk for report in chosen]).update(
        state=State.CLOSED, reason=Reason.SPAM, closed_at=timezone.now()
    )
    for report in chosen:
        log(instance=report, action=CLOSE, user=by, data={"reason": Reason.SPAM.value})
    return len(chosen)


@transaction.atomic
def ask_for_review(report: ReaderReport, *, by: User) -> ReviewRequest:
    """Brings the edition to the review desk, unless it is there already, and ties the report to that review.

    Raises SigningError where no review is set up.
    """
    kept = _for_manager(report, by)
    page = kept.page
    if page is None:
        raise ReportError(_("The article does not exist any more."), code="gone")
    request = queries.open_requests().filter(page=page).first()
    if request is None:
        if not page.permissions_for_user(by).can_edit():
            raise PermissionDenied
        request = reviews.submit(page, by)
    kept.review_request = request
    _kept(kept, REVIEW, by, request=request.pk)
    return request


def purge() -> int:
    """Deletes reports that were answered or closed longer ago than the policy keeps them; gives how many."""
    months = (ReviewPolicy.objects.first() or ReviewPolicy()).reports_kept_months
    before = months_from(timezone.localdate(), -months)
    settled = ReaderReport.objects.exclude(state__in=ReaderReport.UNSETTLED)
    old = settled.alias(settled_at=Coalesce("closed_at", "last_at")).filter(settled_at__date__lt=before)
    _rows, by_model = old.delete()
    deleted = by_model.get(ReaderReport._meta.label, 0)
    audit.tell(audit.PURGE, reports=deleted)
    return deleted


def _locked(report: ReaderReport) -> ReaderReport:
    rows = ReaderReport.objects.select_for_update(of=("self",)).select_related("page", "assignee")
    return rows.get(pk=report.pk)


def _for_worker(report: ReaderReport, by: User) -> ReaderReport:
    kept = _locked(report)
    if not can_work_on_report(by, kept):
        raise PermissionDenied
    return kept


def _for_manager(report: ReaderReport, by: User) -> ReaderReport:
    if not can_manage_reports(by):
        raise PermissionDenied
    return _locked(report)


def _within(text: str) -> str:
    text = text.strip()
    if len(text) > NOTE_MAX_LENGTH:
        raise ReportError(_("This is longer than %(count)d characters.") % {"count": NOTE_MAX_LENGTH}, code="too_long")
    return text


def _kept(report: ReaderReport, action: str, by: User, **data: Any) -> ReaderReport:
    report.save()
    log(instance=report, action=action, user=by, data=data)
    return report
