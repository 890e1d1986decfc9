"""The triggers on PostgreSQL. A transaction changes the version once, in a row that no other transaction is holding.

A counter in one row would make publications wait for each other, up to the end of the longest import; a sequence is no part of
a transaction; the newest row's number is not another one when the older transaction commits last. So each transaction takes
the first row that is free (SKIP LOCKED) or adds one, and writes a new mark into it: whichever commits when, all rows together
are not what they were before.
"""

from __future__ import annotations

from typing import Final

from articles.models import ContentVersion

from .rules import PAGE, Rule, Verb

_VERSION: Final = ContentVersion._meta.db_table
_CHANGE: Final = "articles_change_content_version"
_COUNT: Final = "articles_count_change_of_content"
_COUNT_OF_PAGE: Final = "articles_count_change_of_page"
#: That this transaction has changed the version is noted in a setting of it: undone, like the change, with a savepoint.
BEFOREHAND: Final = (
    f"""
    CREATE OR REPLACE FUNCTION {_CHANGE}() RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
      this text := pg_current_xact_id()::text;
    BEGIN
      IF current_setting('articles.content_changed_in', true) = this THEN RETURN; END IF;
      UPDATE {_VERSION} SET mark = gen_random_uuid()::text
        WHERE id = (SELECT id FROM {_VERSION} ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);
      IF NOT FOUND THEN INSERT INTO {_VERSION} (mark) VALUES (gen_random_uuid()::text); END IF;
      PERFORM set_config('articles.content_changed_in', this, true);
    END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION {_COUNT}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM {_CHANGE}(); RETURN NULL; END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION {_COUNT_OF_PAGE}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (
        SELECT 1 FROM wagtailcore_page
        WHERE live AND id IN (NEW.{PAGE}, OLD.{PAGE})
      ) THEN PERFORM {_CHANGE}(); END IF;
      RETURN NULL;
    END $$
    """,
)
AFTERWARDS: Final = tuple(f"DROP FUNCTION IF EXISTS {name}()" for name in (_COUNT_OF_PAGE, _COUNT, _CHANGE))
ANOTHER_VERSION: Final = f"SELECT {_CHANGE}()"
EXISTING: Final = """
    SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE NOT tgisinternal AND tgname LIKE %s AND pg_table_is_visible(tgrelid)
"""
_ROWS: Final = {Verb.INSERT: ("NEW",), Verb.UPDATE: ("OLD", "NEW"), Verb.DELETE: ("OLD",)}


def create(name: str, rule: Rule) -> str:
    """By statement where any row counts, so that many rows cost what one does. TRUNCATE deletes without asking for rows."""
    if rule.live == PAGE:
        how, count = "FOR EACH ROW", f"{_COUNT_OF_PAGE}()"
    else:
        conditions = [condition for condition in (_live(rule), _changed(rule)) if condition]
        when = f"WHEN ({' AND '.join(f'({condition})' for condition in conditions)})" if conditions else ""
        how, count = (f"FOR EACH ROW {when}" if conditions else "FOR EACH STATEMENT"), f"{_COUNT}()"
    verb = f"{rule.verb} OR TRUNCATE" if rule.verb is Verb.DELETE and "ROW" not in how else str(rule.verb)
    return f'CREATE TRIGGER "{name}" AFTER {verb} ON "{rule.table}" {how} EXECUTE FUNCTION {count}'


def drop(table: str, name: str) -> str:
    return f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'


def _live(rule: Rule) -> str:
    return " OR ".join(f"{row}.live" for row in _ROWS[rule.verb]) if rule.live else ""


def _changed(rule: Rule) -> str:
    return " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in rule.compared)
