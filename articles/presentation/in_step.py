"""What readers are told of an entry's words that are older than its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import queries
from articles.domain.grace import are_readers_told, needs_no_grace
from articles.models import ReviewPolicy, VocabularyEntry
from articles.models.reviewed import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class OutOfStep:
    """The entries of which readers are told, and what they are told, in their language."""

    entries: frozenset[VocabularyEntry]
    sentence: str


def out_of_step(entries: Iterable[VocabularyEntry], language: str) -> OutOfStep:
    """One query where an entry says what it was made from, and one for the policy where any change is one of meaning alone."""
    behind = queries.entries_behind(entries, language)
    waiting = any(not needs_no_grace(outdated) for outdated in behind.values())
    grace, now = ReviewPolicy.in_force().grace_days if waiting else 0, timezone.now()
    told = frozenset(entry for entry, outdated in behind.items() if are_readers_told(outdated, grace, now))
    name = dict(settings.LANGUAGES)[SOURCE_LANGUAGE]
    sentence = _("There is a newer version of this text in %(language)s.") % {"language": name} if told else ""
    return OutOfStep(told, sentence)
