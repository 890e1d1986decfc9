"""The texts of the matrix as they are stored, without their words: one query for all editions, one for all entries of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from articles.domain.basis import Basis
from articles.domain.localized import pick_text
from articles.models import ArticlePage, ConditionPage, VocabularyEntry
from articles.models.reviewed import SOURCE_LANGUAGE

LANGUAGES = [SOURCE_LANGUAGE, *(code for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE)]


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text in one language. `changed`: a newer draft exists. `shown_once`: its row was published at some time.

    `copied`: its words may still be the source's. `row_live`: of an entry, whether any of its languages is public.
    """

    title: str
    page: int | None
    live: bool
    row_live: bool
    changed: bool
    shown_once: bool
    published: datetime | None
    copied: bool
    basis: Basis


@dataclass(slots=True)
class StoredSubject:
    """A text in all its languages. `condition` is the key that joins a condition's languages; `entry` the row's own key."""

    subject: str
    condition: str = ""
    entry: int | None = None
    texts: dict[str, StoredText] = field(default_factory=dict)

    @property
    def source_is_live(self) -> bool:
        source = self.texts.get(SOURCE_LANGUAGE)
        return source is not None and source.live

    @property
    def language(self) -> str:
        """The language that the text is named in: its source's, or the first that there is."""
        return next(language for language in (SOURCE_LANGUAGE, *self.texts) if language in self.texts)

    @property
    def title(self) -> str:
        return self.texts[self.language].title


# --- Articles --------------------------------------------------------------------------------------------------------

_EDITION = (
    "translation_key", "locale__language_code", "pk", "path", "title", "draft_title", "live", "has_unpublished_changes",
    "first_published_at", "last_published_at", "basis",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conditions:
    """All conditions: the key that joins a condition's languages, by the path of each page, and their names by that key."""

    keys: Mapping[str, str]
    names: Mapping[str, str]


def conditions() -> Conditions:
    """Named in the language of whoever looks, where they can be. One query."""
    pages = list(ConditionPage.objects.values_list("path", "translation_key", "locale__language_code", "title"))
    rank = {SOURCE_LANGUAGE: 1, get_language(): 2}
    names = {str(key): title for _path, key, _language, title in sorted(pages, key=lambda page: rank.get(page[2], 0))}
    return Conditions(
        {path: str(key) for path, key, _language, _title in pages},
        dict(sorted(names.items(), key=lambda pair: pair[1].casefold())),
    )


def articles(known: Conditions) -> list[StoredSubject]:
    """All articles with all their editions, aliases apart, without bodies. One query."""
    found: dict[Any, StoredSubject] = {}
    editions = ArticlePage.objects.filter(alias_of__isnull=True).order_by("path")
    for key, language, pk, path, title, draft_title, live, changed, first, last, basis in editions.values_list(*_EDITION):
        subject = found.setdefault(key, StoredSubject(f"article:{key}"))
        subject.condition = subject.condition or known.keys.get(path[: -ArticlePage.steplen], "")
        subject.texts[language] = StoredText(
            title=title if live else draft_title or title,
            page=pk,
            live=live,
            row_live=live,
            changed=changed,
            shown_once=first is not None,
            published=last,
            copied=bool(basis),
            basis=basis or {},
        )
    return list(found.values())


# --- Vocabulary ------------------------------------------------------------------------------------------------------


def entries(model: type[VocabularyEntry]) -> list[StoredSubject]:
    """All entries of a kind, with each language that they carry words in. One query."""
    reviewed = {code: [build_localized_fieldname(name, code) for name in model.reviewed_fields()] for code in LANGUAGES}
    columns = [column for columns in reviewed.values() for column in columns]
    plain = ["pk", "key", "live", "first_published_at", "has_unpublished_changes", "signed_languages", "basis"]
    rows = model.objects.order_by("key").values(*plain, *model.shared_content, *columns, "latest_revision__content")
    found = (_entry(model, row, reviewed) for row in rows)
    return [subject for subject in found if subject.texts]


def _entry(model: type[VocabularyEntry], row: Mapping[str, Any], reviewed: Mapping[str, list[str]]) -> StoredSubject:
    content = row["latest_revision__content"]
    draft = content if content and (row["has_unpublished_changes"] or not row["live"]) else row
    subject = StoredSubject(f"{model._meta.model_name}:{row['key']}", entry=row["pk"])
    for language, columns in reviewed.items():
        live = row["live"] and language in row["signed_languages"]
        if any(_words(draft, columns)) or (live and any(_words(row, columns))):
            shared = [*columns, *model.shared_content]
            subject.texts[language] = StoredText(
                title=_title(model, draft, language) or row["key"],
                page=None,
                live=live,
                row_live=row["live"],
                changed=live and _words(draft, shared) != _words(row, shared),
                shown_once=row["live"] or row["first_published_at"] is not None,
                published=None,
                copied=False,
                basis=(row if live else draft).get("basis", {}).get(language, {}),
            )
    return subject


def _words(values: Mapping[str, Any], columns: list[str]) -> list[str]:
    return [str(values.get(column) or "").replace("\r\n", "\n").strip() for column in columns]


def _title(model: type[VocabularyEntry], values: Mapping[str, Any], language: str) -> str:
    texts = {code: values.get(build_localized_fieldname(model.title_field, code)) or "" for code in LANGUAGES}
    text = pick_text(texts, language, SOURCE_LANGUAGE)
    return text.text if text else ""


def titles(subject: StoredSubject) -> Iterator[str]:
    """What it is called in any language."""
    for text in subject.texts.values():
        yield text.title
