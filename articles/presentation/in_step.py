"""What readers are told of an entry's words that are older than its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import queries
from articles.domain.grace import are_readers_told
from articles.domain.signoffs import Policy
from articles.models import VocabularyEntry
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.queries import Source


@dataclass(frozen=True, slots=True)
class OutOfStep:
    """The entries of which readers are told, and what they are told, in their language."""

    entries: frozenset[VocabularyEntry]
    sentence: str


def out_of_step(entries: Iterable[VocabularyEntry], language: str, found: Mapping[str, Source], policy: Policy) -> OutOfStep:
    """By what was `found` of the entries' sources. No query."""
    behind, now = queries.entries_behind(entries, language, found), timezone.now()
    told = frozenset(entry for entry, outdated in behind.items() if are_readers_told(outdated, policy.grace_days, now))
    name = dict(settings.LANGUAGES)[SOURCE_LANGUAGE]
    sentence = _("There is a newer version of this text in %(language)s.") % {"language": name} if told else ""
    return OutOfStep(told, sentence)
