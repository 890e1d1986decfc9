"""`manage.py backup`: the database and the uploaded files as one archive."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.services.recovery import DatabaseToolError, back_up


class Command(BaseCommand):
    help = (
        "Writes the database and the uploaded files into one archive, with checksums, while the site may be in use. It holds no "
        "setting and no session, but passwords’ hashes, drafts and readers’ reports: keep it encrypted, and on another machine. "
        "Keep LEDGER_KEYS apart from it: without them a restored ledger cannot be verified."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "-o",
            "--output",
            type=Path,
            metavar="PATH",
            help="a file, or a directory for files by date (default: DATA_DIR/backups)",
        )
        parser.add_argument(
            "--keep", type=_positive, metavar="NUMBER", help="how many backups stay in the directory; older ones go"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        where = options["output"]
        try:
            if where is None:
                where = settings.DATA_DIR / "backups"
                where.mkdir(mode=0o700, exist_ok=True)
            made = back_up(where, keep=options["keep"])
        except DatabaseToolError as error:
            raise CommandError(f"{error} There is no backup.") from error
        except OSError as error:
            raise CommandError(f"{where} cannot be written ({error.strerror or error}). There is no backup.") from error
        for name in made.missing:
            self.stderr.write(f"Not in the backup, because its file is missing: {name}")
        self.stdout.write(f"{made.path}: {made.size} bytes, {made.files} files, ledger’s head {made.ledger_head or 'none'}")
        self.stdout.write(f"SHA-256 {made.sha256}")


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)
