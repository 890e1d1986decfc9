"""Puts the triggers in place: those that are missing or that the rules want otherwise, and no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.models import ContentVersion

from . import postgresql, sqlite
from .rules import Rule, rules

_PREFIX: Final = "content_version_"
#: A trigger's name by its table.
Triggers = set[tuple[str, str]]


def ensure(connection: BaseDatabaseWrapper) -> None:
    """What `migrate` ends with. Where anything was missing, content may have changed unseen: the version does, too."""
    _put(connection, rules())


def loosen(connection: BaseDatabaseWrapper) -> None:
    """What `migrate` begins with: triggers that name no column. A column that a trigger names cannot be changed."""
    _put(connection, rules(exact=False))


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for table, name in _existing(connection):
            cursor.execute(_dialect(connection).drop(table, name))
        for statement in _dialect(connection).AFTERWARDS:
            cursor.execute(statement)


def _put(connection: BaseDatabaseWrapper, wanted_rules: Iterable[Rule]) -> None:
    dialect = _dialect(connection)
    tables = set(connection.introspection.table_names())
    if ContentVersion._meta.db_table not in tables:
        return
    wanted = {(rule.table, _name(dialect, rule)): rule for rule in wanted_rules if rule.table in tables}
    before = _existing(connection)
    if before == wanted.keys() and ContentVersion.objects.exists():
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in dialect.BEFOREHAND:
            cursor.execute(statement)
        for table, name in sorted(before - wanted.keys()):
            cursor.execute(dialect.drop(table, name))
        for (_table, name), rule in sorted(wanted.items()):
            if (rule.table, name) not in before:
                cursor.execute(dialect.create(name, rule))
        cursor.execute(dialect.ANOTHER_VERSION)


def _existing(connection: BaseDatabaseWrapper) -> Triggers:
    with connection.cursor() as cursor:
        cursor.execute(_dialect(connection).EXISTING, [f"{_PREFIX}%"])
        return set(cursor.fetchall())


def _name(dialect: Any, rule: Rule) -> str:
    """Says what it does, so that another rule has another name."""
    return _PREFIX + hashlib.sha256(str(dialect.create("", rule)).encode()).hexdigest()[:16]


def _dialect(connection: BaseDatabaseWrapper) -> Any:
    return {"postgresql": postgresql, "sqlite": sqlite}[connection.vendor]
