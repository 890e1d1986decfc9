"""The one task of Wagtail's workflow: medical review. Approval is nothing that anybody clicks; sign-offs complete it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from articles.domain.signoffs import EntryKind


@dataclass(frozen=True, slots=True)
class LedgerAct:
    """What may end a review: an entry that `articles.services` has just written into the ledger."""

    sequence: int
    kind: EntryKind
    completes: bool
    comment: str = ""


class MedicalReviewTask(Task):
    """Ends when no required sign-off is missing, or when a reviewer asks for changes. Both happen on the review desk."""

    def on_action(self, task_state: TaskState, user: Any, action_name: str, act: LedgerAct | None = None, **_kwargs: Any) -> None:
        """Raises PermissionDenied unless the act that ends the review is in the ledger.

        The editor's own “approve” posts any data it likes, and an edit with it; see design.md §4.
        """
        if not isinstance(act, LedgerAct):
            raise PermissionDenied("A review ends on the review desk, by a sign-off or a request for changes.")
        if action_name == "approve" and act.kind is EntryKind.SIGN_OFF and act.completes:
            task_state.approve(user=user, comment=act.comment)
        elif action_name == "reject" and act.kind is EntryKind.REFUSAL:
            task_state.reject(user=user, comment=act.comment)
        else:
            raise PermissionDenied(f"{action_name!r} does not follow from entry {act.sequence} of the ledger.")

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        """None in the editor: what a reviewer signs is what the desk shows."""
        return []

    @classmethod
    def get_description(cls) -> Any:
        return _("Complete when every sign-off that the review policy requires has been given on the review desk.")

    class Meta:
        verbose_name = _("medical review")
        verbose_name_plural = _("medical reviews")
