"""One writer at a time for one text. Whoever writes it locks its row first, before revisions, requests or anything else:
two that lock in different orders would wait for each other until the database ends one of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import connection, models, transaction


def lock_row(item: models.Model) -> None:
    """Lets nobody else write it until the transaction ends. Must be called inside one.

    Of a page, the row that all kinds of pages share: every save writes that one first. On SQLite every transaction of this
    project begins with the write lock (`transaction_mode`).
    """
    if connection.features.has_select_for_update:
        root = [type(item), *item._meta.get_parent_list()][-1]
        list(root._base_manager.select_for_update(no_key=True).filter(pk=item.pk).values_list("pk"))


def lock_rows(model: type[models.Model], keys: Collection[int]) -> None:
    """As `lock_row`, of several rows of one model, in one order, so that two that want the same ones wait and none fails."""
    if keys and connection.features.has_select_for_update:
        list(model._base_manager.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))


#: Any number that nothing else in this database locks.
_LEDGER = 0x05_7E_0_1ED


def lock_ledger() -> None:
    """Lets one transaction at a time decide about sign-offs. Must be called inside one, before a row is locked; ends with it.

    On SQLite every transaction of this project begins with the write lock (`transaction_mode`).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LEDGER])


class OneWriterAtATime:
    """For what has revisions: keeping a draft and publishing are each all or nothing, and wait for one another."""

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        lock_row(self)  # type: ignore[arg-type]  # a model, where it is used
        return super().save_revision(*args, **kwargs)  # type: ignore[misc]

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        lock_ledger()  # a new source may take its translations down, which writes there
        lock_row(self)  # type: ignore[arg-type]
        return super().publish(*args, **kwargs)  # type: ignore[misc]
