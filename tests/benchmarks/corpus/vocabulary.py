"""Glossary terms for the invented conditions, in every language and signed in each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from modeltranslation.utils import build_localized_fieldname
from wagtail.models import Revision

from articles.domain.basis import field_digests, made_from
from articles.models import GlossaryTerm, reviewed_entry
from articles.models.reviewed import SOURCE_LANGUAGE

from . import rows
from .signing import People, sign_sources, sign_translations
from .texts import topic
from .words import MARKS


def write_terms(
    conditions: Sequence[int], languages: Sequence[str], people: People, now: datetime, revisions: Iterator[int]
) -> list[int]:
    """One term for each of these conditions. `revisions` are free numbers. Gives the terms' keys."""
    first = rows.first_free(GlossaryTerm)
    terms = [
        GlossaryTerm(pk=first + place, key=f"generated-{number + 1}", live=True, **_words(number, languages))
        for place, number in enumerate(conditions)
    ]
    sources = [reviewed_entry(term, SOURCE_LANGUAGE) for term in terms]
    entries = sign_sources(sources, people, now)
    translations = [language for language in languages if language != SOURCE_LANGUAGE]
    texts = []
    for term, source, entry in zip(terms, sources, entries, strict=True):
        made = made_from(field_digests(source.content), entry.sequence, by=people.translator.pk, at=now)
        term.basis = dict.fromkeys(translations, made)
        texts += [reviewed_entry(term, language) for language in translations]
    if texts:
        sign_translations(texts, people)
    for term in terms:
        term.signed_languages = list(languages)
        term.first_published_at = term.last_published_at = now
        term.has_unpublished_changes = False
        term.latest_revision_id = term.live_revision_id = next(revisions)
    rows.insert([_revision(term, people, now) for term in terms])
    rows.insert(terms)
    rows.continue_numbering(GlossaryTerm)
    return [term.pk for term in terms]


def _words(number: int, languages: Sequence[str]) -> dict[str, Any]:
    words: dict[str, Any] = {}
    for language in languages:
        words[build_localized_fieldname("term", language)] = topic(number, language).capitalize()
        words[build_localized_fieldname("definition", language)] = MARKS[language]
    words["term"] = words[build_localized_fieldname("term", SOURCE_LANGUAGE)]
    words["definition"] = MARKS[SOURCE_LANGUAGE]
    return words


def _revision(term: GlossaryTerm, people: People, now: datetime) -> Revision:
    kind = ContentType.objects.get_for_model(GlossaryTerm)
    return Revision(
        pk=term.live_revision_id,
        content_type=kind,
        base_content_type=kind,
        object_id=str(term.pk),
        created_at=now,
        user=people.editor,
        object_str=term.key,
        content=json.loads(json.dumps(term.serializable_data(), cls=DjangoJSONEncoder)),
    )
