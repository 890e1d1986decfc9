"""The triggers on SQLite, which fire for each row. One writer at a time, so one row holds the version."""

from __future__ import annotations

from typing import Final

from articles.models import ContentVersion

from .rules import LIVE, PAGE, Rule, Verb

_VERSION: Final = ContentVersion._meta.db_table
_MARK: Final = "lower(hex(randomblob(16)))"
BEFOREHAND: Final[tuple[str, ...]] = ()
AFTERWARDS: Final[tuple[str, ...]] = ()
ANOTHER_VERSION: Final = (
    f"INSERT INTO {_VERSION} (id, mark) VALUES (1, {_MARK}) ON CONFLICT (id) DO UPDATE SET mark = excluded.mark"
)
EXISTING: Final = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
_ROWS: Final = {Verb.INSERT: ("NEW",), Verb.UPDATE: ("OLD", "NEW"), Verb.DELETE: ("OLD",)}


def create(name: str, rule: Rule) -> str:
    conditions = [condition for condition in (_live(rule), _changed(rule)) if condition]
    when = f"WHEN {' AND '.join(f'({condition})' for condition in conditions)}" if conditions else ""
    change = f"UPDATE {_VERSION} SET mark = {_MARK} WHERE id = 1"
    return f'CREATE TRIGGER "{name}" AFTER {rule.verb} ON "{rule.table}" {when} BEGIN {change}; END'


def drop(_table: str, name: str) -> str:
    return f'DROP TRIGGER "{name}"'


def _live(rule: Rule) -> str:
    rows = _ROWS[rule.verb]
    if not rule.live:
        return ""
    if rule.live == LIVE:
        return " OR ".join(f"{row}.{LIVE}" for row in rows)
    keys = ", ".join(f"{row}.{PAGE}" for row in rows)
    return f"EXISTS (SELECT 1 FROM wagtailcore_page WHERE id IN ({keys}) AND live)"


def _changed(rule: Rule) -> str:
    return " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in rule.compared)
