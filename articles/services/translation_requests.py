"""What is asked of translators: by editors, and by a source that has changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.domain.basis import Behind
from articles.domain.grace import needs_no_grace
from articles.models import TranslationRequest, User
from articles.models.translation_words import TranslationError

from . import audit, messages

Why = TranslationRequest.Why


@transaction.atomic
def ask(
    subjects: Mapping[str, str], languages: Collection[str], *, by: User, due: date | None = None, assignee: User | None = None
) -> int:
    """Asks for translations of many texts (subject → title) into many languages. Gives how many requests were made or changed.

    A request that is open already gets the new due date and person. The number of queries grows with the languages, not with
    the texts.
    """
    if due is not None and due < timezone.localdate():
        raise TranslationError(_("The due date is in the past. Choose today or a later day."), code="due")
    # In one order, so that two people who ask at once wait for each other and neither fails.
    new = [
        TranslationRequest(subject=subject, language=language, title=title[:255], requested_by=by)
        for subject, title in sorted(subjects.items())
        for language in sorted(languages)
    ]
    TranslationRequest.objects.bulk_create(new, ignore_conflicts=True)
    open_now = TranslationRequest.objects.filter(subject__in=subjects, language__in=languages, closed_at=None)
    everything = list(open_now.order_by("subject", "language").select_for_update())
    for asked in everything:
        asked.due, asked.assignee = due or asked.due, assignee or asked.assignee
    TranslationRequest.objects.bulk_update(everything, ["due", "assignee"])
    messages.translations_wanted(everything, by)
    if everything:
        audit.note(audit.ASK, on=by, by=by, texts=sorted(subjects), languages=sorted(languages))
    return len(everything)


def keep(subject: str, language: str, title: str, outdated: list[Behind], by: User | None) -> None:
    """Asks for what the source has changed, or no longer for what it has changed back. Who was asked for the whole text still
    is."""
    if not outdated:
        close(subject, [language], keep=Why.ASKED)
        return
    asked, _created = TranslationRequest.objects.update_or_create(
        subject=subject,
        language=language,
        closed_at=None,
        defaults=_what_changed(outdated),
        create_defaults={**_what_changed(outdated), "title": title[:255], "requested_by": by},
    )
    messages.source_changed(asked, by)


def settle(subject: str, language: str, outdated: list[Behind]) -> None:
    """A translation is public: what was asked for is done, or less of it is left."""
    if outdated:
        asked = TranslationRequest.objects.filter(subject=subject, language=language, closed_at=None)
        asked.update(**_what_changed(outdated))
    else:
        close(subject, [language])


def _what_changed(outdated: list[Behind]) -> dict[str, Any]:
    why = Why.SAFETY if needs_no_grace(outdated) else Why.MEANING
    return {"why": why, "sections": [section.section for section in outdated]}


def close(subject: str, languages: Collection[str], keep: str = "") -> None:
    """What was asked of the translators of these languages is done; what was asked for the reason to `keep` may not be."""
    if languages:
        asked = TranslationRequest.objects.filter(subject=subject, language__in=languages, closed_at=None)
        asked.exclude(why=keep).update(closed_at=timezone.now())
