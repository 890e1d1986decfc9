"""What somebody with the database's password can do to the ledger, once they have taken its triggers away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection

TRIGGERS = import_module("articles.migrations.0005_ledger_is_append_only")


@contextmanager
def without_triggers() -> Iterator[None]:
    """Inside a transaction: the ledger's triggers do not exist."""
    on_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for statement in TRIGGERS.POSTGRESQL_BACK if on_postgresql else TRIGGERS.SQLITE_BACK:
            cursor.execute(statement)
        yield
        for statement in TRIGGERS.POSTGRESQL if on_postgresql else TRIGGERS.SQLITE:
            cursor.execute(statement)


def tamper(statement: str, *values: object) -> None:
    """Runs a statement about `ledger`, which stands for the ledger's table, behind everybody's back."""
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(statement.replace("ledger", "articles_ledgerentry"), values)
