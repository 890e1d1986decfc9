"""What stands in the database, to compare it with what stood there before."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from wagtail.admin.models import EditingSession
from wagtail.models import ModelLogEntry, PageLogEntry, PageSubscription, ReferenceIndex, Revision, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from articles.models import Contribution, ReviewRequest

#: What no page of readers is made from: drafts, who wrote them, the course of a review, logs, who is logged in and told what.
_NOT_FOR_READERS = {
    Contribution,
    EditingSession,
    ModelLogEntry,
    PageLogEntry,
    PageSubscription,
    ReferenceIndex,
    ReviewRequest,
    Revision,
    Session,
    TaskState,
    UserProfile,
    WorkflowState,
}
_OF_DRAFTS = {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"}


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in apps.get_models()}


def readers_get() -> list[tuple[Any, ...]]:
    """Every row that a page of readers could be made from. Where it is the same as before, so is every page."""
    found: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model in _NOT_FOR_READERS or model._meta.proxy or not model._meta.managed:
                continue
            columns = (field.column for field in model._meta.local_concrete_fields if field.name not in _OF_DRAFTS)
            quoted = ", ".join(map(connection.ops.quote_name, columns))
            cursor.execute(f"SELECT {quoted} FROM {connection.ops.quote_name(model._meta.db_table)} ORDER BY 1")
            found += cursor.fetchall()
    return found
