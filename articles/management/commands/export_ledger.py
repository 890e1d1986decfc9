"""`manage.py export_ledger`: the ledger of sign-offs as a signed file for auditors."""

from __future__ import annotations

import os
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterable
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.services import ledger_export
from osteo_site.operations.replica import from_replica


class Command(BaseCommand):
    help = """\
Writes the whole ledger of sign-offs into a file, signed, and changes nothing.

An auditor verifies the file with osteo_site/deploy/verify_ledger.py, which needs Python and nothing else, and the public
key that --public-keys prints. Give auditors the public key on another way than the file. It stays the same until
LEDGER_KEYS gets a new key in front; the old ones go on signing as well.

The file holds what reviewers wrote to editors, and people's names: whoever gets it should be entitled to that."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("-o", "--output", metavar="FILE", help="where to write it; “-” is standard output")
        what.add_argument("--public-keys", action="store_true", help="print the public keys as NAME:KEY, newest first, instead")

        parser.add_argument("--replica", action="store_true", help="read from the replica that DATABASE_REPLICA_URL names")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            with from_replica() if options["replica"] else nullcontext():
                self._export(options["output"])
        except (ImproperlyConfigured, ledger_export.BrokenLedgerError) as error:
            raise CommandError(f"{error} Nothing was signed.") from error
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written ({error.strerror}).") from error

    def _export(self, output: str | None) -> None:
        if output is None:
            self._print(":".join(pair) for pair in ledger_export.public_keys().items())
        elif output == "-":
            self._print(ledger_export.export())
        else:
            count = _write(Path(output), ledger_export.export())
            self.stdout.write(f"{output}: {count - 2} entries, signed.")

    def _print(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)


def _write(path: Path, lines: Iterable[str]) -> int:
    """All of it or nothing: a file of this name is a whole export, or the one that was there before."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    count = 0
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            draft.chmod(0o600)
            for count, line in enumerate(lines, start=1):  # noqa: B007 (the last number is the count)
                file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
    return count
