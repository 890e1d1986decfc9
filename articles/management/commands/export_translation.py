"""`manage.py export_translation`: an edition's texts as a file for translators' tools."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import ArticlePage
from articles.services import exchange
from articles.services.exchange import Format


class Command(BaseCommand):
    help = "Writes the texts of an edition, beside those of its source, into a PO or XLIFF 2.0 file, and changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("article", help="the number of any edition's page, or the article's slug")
        parser.add_argument("--language", required=True, choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--format", default=Format.XLIFF.value, choices=[form.value for form in Format])
        parser.add_argument("--changed", action="store_true", help="only what is not translated, or outdated")
        parser.add_argument("-o", "--output", metavar="FILE", help="where to write it (default: standard output)")

    def handle(self, *_args: Any, **options: Any) -> None:
        page = _edition(options["article"], options["language"])
        try:
            data = exchange.export_edition(page, Format(options["format"]), changed_only=options["changed"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if options["output"] is None:
            self.stdout.write(data.decode(), ending="")
            return
        try:
            Path(options["output"]).write_bytes(data)
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written ({error.strerror}).") from error


def _edition(article: str, language: str) -> ArticlePage:
    """The edition in the language of the article with this page number or slug."""
    pages = ArticlePage.objects.filter(pk=int(article)) if _is_number(article) else ArticlePage.objects.filter(slug=article)
    keys = set(pages.values_list("translation_key", flat=True))
    if len(keys) > 1:
        raise CommandError(f"There is more than one article “{article}”. Give the number of its page instead.")
    found = ArticlePage.objects.filter(translation_key__in=keys, locale__language_code=language).select_related("locale").first()
    if found is None:
        raise CommandError(f"There is no edition of “{article}” in the language “{language}”.")
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
