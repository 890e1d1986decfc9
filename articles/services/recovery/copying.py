"""Moving a site from one database to another of any kind, row by row, so that nothing of it changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from types import SimpleNamespace
from typing import Any, Final

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Cast
from django.db.models.query import QuerySet
from django.db.models.sql import InsertQuery
from wagtail.fields import StreamField

from .restoring import Refused

#: The admin's search index is of a different shape on each kind of database, and is made anew. Sessions end. The mark of the
#: content's version is each database's own, written by its triggers.
_NOT_COPIED: Final = frozenset({"modelsearch", "wagtailsearch", "sessions", "articles.ContentVersion"})
#: Rows that are written together.
_BATCH: Final = 200

Model = type[models.Model]


@dataclass(frozen=True, slots=True)
class Copied:
    tables: int
    rows: int


def copy_database(source: str, target: str, tell: Callable[[str, int], None]) -> Copied:
    """Copies every row between two migrated databases, by their aliases, in one transaction of the target, and reads both again
    to see that they are the same. `tell` gets each table's name and number of rows.

    No signal is sent and no rule asked: what is copied was let in once. Raises Refused.
    """
    _check_migrations(source, target)
    _check_empty(target)
    every = [model for model in apps.get_models(include_auto_created=True) if _is_copied(model)]
    rows = 0
    with transaction.atomic(using=source), transaction.atomic(using=target):
        _empty(every, target)
        for model in every:
            copied = _copy(model, source, target)
            rows += copied
            tell(model._meta.db_table, copied)
        for statement in connections[target].ops.sequence_reset_sql(no_style(), every):
            _execute(target, statement)
        _check_same(every, source, target)
    call_command("update_index", verbosity=0)
    return Copied(len(every), rows)


def fingerprint(model: Model, using: str) -> str:
    """Of a table's rows, in whatever order: the same on every kind of database for the same rows."""
    total = 0
    for row in _rows(model, using):
        text = json.dumps(row, default=str, ensure_ascii=False, sort_keys=True)
        total += int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
    return f"{total % 2**256:064x}"


def _is_copied(model: Model) -> bool:
    meta = model._meta
    return meta.managed and not meta.proxy and not {meta.app_label, meta.label} & _NOT_COPIED


def _check_migrations(source: str, target: str) -> None:
    applied = [set(MigrationRecorder(connections[alias]).applied_migrations()) for alias in (source, target)]
    for app, name in sorted(applied[0] ^ applied[1]):
        where = "old" if (app, name) in applied[1] else "new"
        raise Refused(f"The {where} database lacks the migration {app}.{name}. Run “manage.py migrate” on both first.")


def _check_empty(target: str) -> None:
    for name in ("User", "LedgerEntry", "ArticlePage", "ConditionPage", "ArticleImage"):
        if QuerySet(apps.get_model("articles", name), using=target).exists():
            raise Refused(f"The new database is not empty: it has rows of {name}. Use a new one, freshly migrated.")


def _empty(every: list[Model], target: str) -> None:
    """What migrations put in. The ledger is empty, and refuses even that."""
    tables = [model._meta.db_table for model in every if model._meta.label != "articles.LedgerEntry"]
    for statement in connections[target].ops.sql_flush(no_style(), tables, allow_cascade=True):
        _execute(target, statement)


def _execute(using: str, statement: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(statement)


def _fields(model: Model) -> list[Any]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _rows(model: Model, using: str) -> Iterator[list[Any]]:
    """As they are stored. A StreamField is read as plain JSON: its value would lack blocks that this version does not know."""
    fields = _fields(model)
    streams = [field for field in fields if isinstance(field, StreamField)]
    names = [f"stream_{streams.index(field)}" if field in streams else field.attname for field in fields]
    raw = {f"stream_{n}": Cast(models.F(field.attname), models.TextField()) for n, field in enumerate(streams)}
    query = QuerySet(model, using=using).annotate(**raw).order_by().values_list(*names)
    at = [names.index(name) for name in raw]
    for values in query.iterator(chunk_size=_BATCH):
        row = list(values)
        for place in at:
            row[place] = None if row[place] is None else json.loads(row[place])
        yield row


def _copy(model: Model, source: str, target: str) -> int:
    fields = _fields(model)
    most = max(1, min(_BATCH, connections[target].ops.bulk_batch_size(fields, range(_BATCH))))
    rows, copied = _rows(model, source), 0
    while batch := list(islice(rows, most)):
        query = InsertQuery(model)
        query.insert_values(fields, [_row_object(fields, row) for row in batch], raw=True)
        query.get_compiler(using=target).execute_sql()
        copied += len(batch)
    return copied


def _row_object(fields: list[Any], row: list[Any]) -> Any:
    """What an INSERT asks for its values. Not the model itself: that one may change them."""
    values = {field.attname: _value(field, value) for field, value in zip(fields, row, strict=True)}
    return SimpleNamespace(**values)


def _value(field: Any, value: Any) -> Any:
    if isinstance(field, StreamField) and value is not None:
        return models.Value(value, output_field=models.JSONField())
    return value


def _check_same(every: list[Model], source: str, target: str) -> None:
    for model in every:
        if fingerprint(model, source) != fingerprint(model, target):
            raise Refused(
                f"After copying, {model._meta.db_table} was not the same in both. Nothing was kept in the new database."
            )
