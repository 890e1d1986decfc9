"""Asking a database for its content version, on connections of the cache's own that nothing else is done with.

SQLite tells each connection by a number whether anybody else has committed anything (`PRAGMA data_version`, a few
microseconds); only then is the version read. PostgreSQL is asked by a prepared statement, through libpq itself: psycopg's
cursors cost as much again as the answer does.
"""

from __future__ import annotations

import select
import sqlite3
from collections.abc import Callable
from typing import Final, Protocol
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.db import connections
from psycopg.pq import ExecStatus

_TABLE: Final = "articles_contentversion"
#: Seconds to wait for a connection, and for an answer.
_TO_CONNECT: Final = 2
_TO_ANSWER: Final = 1


class DatabaseGoneError(Exception):
    """The database cannot be reached, so that nobody knows whether a page is still what readers should see."""


class NoAnswerError(Exception):
    """The database does not answer on this connection."""


class Connection(Protocol):
    """A connection of one thread. `version` is None where there is none, and raises NoAnswerError. To make one raises
    DatabaseGoneError."""

    def version(self) -> str | None: ...

    def close(self) -> None: ...


def connector() -> Callable[[], Connection]:
    """For the database of these settings."""
    return Postgresql if connections["default"].vendor == "postgresql" else Sqlite


class Sqlite:
    def __init__(self) -> None:
        address = f"file:{quote(str(settings.DATABASES['default']['NAME']))}?mode=ro"
        try:
            # Of one thread; another may throw it away when that one has ended.
            self._connection = sqlite3.connect(
                address, uri=True, timeout=_TO_ANSWER, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except sqlite3.Error as error:
            raise DatabaseGoneError(str(error)) from error
        self._execute = self._connection.cursor().execute
        self._seen = -1
        self._version: str | None = None

    def version(self) -> str | None:
        try:
            changes = self._execute("PRAGMA data_version").fetchone()[0]
            if changes != self._seen:
                # In this order: what is committed between the two is seen by the next request.
                row = self._execute(f"SELECT mark FROM {_TABLE} LIMIT 1").fetchone()  # noqa: S608 - a constant
                self._version, self._seen = (row[0] if row else None), changes
        except sqlite3.Error as error:
            raise NoAnswerError(str(error)) from error
        return self._version

    def close(self) -> None:
        self._connection.close()


class Postgresql:
    """Never waits longer than it is told, not even for a server that keeps the connection and is silent."""

    def __init__(self) -> None:
        given = connections["default"].get_connection_params()
        kept = (
            "dbname",
            "user",
            "password",
            "host",
            "port",
            "service",
            "passfile",
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
        )
        known = {name: given[name] for name in kept if given.get(name)}
        try:
            self._connection = psycopg.connect(
                **known, autocommit=True, connect_timeout=_TO_CONNECT, application_name="page cache"
            )
        except psycopg.Error as error:
            raise DatabaseGoneError(str(error)) from error
        self._pq = self._connection.pgconn
        self._ready = select.poll()
        self._ready.register(self._pq.socket, select.POLLIN)
        statement = f"SELECT string_agg(mark, ' ' ORDER BY id) FROM {_TABLE}"  # noqa: S608 - a constant
        self._prepared = self._pq.prepare(b"version", statement.encode()).status == ExecStatus.COMMAND_OK
        self._pq.nonblocking = 1
        self._last: tuple[bytes, str] = (b"", "")

    def version(self) -> str | None:
        if not self._prepared:  # there is no such table
            return None
        pq = self._pq
        try:
            pq.send_query_prepared(b"version", None)
            pq.flush()
            pq.consume_input()
            while pq.is_busy():
                if not self._ready.poll(_TO_ANSWER * 1000):
                    raise NoAnswerError("no answer in time")
                pq.consume_input()
            result = pq.get_result()
            if result is None or result.status != ExecStatus.TUPLES_OK:
                raise NoAnswerError(pq.error_message.decode(errors="replace"))
            mark = result.get_value(0, 0)
            pq.get_result()
        except psycopg.Error as error:
            raise NoAnswerError(str(error)) from error
        if mark is None:
            return None
        if mark != self._last[0]:
            self._last = (mark, mark.decode())
        return self._last[1]

    def close(self) -> None:
        self._connection.close()
