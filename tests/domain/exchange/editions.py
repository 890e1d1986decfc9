"""The demonstration's six editions as stored content, without a database, and files made from them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from articles.domain.digest import content_digest
from articles.domain.exchange import Draft, Format, Header, Unit, Verdict, judge, read, write
from articles.domain.sections import BODY_SECTIONS
from articles.domain.segments import Content, Segment, segments
from articles.models.translatable import article_shape
from articles.services.demonstration import content as demonstration

SUBJECT = "article:5f0c2b6e-0000-4000-8000-000000000001"
TRANSLATIONS = ["es", "fr", "de", "ar", "zh-hans"]


def edition(language: str) -> dict[str, Any]:
    """An edition's content as a page stores it."""
    words, keys = demonstration.texts(language)["article"], defaultdict(lambda: 7)
    fields = dict.fromkeys(article_shape(), "")
    bodies = {
        section.value: json.loads(demonstration.section_json(section, words[section], keys, keys)) for section in BODY_SECTIONS
    }
    return {**fields, **{name: words[name] for name in ("title", "tldr", "search_description")}, **bodies}


def segments_of(source: Content, own: Content) -> list[Segment]:
    return segments(source, own, article_shape())


def draft(source: Content, own: Content, language: str = "es") -> Draft:
    digest = content_digest({**own, "language": language})
    return Draft(SUBJECT, "en", language, digest, segments_of(source, own))


def exported(form: Format, against: Draft, *, outdated: frozenset[str] = frozenset(), units: list[Unit] | None = None) -> bytes:
    units = units or [Unit(segment, segment.section in outdated) for segment in against.segments]
    header = Header(SUBJECT, "en", against.language, "source-digest", against.digest, len(units), is_whole=True)
    return write(form, header, units)


def imported(data: bytes, against: Draft) -> Verdict:
    return judge(read(data), against)
