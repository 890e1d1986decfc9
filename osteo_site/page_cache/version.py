"""The content version of this moment, asked of the database for each request."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from .databases import Connection, DatabaseGoneError, NoAnswerError

logger = logging.getLogger(__name__)

#: Seconds that a connection is kept: one to a file or server that was exchanged meanwhile ends with it.
_KEPT_OPEN: Final = 60
#: Seconds between two attempts to reach a database that is gone.
_PAUSE: Final = 1.0


class _Mine(threading.local):
    """What a thread has: its connection, how to ask it, until when, and what it said last."""

    connection: Connection | None = None
    ask: Any = None
    until = 0.0
    last: str | None = None


class Versions:
    """Calling it gives the version of this moment, or None where there is none.

    Raises DatabaseGoneError. While the database is gone one thread a second tries to reach it; the others are told at once.
    """

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._mine = _Mine()
        self._knocking = threading.Lock()
        self._retry_at = 0.0
        #: The last version that was learnt, and since when the database is gone (0 while it is there).
        self.last: str | None = None
        self.gone_since = 0.0

    def __call__(self) -> str | None:
        mine = self._mine
        if time.monotonic() >= mine.until:
            return self._on_a_new_connection()
        try:
            version: str | None = mine.ask()
        except NoAnswerError:
            return self._on_a_new_connection()
        if version is not mine.last:
            mine.last = self.last = version
        return version

    def close(self) -> None:
        """Closes this thread's connection. The next question opens another."""
        mine = self._mine
        if mine.connection is not None:
            mine.connection.close()
        mine.connection, mine.until = None, 0.0

    def _on_a_new_connection(self) -> str | None:
        self.close()
        if not self.gone_since:
            return self._open()
        if time.monotonic() < self._retry_at or not self._knocking.acquire(blocking=False):
            raise DatabaseGoneError
        try:
            return self._open()
        finally:
            self._knocking.release()

    def _open(self) -> str | None:
        mine = self._mine
        try:
            connection = self._connect()
        except DatabaseGoneError as error:
            self._note_that_it_is_gone(error)
            raise
        self._note_that_it_is_there()
        try:
            version = connection.version()
        except NoAnswerError as error:  # it can be reached: Django may say what it lacks
            logger.warning("The page cache has no answer from the database, and keeps no page meanwhile: %s", error)
            connection.close()
            return None
        mine.connection, mine.ask, mine.until = connection, connection.version, time.monotonic() + _KEPT_OPEN
        mine.last = self.last = version
        return version

    def _note_that_it_is_gone(self, error: DatabaseGoneError) -> None:
        self._retry_at = time.monotonic() + _PAUSE
        if not self.gone_since:
            self.gone_since = time.monotonic()
            logger.error("The page cache cannot reach the database: %s. It serves the pages of the last version it knows.", error)

    def _note_that_it_is_there(self) -> None:
        if self.gone_since:
            logger.warning("The page cache reaches the database again, after %d s.", time.monotonic() - self.gone_since)
            self.gone_since = 0.0
