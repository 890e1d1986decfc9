"""A migrated database, made once and copied. Migrations take a process a quarter of a minute, a copy takes it a moment.

Django still migrates each copy, and finds nothing left to do. A change to any migration, or another version of a package that
brings some, makes a new one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
_PREFIX = "migrated_for_tests_"
#: Seconds after which one that no longer fits the code is removed. Another checkout may still be at work with it.
_KEPT = 7 * 24 * 3600


def migrated_file() -> Path:
    """A migrated SQLite database. Copy it; nobody writes to it."""
    made: Path = settings.DATA_DIR / f"{_name()}.sqlite3"
    with _alone():
        if not made.exists():
            with TemporaryDirectory(dir=settings.DATA_DIR) as scratch:
                _migrate(DATA_DIR=scratch)
                Path(scratch, "db.sqlite3").replace(made)
            for other in settings.DATA_DIR.glob(f"{_PREFIX}*.sqlite3"):
                if time.time() - other.stat().st_mtime > _KEPT:
                    other.unlink()
    return made


def migrated_database() -> str:
    """The name of a migrated PostgreSQL database, on the server that the tests run on. A template for others."""
    name = _name()
    with _alone(), connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE datname LIKE %s", [f"{_PREFIX}%"]
        )
        found = dict(cursor.fetchall())
        if not found.get(name):  # its date is written last: one without was cut short
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
            _migrate(DATABASE_URL=address_of(name))
            cursor.execute(f"COMMENT ON DATABASE \"{name}\" IS '{int(time.time())}'")
        for other, date in found.items():
            if other != name and date and time.time() - int(date) > _KEPT:
                cursor.execute(f'DROP DATABASE IF EXISTS "{other}"')
    return name


def address_of(database: str) -> str:
    """What DATABASE_URL says of a PostgreSQL database on the server that the tests run on."""
    given = settings.DATABASES["default"]
    return f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT'] or 5432}/{database}"


@contextmanager
def copied_into_memory(database: str) -> Iterator[None]:
    """Fills a SQLite database in this process's memory, and keeps it: it ends with its last connection."""
    with closing(sqlite3.connect(database, uri=True)) as memory:
        with closing(sqlite3.connect(migrated_file())) as made:
            made.backup(memory)
        yield


def _name() -> str:
    """Says which migrations, in which languages."""
    digest = hashlib.sha256(repr(settings.LANGUAGES).encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        for migration in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(f"{app.name} {migration.name}".encode())
            digest.update(migration.read_bytes())
    return _PREFIX + digest.hexdigest()[:16]


def _migrate(**where: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    done = subprocess.run(command, cwd=ROOT, env=environment | where, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


@contextmanager
def _alone() -> Iterator[None]:
    """Whoever comes second waits, and finds it made."""
    with (settings.DATA_DIR / "migrated_for_tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
