"""`manage.py copy_database`: moves a site to another database, for example from SQLite to PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from articles.services.recovery import Refused, copy_database

SOURCE = "source"


class Command(BaseCommand):
    help = (
        "Copies everything from the database at an address into the one that DATABASE_URL names, which must be freshly migrated: in "
        "one transaction, checked afterwards row by row. Stop the site first. Uploaded files stay where they are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help="for example sqlite:////var/lib/health/db.sqlite3")

    def handle(self, *_args: Any, **options: Any) -> None:
        address = _address(options["source"])
        own = connections.databases[DEFAULT_DB_ALIAS]
        if {name: own[name] for name in ("HOST", "PORT", "NAME")} == {
            name: address.get(name, "") for name in ("HOST", "PORT", "NAME")
        }:
            raise CommandError("Both addresses name the same database. Set DATABASE_URL to the new one.")
        connections.databases[SOURCE] = {**own, "OPTIONS": {}, "CONN_MAX_AGE": 0, **address}
        try:
            done = copy_database(SOURCE, DEFAULT_DB_ALIAS, self._tell)
        except Refused as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"The database refused it: {error} Nothing was kept in the new database.") from error
        finally:
            connections[SOURCE].close()
            del connections.databases[SOURCE]
            del connections[SOURCE]
        self.stdout.write(
            f"{done.rows} rows in {done.tables} tables, the same in both. Now run “manage.py verify_signoffs --files”."
        )

    def _tell(self, table: str, rows: int) -> None:
        self.stdout.write(f"{table}: {rows}")


def _address(text: str) -> dict[str, Any]:
    try:
        address: dict[str, Any] = environ.Env.db_url_config(text)
    except Exception as error:  # whatever that library makes of what is no address
        raise CommandError(f"{text!r} is no address of a database.") from error
    if not address.get("ENGINE"):
        raise CommandError(f"{text!r} is no address of a database.")
    if address["ENGINE"].endswith("sqlite3") and not Path(address["NAME"]).is_file():
        raise CommandError(f"There is no file {address['NAME']}.")
    return address
