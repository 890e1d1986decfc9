"""From an uploaded file to a draft of an article. Nothing is submitted, signed or published."""

from __future__ import annotations

import json
import uuid
from pathlib import PurePath
from typing import Any, Final

from django.core.files.base import File
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.blocks.base import CleanRichText
from articles.domain.intake import Reason, Reference, Sorted, TrayItem, sort_passages
from articles.models import ArticlePage, ConditionPage, Disclaimer, User
from articles.services import audit

from .limits import refuse_too_large
from .reading import most_bytes, read_file
from .report import IntakeError, Report
from .tray import tray_text

_LONGEST_SLUG: Final = 80
_LONGEST_TITLE: Final = 255


def import_article(
    upload: File[bytes], *, language: str, condition: ConditionPage, by: User | None
) -> tuple[ArticlePage, Report]:
    """A new draft under a condition, from a file, and what became of the file.

    Raises IntakeError where the file is refused, or the condition is in another language; nothing is stored then.
    """
    if condition.locale.language_code != language:
        message = _(
            "The condition “%(condition)s” is in another language than the text. Choose the condition in the text’s language."
        )
        raise IntakeError(message, "language", {"condition": condition.title})
    report = Report()
    name = PurePath(upload.name or "").name
    refuse_too_large(upload.size, most_bytes(name))
    page = read_file(name, upload.read(), language, report.cleaned)
    draft = sort_passages(page.passages, language)
    _name(draft, page.title, name)
    article = _store(draft, condition, by)
    audit.note(audit.IMPORT, on=article, by=by)
    report.notes, report.in_tray = len(draft.notes), len(draft.tray)
    return article, report


def _name(draft: Sorted, title: str, file_name: str) -> None:
    """The title: a heading's, else the one in the file's head, else the file's name. A title in the head is kept besides."""
    if title and not draft.title:
        draft.title, title = title, title if len(title) > _LONGEST_TITLE else ""
    if title and draft.title not in title:
        draft.tray.append(TrayItem(title, Reason.PROPERTY))
    stem = " ".join(PurePath(file_name).stem.replace("_", " ").replace("-", " ").split())
    draft.title = (draft.title or stem or gettext("Imported text"))[:_LONGEST_TITLE]


@transaction.atomic
def _store(draft: Sorted, condition: ConditionPage, by: User | None) -> ArticlePage:
    language = condition.locale.language_code
    disclaimer = _same_disclaimer(draft, language)
    if disclaimer is None:
        draft.tray += [TrayItem(text, Reason.DISCLAIMER) for text in draft.disclaimer]
    article = ArticlePage(
        title=draft.title,
        slug=_slug(draft.title, condition),
        live=False,
        owner=by,
        locale=condition.locale,
        tldr=draft.tldr,
        disclaimer=disclaimer,
    )
    for section, heading in draft.headings.items():
        setattr(article, f"{section}_heading", heading)
    for section, passages in draft.bodies.items():
        setattr(article, section.value, _stream("text", [CleanRichText(html).source for html in passages]))
    setattr(article, "references", _stream("reference", [_reference(reference) for reference in draft.references]))  # noqa: B010 - the field takes JSON
    article.tray = tray_text(draft)
    condition.add_child(instance=article)
    article.save_revision(user=by, log_action=True)
    return article


def _stream(kind: str, values: list[Any]) -> str:
    """Blocks of one kind as a StreamField stores them."""
    return json.dumps([{"type": kind, "id": str(uuid.uuid4()), "value": value} for value in values])


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "key": reference.key,
        "authors": reference.authors,
        "title": reference.title,
        "source": reference.source,
        "year": reference.year,
        "doi": reference.doi,
        "pmid": reference.pmid,
        "url": "",
    }


def _same_disclaimer(draft: Sorted, language: str) -> Disclaimer | None:
    """The entry of the vocabulary that says the same in this language, word for word; None where there is none."""
    words = _words("\n".join(draft.disclaimer))
    if not words:
        return None
    entries = Disclaimer.objects.filter(live=True)
    return next(
        (entry for entry in entries if (text := entry.for_readers("text", language)) and _words(text.text) == words), None
    )


def _words(text: str) -> str:
    return " ".join(text.split())


def _slug(title: str, condition: ConditionPage) -> str:
    """An address from the title's Latin letters, else “article-1”, the first that is free under the condition."""
    taken = set(condition.get_children().values_list("slug", flat=True))
    stem = slugify(title)[:_LONGEST_SLUG].strip("-_")
    if stem and stem not in taken:
        return stem
    stem = stem or "article"
    return next(slug for number in range(1, len(taken) + 2) if (slug := f"{stem}-{number}") not in taken)
