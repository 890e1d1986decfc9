"""`manage.py demo`: from an empty machine to a site that a newcomer can read and edit."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Site

from articles.services import demonstration, second_factor
from articles.services.demonstration.building import OtherContentError


class Command(BaseCommand):
    help = "Creates the demonstration (database, languages, accounts, the first article) and serves it. Safe to run again."
    # The checks need tables that this command is about to make.
    requires_system_checks: Any = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="prepare everything, then stop")
        parser.add_argument("--port", type=int, default=8000, help="the port to serve on (default: 8000)")

    def handle(self, *_args: Any, **options: Any) -> None:
        port = options["port"]
        self._refuse_production()
        self._refuse_second_factor()
        self._refuse_what_is_no_port(port)
        if not options["no_serve"]:
            self._refuse_taken_port(port)
        self._prepare_database()
        self._collect_static_files()
        Site.objects.filter(is_default_site=True).update(hostname="localhost", port=port)
        self._introduce(port)
        if not options["no_serve"]:
            self._serve(port)

    def _refuse_production(self) -> None:
        if not settings.DEMONSTRATION_ALLOWED:
            raise CommandError(
                "The demonstration is refused: these settings are for production, where invented reviewers and shared accounts "
                "must not exist. Unset DJANGO_SETTINGS_MODULE to use the development settings."
            )

    def _refuse_second_factor(self) -> None:
        """Its reviewers are invented: nobody holds a phone for them while it is built."""
        if second_factor.is_required():
            raise CommandError(
                "The demonstration is made without second factors. Take SECOND_FACTOR_REQUIRED out of the environment; "
                "to see them asked for, make it with --no-serve and serve it with SECOND_FACTOR_REQUIRED=true manage.py runserver."
            )

    def _refuse_what_is_no_port(self, port: int) -> None:
        if not 1 <= port <= 65535:
            raise CommandError(f"--port {port} is no port. Choose a number from 1 to 65535, for example --port 8080.")

    def _refuse_taken_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} cannot be used ({error.strerror}). Choose another, for example --port {port % 65535 + 1}."
                ) from error

    def _prepare_database(self) -> None:
        self._say("Database")
        if demonstration.holds_foreign_tables():
            raise CommandError(self._other_content())
        call_command("migrate", interactive=False, verbosity=0)
        try:
            demonstration.build(self._say)
        except OtherContentError as error:
            raise CommandError(self._other_content()) from error

    def _other_content(self) -> str:
        return (
            f"The database {settings.DATABASES['default']['NAME']} holds other content. The demonstration does not touch it. "
            "Set DATABASE_URL to an empty database, or DATA_DIR to an empty folder."
        )

    def _collect_static_files(self) -> None:
        """Once for each state of the files: compressing them takes longer than anything else that a second start does."""
        collected = Path(settings.STATIC_ROOT, ".collected")
        state = _state_of_static_files()
        if collected.is_file() and collected.read_text(encoding="ascii") == state:
            return
        self._say("Style sheets and scripts")
        command = [sys.executable, sys.argv[0], "collectstatic", "--no-input", "--verbosity", "0"]
        subprocess.run(command, check=True, env=self._environment())  # noqa: S603 - our own command line
        collected.write_text(state, encoding="ascii")

    def _introduce(self, port: int) -> None:
        password = demonstration.demonstration_password()
        out = self.stdout.write
        out("")
        out(self.style.SUCCESS("The demonstration is ready."))
        for code, _name in settings.LANGUAGES:
            out(f"  http://localhost:{port}/{code}/osteoporosis/causes/")
        out(f"  http://localhost:{port}/admin/   to edit, with one of these accounts:")
        for account in demonstration.ACCOUNTS:
            out(f"    {account.username:<17} password {password}")
        out("Demonstration content: its people are invented, and no clinician has read its texts.")

    def _serve(self, port: int) -> None:
        self.stdout.write("Press Ctrl+C to stop.")
        self.stdout.flush()
        os.execve(  # noqa: S606 - our own command line
            sys.executable,
            [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--blocking-threads", "8", "--backpressure", "64",
                "--log-level", "warning", "osteo_site.wsgi:application",
            ],
            self._environment(),
        )  # fmt: skip

    def _environment(self) -> dict[str, str]:
        """The same settings, without debug pages and with the static files as production serves them."""
        return {**os.environ, "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"], "DEBUG": "false"}

    def _say(self, message: str) -> None:
        self.stdout.write(f"· {message} …")
        self.stdout.flush()


def _state_of_static_files() -> str:
    """A digest of the names and contents of everything that would be collected."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            with storage.open(path) as file:
                content = file.read()
            digest.update(f"{path} {len(content)} ".encode())
            digest.update(content)
    return digest.hexdigest()
