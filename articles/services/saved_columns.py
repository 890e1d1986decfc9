"""What a save of some of a row's columns amounts to: the gate judges what the database would hold after it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from django.db.models import Model

AnyModel = TypeVar("AnyModel", bound=Model)

#: Columns that are no content: what Wagtail writes on a live row when it keeps a draft beside it (`save_revision`), when it
#: locks, moves or schedules something, or hands it to another owner.
NOT_CONTENT = frozenset(
    {
        "depth",
        "draft_title",
        "expire_at",
        "expired",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "path",
        "url_path",
    }
)


def touches_no_content(update_fields: Collection[str] | None) -> bool:
    """Whether a save of these columns changes nothing that readers meet."""
    return update_fields is not None and set(update_fields) <= NOT_CONTENT


def with_columns(stored: AnyModel, saved: Model, update_fields: Collection[str] | None) -> AnyModel:
    """What is stored, with the columns of it that are about to be saved from another object."""
    for field in saved._meta.concrete_fields:
        if update_fields is None or {field.name, field.attname} & set(update_fields):
            setattr(stored, field.attname, getattr(saved, field.attname))
    return stored
