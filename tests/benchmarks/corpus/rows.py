"""Writing many rows at once, by their fields' own rules: what Django's `bulk_create` does not do for tables that inherit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models


def insert(items: Sequence[models.Model], model: type[models.Model] | None = None) -> None:
    """Rows of one model, in its own table alone (that of `model`, where the items are of a model that derives from it). All have
    their primary keys: nothing is read back. Signals, and so the gate, know nothing of it."""
    if not items:
        return
    table = (model or type(items[0]))._meta
    fields = table.local_concrete_fields
    prepared = [[_prepared(field, item) for field in fields] for item in items]
    insert_values(table.db_table, [str(field.column) for field in fields], prepared)


def insert_values(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    named = ", ".join(quote(column) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {quote(table)} ({named}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quote(table)} ({named}) VALUES ({places})", list(rows))


def first_free(model: type[models.Model]) -> int:
    highest = model._base_manager.aggregate(highest=models.Max("pk"))["highest"]
    return int(highest or 0) + 1


def continue_numbering(*kinds: type[models.Model]) -> None:
    """So that rows that are added as usual get numbers behind those that were given here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(kinds)):
            cursor.execute(statement)


def _prepared(field: models.Field[Any, Any], item: models.Model) -> Any:
    """As Django would store it: `pre_save` fills in what is set at the moment of writing."""
    value = getattr(item, field.attname) if not getattr(field, "auto_now_add", False) else field.pre_save(item, add=True)
    return field.get_db_prep_save(value, connection)
