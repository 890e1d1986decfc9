"""Bringing an edition's texts back: into one new draft, all of them or none, and never to readers."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles import queries
from articles.domain.exchange import ExchangeError, Problem, Reason, judge, read, refuse
from articles.domain.segments import with_targets, without_place
from articles.models import ArticlePage, User
from articles.models.locking import lock_row
from articles.models.translation_words import TranslationError
from articles.services import audit

from .work import Work, work_on


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, in numbers of texts. `revision` is the new draft's; None where nothing was to be written."""

    written: int
    untouched: int
    unchanged: int
    revision: int | None


@transaction.atomic
def import_edition(page: ArticlePage, data: bytes, *, by: User) -> Report:
    """Writes a file's translations into a new draft on top of the latest one.

    Raises ExchangeError, with every line and reason, and TranslationError for an edition that is no translation or is locked;
    then nothing is kept.
    """
    incoming = read(data)
    lock_row(page)
    work = work_on(page)
    if work.draft.permissions_for_user(by).page_locked():
        raise TranslationError(_("Somebody has locked this edition. Ask them to unlock it, then try again."), code="locked")
    verdict = judge(incoming, work.as_rules())
    revision = save_texts(work, verdict.targets, by=by) if verdict.targets else None
    audit.note(audit.IMPORT, on=page, by=by, texts=len(verdict.targets))
    return Report(len(verdict.targets), verdict.untouched, verdict.unchanged, revision)


def edition_in(data: bytes) -> ArticlePage:
    """The edition that a file is a translation of. Raises ExchangeError for a file of none."""
    header = read(data).header
    kind, _colon, key = header.subject.partition(":")
    page = queries.edition_of(header.subject, header.language.lower()) if kind == "article" and _is_uuid(key) else None
    if page is None:
        raise refuse(None, Reason.FOREIGN, found=f"{header.subject} ({header.language})"[:120], expected="")
    return page


def save_texts(work: Work, targets: Mapping[str, str], *, by: User, **values: Any) -> int:
    """Saves a draft with these texts, and whatever other fields are given, in it. Gives its revision's key.

    Raises ExchangeError if the draft has no place for a text.
    """
    changed = with_targets(work.source_content, work.own_content, targets, work.shape)
    lost = without_place(work.source_content, {**work.own_content, **changed}, targets, work.shape)
    if lost:
        raise ExchangeError([Problem(None, Reason.NO_PLACE, {"text": key}) for key in lost])
    for name, value in {**changed, **values}.items():
        setattr(work.draft, name, json.dumps(value) if isinstance(value, list) else value)
    # Not validated as a whole, as the editor's drafts are not: what is incomplete elsewhere is no reason to lose this.
    revision = work.draft.save_revision(user=by, log_action=True, clean=False)
    key: int = revision.pk
    return key


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
