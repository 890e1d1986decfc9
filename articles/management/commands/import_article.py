"""`manage.py import_article`: an existing text as a draft under a condition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from articles.models import ConditionPage, User
from articles.services.intake import IntakeError, import_article


class Command(BaseCommand):
    help = (
        "Makes a draft of an article from a Markdown, HTML, Word (.docx) or plain text file. Its paragraphs are sorted into "
        "the sections; what finds no place lies in the draft's tray. Nothing is submitted, signed or published."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        codes = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", required=True, choices=codes, help="the language that the text is in")
        parser.add_argument("--under", required=True, metavar="SLUG", help="the condition's slug, for example osteoporosis")
        parser.add_argument("--user", metavar="NAME", help="the account that answers for these words, and so signs none of them")

    def handle(self, *_args: Any, **options: Any) -> None:
        condition = _condition(options["under"], options["language"])
        by = _user(options["user"])
        try:
            with options["file"].open("rb") as stream:
                upload = File(stream, name=options["file"].name)
                article, report = import_article(upload, language=options["language"], condition=condition, by=by)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        except IntakeError as error:
            raise CommandError(f"{options['file']} was not brought in. {' '.join(error.messages)}") from error
        self.stdout.write(f"Draft: “{article.title}”, {reverse('wagtailadmin_pages:edit', args=[article.pk])}")
        for line in report.lines:
            self.stdout.write(line)
        self.stdout.write(f"In the tray: {report.in_tray} passages, {report.notes} notes.")
        if by is None:
            self.stdout.write("Nobody answers for these words yet. With --user NAME, that account does.")


def _condition(slug: str, language: str) -> ConditionPage:
    found = ConditionPage.objects.filter(slug=slug, locale__language_code=language).order_by("pk").first()
    if found is None:
        known = ConditionPage.objects.filter(locale__language_code=language).values_list("slug", flat=True).order_by("slug")
        raise CommandError(f"--under: no condition “{slug}” in {language}. There are: {', '.join(known) or 'none'}.")
    return found


def _user(name: str | None) -> User | None:
    if name is None:
        return None
    found = User.objects.filter(username=name).first()
    if found is None:
        raise CommandError(f"--user: there is no account “{name}”.")
    return found
