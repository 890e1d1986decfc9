"""`manage.py verify_signoffs`: proves that the ledger is whole and that it covers everything that readers see."""

from __future__ import annotations

import json
import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.services.verification import Finding, Head, Tally, verify
from osteo_site.operations.replica import from_replica


class Command(BaseCommand):
    help = """\
Verifies the ledger of sign-offs and everything that is public, and changes nothing.

Recomputes the chain of the ledger with the keys in LEDGER_KEYS, and compares every live article and every public
language of every live vocabulary entry with it. Prints a line for each problem and exits with 1; exits with 0 and prints
the head of the chain when all is in order. What ended between two looks at it is not a problem, so the site may be in use.

A chain shows what was changed or removed inside it, but not that its end was cut off. So note the head that this command
prints, somewhere this database cannot reach, and give it next time with --expect-head."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect-head",
            metavar="SEQUENCE:HASH",
            help="a head printed earlier; that entry must still be there, so that a ledger whose end was cut off is found",
        )
        parser.add_argument(
            "--files",
            action="store_true",
            help="read the file of every picture of a live article too, and compare it with what was signed",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")
        parser.add_argument("--replica", action="store_true", help="read from the replica that DATABASE_REPLICA_URL names")

    def handle(self, *_args: Any, **options: Any) -> None:
        tally = Tally()
        try:
            with from_replica() if options["replica"] else nullcontext():
                findings = verify(tally, expected=_head(options["expect_head"]), files=options["files"])
                found = self._print_json(findings, tally) if options["json"] else self._print_lines(findings, tally)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        if found:
            sys.exit(1)

    def _print_lines(self, findings: Iterator[Finding], tally: Tally) -> int:
        found = 0
        for found, finding in enumerate(findings, start=1):  # noqa: B007 (the last number is the count)
            self.stdout.write(str(finding))
        looked_at = f"{tally.entries} entries, {tally.editions} editions, {tally.vocabulary_texts} vocabulary texts"
        if tally.files:
            looked_at += f", {tally.files} picture files"
        self.stdout.write(
            f"{looked_at}: " + ("all in order" if not found else "1 problem" if found == 1 else f"{found} problems")
        )
        if tally.head and not found:
            self.stdout.write(f"Head of the chain: {tally.head[0]}:{tally.head[1]}")
        return found

    def _print_json(self, findings: Iterator[Finding], tally: Tally) -> int:
        """Written as it is found: a list of everything that is wrong may be long."""
        found = 0
        self.stdout.write('{"problems": [', ending="")
        for found, finding in enumerate(findings, start=1):
            self.stdout.write((",\n" if found > 1 else "\n") + json.dumps(finding.as_json(), ensure_ascii=False), ending="")
        rest = {
            "in_order": not found,
            "entries": tally.entries,
            "editions": tally.editions,
            "vocabulary_texts": tally.vocabulary_texts,
            "files": tally.files,
            "head": f"{tally.head[0]}:{tally.head[1]}" if tally.head else None,
        }
        self.stdout.write("],\n" + json.dumps(rest)[1:])
        return found


def _head(text: str | None) -> Head | None:
    if text is None:
        return None
    try:
        return Head.parse(text)
    except ValueError as error:
        raise CommandError(f"--expect-head: {text!r} is not SEQUENCE:HASH as this command prints it.") from error
