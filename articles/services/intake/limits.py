"""How much a file may hold. Each limit has its own sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from articles.domain.intake import Passage

from .report import IntakeError

MEGABYTE: Final = 1024 * 1024
MOST_BYTES: Final = 2 * MEGABYTE
MOST_BYTES_OF_WORD: Final = 5 * MEGABYTE
MOST_CHARACTERS: Final = 200_000
MOST_PASSAGES: Final = 2_000
DEEPEST: Final = 50
#: Start tags of an HTML file, or marks of a Markdown file: the time that reading takes grows faster than their number.
MOST_TAGS: Final = 20_000


def refuse_too_large(size: int, limit: int) -> None:
    if size > limit:
        message = _("The file is larger than %(limit)s MB. Split the text into articles of their own.")
        raise IntakeError(message, "too_large", {"limit": limit // MEGABYTE})


def refuse_too_many_characters(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        message = _("The text is longer than %(limit)s characters. Split it into articles of their own.")
        raise IntakeError(message, "too_long", {"limit": number_format(MOST_CHARACTERS, force_grouping=True)})


def refuse_too_many_passages(passages: Collection[Passage | str]) -> None:
    if len(passages) > MOST_PASSAGES:
        message = _("The text has more than %(limit)s paragraphs. Split it into articles of their own.")
        raise IntakeError(message, "too_many", {"limit": number_format(MOST_PASSAGES, force_grouping=True)})


def refuse_too_many_tags(count: int) -> None:
    if count > MOST_TAGS:
        message = _(
            "The file has more than %(limit)s tags or marks. Save it in a simpler layout or as plain text, and bring in that."
        )
        raise IntakeError(message, "too_many_tags", {"limit": number_format(MOST_TAGS, force_grouping=True)})


def too_deep() -> IntakeError:
    message = _("Parts of the file are nested more than %(limit)s deep. Save the text in a simpler layout.")
    return IntakeError(message, "too_deep", {"limit": DEEPEST})


def refuse_empty(passages: Sequence[Passage]) -> None:
    if not any(passage.text for passage in passages):
        raise IntakeError(_("The file holds no text."), "empty")
