"""Asking for reviews, keeping the requests in step with the text, and ending them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from articles import queries
from articles.models import (
    ArticlePage,
    LedgerAct,
    MedicalReviewTask,
    Reviewed,
    ReviewRequest,
    User,
    reviewed_edition,
    reviewed_languages,
)
from articles.models.signing_words import NotUnderReviewError, SigningError

from . import contributions, messages

Outcome = ReviewRequest.Outcome


@transaction.atomic
def submit(page: ArticlePage, by: User) -> ReviewRequest:
    """Submits the latest draft of an edition for review. Raises SigningError if no review is set up where it stands."""
    workflow = page.get_workflow()
    if workflow is None:
        raise SigningError(
            _("No review workflow is attached to the page above. An administrator attaches one."), code="no_workflow"
        )
    workflow.start(page, by)
    return ReviewRequest.objects.get(page=page, outcome=Outcome.OPEN)


def opened(task_state: TaskState, by: User | None) -> None:
    """Called when a review begins, by whatever button. Makes the request and asks those who can sign."""
    page = _page_of(task_state)
    if page is None:
        return
    text = reviewed_edition(page.get_latest_revision_as_object())
    if by is not None:
        contributions.record_submission(text, by)
    _open(queries.review_state(text), by, page=page)


def cancelled(task_state: TaskState) -> None:
    """Called when somebody who edits takes the edition out of review."""
    if page := _page_of(task_state):
        for request in ReviewRequest.objects.filter(page=page, outcome=Outcome.OPEN):
            close(request, Outcome.CANCELLED)


def revision_saved(revision: Revision) -> None:
    """Called whenever a revision is saved. Keeps who wrote it, and the open requests in step with the text."""
    changed = contributions.record_revision(revision)
    if not changed:
        return
    states = queries.review_states(changed)
    requests = ReviewRequest.objects.filter(outcome=Outcome.OPEN, subject__in={text.subject for text in changed})
    waiting = {(request.subject, request.language): request for request in requests}
    for text in changed:
        if request := waiting.get(text.place):
            _follow(request, text, revision.user)
        elif _wants_review(states[text.place]):
            _open(states[text.place], revision.user)


def close(request: ReviewRequest, outcome: ReviewRequest.Outcome) -> None:
    request.outcome, request.closed_at = outcome, timezone.now()
    request.save(update_fields=["outcome", "closed_at"])
    messages.settled(request)


def end(page: ArticlePage, action: str, act: LedgerAct, by: User) -> None:
    """Ends the edition's review in Wagtail's workflow: `approve` publishes the signed revision, `reject` gives it back."""
    task_state = page.current_workflow_task_state
    if task_state is not None:
        task_state.task.specific.on_action(task_state, by, action, act=act)


def is_under_review(page: ArticlePage) -> bool:
    task_state = page.current_workflow_task_state
    return task_state is not None and isinstance(task_state.task.specific, MedicalReviewTask)


def assign(request: ReviewRequest, to: User | None, by: User) -> None:
    """Gives the review to a person, or to nobody. Raises SigningError for somebody who could sign nothing of it."""
    if to is not None and to not in [profile.user for profile in queries.able_to_sign(state_of(request))]:
        raise SigningError(_("This person cannot give any of the missing sign-offs."), code="not_able")
    request.assignee = to
    request.save(update_fields=["assignee"])
    messages.assigned(request, by)


@transaction.atomic
def claim(request: ReviewRequest, by: User) -> None:
    """Takes a review that nobody has. Raises SigningError if somebody has it, it ended, or the person may sign nothing."""
    kept = ReviewRequest.objects.select_for_update(of=("self",)).select_related("assignee").get(pk=request.pk)
    if kept.outcome != Outcome.OPEN:
        raise NotUnderReviewError
    if kept.assignee is not None and kept.assignee != by:
        name = kept.assignee.get_full_name() or kept.assignee.get_username()
        raise SigningError(_("%(name)s has taken this review already.") % {"name": name}, code="taken")
    assign(kept, by, by)


def schedule(request: ReviewRequest, *, priority: int, due: date | None) -> None:
    """Sets how urgent the review is. Raises ValidationError for a priority that does not exist."""
    request.priority, request.due = priority, due
    request.clean_fields(exclude=["page", "requested_by", "assignee"])
    request.save(update_fields=["priority", "due"])


def state_of(request: ReviewRequest) -> queries.ReviewState:
    """Where the review of what was asked for stands: of the latest draft."""
    return queries.review_state(latest_text(request))


def latest_text(request: ReviewRequest) -> Reviewed:
    """The text as it was last saved. Raises SigningError if there is no such text any more."""
    if request.page is not None:
        return reviewed_edition(request.page.get_latest_revision_as_object())
    entry = queries.entry_of(request.subject)
    if entry is not None:
        for text in reviewed_languages(entry.get_latest_revision_as_object()):
            if text.language == request.language:
                return text
    raise SigningError(_("This text does not exist any more."), code="gone")


def _page_of(task_state: TaskState) -> ArticlePage | None:
    if not isinstance(task_state.task.specific, MedicalReviewTask):
        return None
    item = task_state.workflow_state.content_object
    page = item.specific if item is not None else None
    return page if isinstance(page, ArticlePage) else None


def _open(state: queries.ReviewState, by: User | None, page: ArticlePage | None = None) -> None:
    text = state.reviewed
    condition = page.get_parent() if page else None
    request, _created = ReviewRequest.objects.update_or_create(
        subject=text.subject,
        language=text.language,
        outcome=Outcome.OPEN,
        defaults={
            "title": text.title[:255],
            "digest": text.digest,
            "page": page,
            "condition": condition.translation_key if condition else None,
            "requested_by": by,
        },
    )
    messages.review_wanted(request, state, by)


def _follow(request: ReviewRequest, text: Reviewed, by: User | None) -> None:
    """An edit during review: keeps the request open, and tells those whose sign-offs no longer hold."""
    if request.digest == text.digest:
        return
    lost = queries.record(text.place).sign_offs(request.digest)
    request.digest, request.title = text.digest, text.title[:255]
    request.save(update_fields=["digest", "title"])
    if lost:
        messages.text_changed(request, lost, by)


def _wants_review(state: queries.ReviewState) -> bool:
    """Entries are a sentence or two: whatever is saved and not signed waits for review, without a button for it."""
    return not state.reviewed.subject.startswith("article:") and not state.is_complete
