"""`manage.py import_translation`: a translated file into a new draft of its edition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import User
from articles.services import exchange
from articles.services.exchange import LARGEST, ExchangeError


class Command(BaseCommand):
    help = (
        "Writes the translations of a PO or XLIFF 2.0 file, as export_translation made it, into a new draft of its edition. "
        "Nothing of it is public. A file that is damaged, outdated or another text's is refused whole, with each line and reason."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the translated file")
        parser.add_argument("--user", required=True, metavar="NAME", help="the account that answers for these words")

    def handle(self, *_args: Any, **options: Any) -> None:
        data, person = _read(options["file"]), _person(options["user"])
        try:
            page = exchange.edition_in(data)
            if not page.permissions_for_user(person).can_edit():
                raise CommandError(f"{options['user']} may not edit “{page.title}” ({page.locale.language_code}).")
            report = exchange.import_edition(page, data, by=person)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except ExchangeError as error:
            raise CommandError("\n".join(map(exchange.describe, error.problems))) from error
        self.stdout.write(
            f"“{page.title}” ({page.locale.language_code}): {report.written} texts written into a new draft, "
            f"{report.unchanged} were there already, {report.untouched} are not translated."
        )


def _read(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise CommandError(f"{name} cannot be read ({error}).") from error


def _person(name: str) -> User:
    person = User.objects.filter(username=name, is_active=True).first()
    if person is None:
        raise CommandError(f"There is no active account “{name}”.")
    return person
