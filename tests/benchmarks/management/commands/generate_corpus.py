"""`manage.py generate_corpus`: a site of a chosen size to measure on, signed, and marked on every page as generated."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.services import demonstration
from tests.benchmarks.corpus import LARGEST, SMALLEST, NotEmptyError, generate

_WIDTH = 40


class Command(BaseCommand):
    help = (
        "Fills an empty database with a generated corpus: articles in all languages with their vocabulary, sign-offs and "
        "indexes. Refuses a database that holds anything, and production settings."
    )
    # The checks need tables that this command is about to make.
    requires_system_checks: Any = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--editions", type=int, required=True, help=f"how many, from {SMALLEST} to {LARGEST}")
        parser.add_argument("--languages", default="", help="by commas, the source's always among them (default: all)")

    def handle(self, *_args: Any, **options: Any) -> None:
        editions, languages = options["editions"], [code for code in options["languages"].split(",") if code]
        self._refuse_production()
        self._refuse_wrong_numbers(editions, languages)
        if demonstration.holds_foreign_tables():
            raise CommandError(self._not_empty())
        call_command("migrate", interactive=False, verbosity=0)
        started = time.monotonic()
        try:
            generate(editions, languages, progress=lambda done: self._show(done, editions), say=self._say)
        except NotEmptyError as error:
            raise CommandError(self._not_empty()) from error
        self.stdout.write(
            f"\n{editions} editions in {time.monotonic() - started:.0f} s. `manage.py verify_signoffs` verifies them."
        )

    def _refuse_production(self) -> None:
        if not settings.DEMONSTRATION_ALLOWED:
            raise CommandError("A generated corpus is refused: these settings are for production.")

    def _refuse_wrong_numbers(self, editions: int, languages: list[str]) -> None:
        if not SMALLEST <= editions <= LARGEST:
            raise CommandError(f"--editions {editions}: choose a number from {SMALLEST} to {LARGEST}.")
        if unknown := set(languages) - dict(settings.LANGUAGES).keys():
            raise CommandError(
                f"--languages: {', '.join(sorted(unknown))} is none of this site’s. Choose from {', '.join(dict(settings.LANGUAGES))}."
            )

    def _not_empty(self) -> str:
        return (
            f"The database {settings.DATABASES['default']['NAME']} holds something already. A corpus is generated into an empty one: "
            "set DATABASE_URL to one, or DATA_DIR to an empty folder."
        )

    def _say(self, message: str) -> None:
        self.stdout.write(f"· {message} …")
        self.stdout.flush()

    def _show(self, done: int, editions: int) -> None:
        """The progress bar, on one line of a terminal."""
        if not done:
            self._began = time.monotonic()
        rate = done / max(0.001, time.monotonic() - self._began)
        filled = _WIDTH * done // editions
        self.stdout.write(f"\r[{'█' * filled}{'·' * (_WIDTH - filled)}] {done}/{editions}, {rate:.0f} a second", ending="")
        self.stdout.flush()
