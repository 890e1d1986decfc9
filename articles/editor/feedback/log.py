"""What Wagtail's audit log calls the acts on reports."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.services.feedback import working


def register_log_actions(actions: Any) -> None:
    actions.register_action(working.ASSIGN, _("Assign a reader report"), _("Reader report assigned"))
    actions.register_action(working.NOTE, _("Write notes on a reader report"), _("Notes on a reader report written"))
    actions.register_action(working.ANSWER, _("Answer a reader report"), _("Reader report answered"))
    actions.register_action(working.CLOSE, _("Close a reader report"), _("Reader report closed"))
    actions.register_action(working.REOPEN, _("Open a reader report again"), _("Reader report opened again"))
    actions.register_action(
        working.REVIEW, _("Ask for a review after a reader report"), _("Review asked for after a reader report")
    )
