"""A database as one file, and back: by SQLite's online backup, and by PostgreSQL's pg_dump and psql."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any, Final, cast

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

#: What is left behind: whoever has a session's key is logged in.
SESSIONS: Final = "django_session"
LEDGER: Final = "articles_ledgerentry"
_MIGRATIONS: Final = "django_migrations"
#: Seconds for which a locked database is waited for.
PATIENCE: Final = 30

Ask = Callable[[str], list[tuple[Any, ...]]]


class DatabaseToolError(Exception):
    """The database's own tool failed, or is not there."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A database at one moment: its content as a file, and what it holds."""

    name: str
    content: IO[bytes]
    migrations: list[tuple[str, str]]
    rows: dict[str, int]
    ledger_head: str | None
    ledger_keys: list[str]


@contextmanager
def snapshot(scratch: Path) -> Iterator[Snapshot]:
    """The site's database, without sessions, while it may be in use. `scratch` is a directory with room for a copy."""
    with _postgresql_snapshot() if connection.vendor == "postgresql" else _sqlite_snapshot(scratch) as made:
        yield made


def load(content: IO[bytes], scratch: Path) -> None:
    """Puts a snapshot's content in the place of all that the site's database holds: all of it or nothing."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        _load_postgresql(content)
    else:
        _load_sqlite(content, scratch)
    connection.close()


def holds(ask: Ask, tables: set[str]) -> dict[str, Any]:
    """What a snapshot and the database that was made of it must have in common."""
    names = sorted(tables - {SESSIONS})
    head = ask(f"SELECT sequence, entry_hash FROM {LEDGER} ORDER BY sequence DESC LIMIT 1") if LEDGER in tables else []  # noqa: S608
    keys = ask(f"SELECT DISTINCT key_id FROM {LEDGER} ORDER BY key_id") if LEDGER in tables else []  # noqa: S608
    return {
        "migrations": [(app, name) for app, name in ask(f"SELECT app, name FROM {_MIGRATIONS} ORDER BY app, name")],  # noqa: S608
        "rows": {name: ask(f'SELECT COUNT(*) FROM "{name}"')[0][0] for name in names},  # noqa: S608
        "ledger_head": f"{head[0][0]}:{head[0][1]}" if head else None,
        "ledger_keys": [key for (key,) in keys],
    }


def own_tables() -> set[str]:
    """The tables of this program's models that the database has, and that of its migrations."""
    return set(connection.introspection.django_table_names(only_existing=True, include_views=False)) | {_MIGRATIONS}


def ask_database(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


# --- SQLite ----------------------------------------------------------------------------------------------------------


@contextmanager
def _sqlite_snapshot(scratch: Path) -> Iterator[Snapshot]:
    tables = own_tables()
    with TemporaryDirectory(dir=scratch, prefix=".backup-") as directory:
        path = Path(directory, "database")
        with closing(sqlite3.connect(path)) as copy:
            path.chmod(0o600)
            copy_sqlite(connection.connection, copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            if SESSIONS in tables:
                copy.execute(f"DELETE FROM {SESSIONS}")  # noqa: S608
            copy.commit()
            copy.execute("VACUUM")
            held = holds(lambda statement: copy.execute(statement).fetchall(), tables)
        with path.open("rb") as content:
            yield Snapshot("database.sqlite3", content, **held)


def _load_sqlite(content: IO[bytes], scratch: Path) -> None:
    with TemporaryDirectory(dir=scratch, prefix=".restore-") as directory:
        path = Path(directory, "database")
        with path.open("xb") as file:
            path.chmod(0o600)
            shutil.copyfileobj(content, file)
        with closing(sqlite3.connect(path)) as copy:
            try:
                sound = copy.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            except sqlite3.DatabaseError:
                sound = False
            if not sound:
                raise DatabaseToolError("The database in the archive is damaged; SQLite cannot read it.")
            copy_sqlite(copy, connection.connection)


def copy_sqlite(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """In one transaction of the target. Raises DatabaseToolError where somebody else keeps either locked."""
    end = time.monotonic() + PATIENCE

    def no_longer_than(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > end:
            raise DatabaseToolError(f"The database was in use for {PATIENCE} seconds. Stop the site, and try again.")

    try:
        source.backup(target, progress=no_longer_than)
    except sqlite3.Error as error:
        raise DatabaseToolError(f"SQLite could not copy the database: {error}.") from error


# --- PostgreSQL ------------------------------------------------------------------------------------------------------

#: Everything of ours in the schema that is in use. What extensions brought stays; a column's own sequence goes with its table.
_EMPTY: Final = """
DO $$ DECLARE one record; BEGIN
  FOR one IN
    SELECT format('%s IF EXISTS %I.%I CASCADE', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
      WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname) AS what
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('e', 'i'))
    UNION ALL
    SELECT format('ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = current_schema()
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  LOOP EXECUTE 'DROP ' || one.what; END LOOP;
END $$;
"""


@contextmanager
def _postgresql_snapshot() -> Iterator[Snapshot]:
    """What is counted and what pg_dump writes are one moment of the database."""
    with transaction.atomic(durable=True), TemporaryFile() as complaints:
        for statement in (
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
            "SET LOCAL statement_timeout = 0",
            "SET LOCAL idle_in_transaction_session_timeout = 0",
        ):
            with connection.cursor() as cursor:
                cursor.execute(statement)
        number = ask_database("SELECT pg_export_snapshot()")[0][0]
        held = holds(ask_database, own_tables())
        command = ["--no-owner", "--no-privileges", f"--snapshot={number}", f"--exclude-table-data={SESSIONS}"]
        with _running("pg_dump", command, stdout=subprocess.PIPE, stderr=complaints) as process:
            yield Snapshot("database.sql", cast(IO[bytes], process.stdout), **held)
            _finished("pg_dump", process, complaints)


def _load_postgresql(content: IO[bytes]) -> None:
    connection.close()
    command = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction"]
    command += [f"--command=SET lock_timeout = '{PATIENCE}s'", f"--command={_EMPTY}", "--file=-"]
    with (
        TemporaryFile() as complaints,
        _running("psql", command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints) as process,
    ):
        with suppress(BrokenPipeError), cast(IO[bytes], process.stdin) as statements:  # it may give up, and says why
            shutil.copyfileobj(content, statements)
        _finished("psql", process, complaints)


@contextmanager
def _running(program: str, arguments: list[str], **pipes: Any) -> Iterator[subprocess.Popen[bytes]]:
    """With the site's own access to the database; a password goes through the environment, which others cannot read."""
    given, own = DatabaseClient.settings_to_cmd_args_env(settings.DATABASES["default"], arguments)
    environment = {name: value for name, value in os.environ.items() if name != "PGOPTIONS"} | (own or {})
    try:
        process = subprocess.Popen([program, *given[1:]], env=environment, **pipes)  # noqa: S603 (settings, and our own words)
    except FileNotFoundError:
        raise DatabaseToolError(f"{program} is not installed. On Debian: apt-get install postgresql-client") from None
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()
        process.wait()


def _finished(program: str, process: subprocess.Popen[bytes], complaints: IO[bytes]) -> None:
    if process.wait():
        complaints.seek(0)
        said = complaints.read().decode(errors="replace").strip().splitlines()
        raise DatabaseToolError(f"{program} failed: {said[0] if said else 'it does not say why'}")
