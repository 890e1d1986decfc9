"""`manage.py restore`: a backup in the place of what the site holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.services.recovery import ArchiveError, DatabaseToolError, Refused, restore


class Command(BaseCommand):
    help = (
        "Checks an archive that “manage.py backup” wrote, restores it, brings it up to this version, and verifies the ledger and all "
        "that is public. Stop the site first. Restore only archives of your own: a database can run what somebody wrote into it."
    )
    requires_system_checks: list[str] = []  # some ask the database, which is to be restored

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument("--replace", action="store_true", help="delete everything that this site holds")

    def handle(self, *_args: Any, **options: Any) -> None:
        path = options["archive"]
        try:
            done = restore(path, replace=options["replace"])
        except (ArchiveError, Refused, ImproperlyConfigured) as error:
            raise CommandError(f"{error}") from error
        except DatabaseToolError as error:
            raise CommandError(f"{error} The database is as it was.") from error
        except OSError as error:
            raise CommandError(f"{error.filename or path}: {error.strerror or error}. The database is as it was.") from error
        self.stdout.write(
            f"Restored the backup of {done.manifest.made}: {done.files} files, {sum(done.manifest.rows.values())} rows; "
            f"{done.removed} other files removed, {done.migrated} migrations applied."
        )
        for problem in done.problems:
            self.stdout.write(problem)
        self.stdout.write(f"Ledger’s head: {done.manifest.ledger_head or 'none'}")
        if done.problems:
            sys.exit(1)
        self.stdout.write("The ledger and all that is public are in order.")
