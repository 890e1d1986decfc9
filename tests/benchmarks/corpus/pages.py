"""Rows of pages: conditions and editions in the tree, each with the revision that is live."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import count
from typing import Any
from unittest import mock
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from modelcluster.models import get_all_child_relations
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from articles.models import ArticlePage, ConditionPage, HomePage, User

from . import rows

#: Joins the languages of what is generated: the same keys whenever a corpus is made.
_KEYS = {ConditionPage: 0xC0, ArticlePage: 0xA0}


@dataclass
class Numbers:
    """The next free numbers of what is written with its key."""

    page: Iterator[int] = field(default_factory=lambda: count(rows.first_free(Page)))
    revision: Iterator[int] = field(default_factory=lambda: count(rows.first_free(Revision)))
    log: Iterator[int] = field(default_factory=lambda: count(rows.first_free(PageLogEntry)))
    reference: Iterator[int] = field(default_factory=lambda: count(rows.first_free(ReferenceIndex)))


def translation_key(model: type[Page], number: int) -> UUID:
    return UUID(int=_KEYS[model] << 120 | 4 << 76 | 2 << 62 | number)


def condition_page(
    home: HomePage, number: int, place: int, pk: int, title: str, mark: str, by: User, now: datetime
) -> ConditionPage:
    """`place` is its number among the pages below the home page, from 1 on."""
    return ConditionPage(
        **_page(ConditionPage, home, number, place, pk, by, now, slug=f"generated-{number + 1}"),
        title=title,
        draft_title=title,
        also_known_as=mark,
    )


def edition(
    condition: ConditionPage, number: int, place: int, pk: int, words: Mapping[str, Any], by: User, now: datetime
) -> ArticlePage:
    page = ArticlePage(**_page(ArticlePage, condition, number, place, pk, by, now, slug=f"generated-{number + 1}"), **words)
    page.locale = condition.locale
    return page


def _page(
    model: type[Page], parent: Page, number: int, place: int, pk: int, by: User, now: datetime, *, slug: str
) -> dict[str, Any]:
    at = now - timedelta(seconds=number)
    return {
        "id": pk,
        "page_ptr_id": pk,
        "path": model._get_path(parent.path, parent.depth + 1, place),
        "depth": parent.depth + 1,
        "translation_key": translation_key(model, number),
        "locale": parent.locale,
        "content_type": ContentType.objects.get_for_model(model),
        "slug": slug,
        "url_path": f"{parent.url_path}{slug}/",
        "owner": by,
        "live": True,
        "has_unpublished_changes": False,
        "first_published_at": at,
        "last_published_at": at,
        "latest_revision_created_at": at,
    }


def revision(page: Page, pk: int, by: User) -> Revision:
    """What is live, as it would have been saved. The page has no comments and the like: nothing is asked of the database."""
    page._cluster_related_objects = {relation.get_accessor_name(): [] for relation in get_all_child_relations(type(page))}
    page.latest_revision_id = page.live_revision_id = pk
    return Revision(
        pk=pk,
        content_type=ContentType.objects.get_for_model(type(page)),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        created_at=page.first_published_at,
        user=by,
        object_str=page.title,
        content=json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder)),
    )


def log_entry(page: Page, pk: int, by: User) -> PageLogEntry:
    return PageLogEntry(
        pk=pk,
        page_id=page.pk,
        content_type=page.content_type,
        label=page.title,
        action="wagtail.publish",
        timestamp=page.last_published_at,
        user=by,
        revision_id=page.live_revision_id,
        content_changed=True,
    )


def references(page: Page, numbers: Iterator[int]) -> list[ReferenceIndex]:
    """What Wagtail keeps of the page's links, pictures and choices."""
    own, base = ContentType.objects.get_for_model(type(page)), ContentType.objects.get_for_model(Page)
    return [
        ReferenceIndex(
            pk=next(numbers),
            content_type=own,
            base_content_type=base,
            object_id=str(page.pk),
            to_content_type_id=kind,
            to_object_id=key,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for kind, key, model_path, content_path in sorted(set(_references(page)))
    ]


def _references(page: Page) -> Iterator[tuple[int, str, str, str]]:
    """As Wagtail finds them, block by block: the same block stands in many pages, with another id."""
    if isinstance(page, ArticlePage):
        for section, stream in page.body_streams():
            for block in stream.raw_data:
                for kind, key, model_path, path in _of_block(section.value, block["type"], json.dumps(block["value"])):
                    yield kind, key, f"{section.value}.{model_path}", f"{section.value}.{block['id']}{path}"


@lru_cache(maxsize=2_000)
def _of_block(section: str, kind: str, value: str) -> list[tuple[int, str, str, str]]:
    block = ArticlePage._meta.get_field(section).stream_block
    stream = StreamValue(block, [{"type": kind, "id": "", "value": json.loads(value)}], is_lazy=True)
    return [
        (ContentType.objects.get_for_model(model).pk, key, model_path, path)
        for model, key, model_path, path in block.extract_references(stream)
    ]


@contextmanager
def searchable_blocks_remembered() -> Iterator[None]:
    """What Wagtail's own index takes of a block is worked out once for all pages that it stands in."""

    def searchable(field: StreamField, value: StreamValue) -> list[str]:
        found = (_words_of_block(field.name, block["type"], json.dumps(block["value"])) for block in value.raw_data)
        return [words for words_of_block in found for words in words_of_block]

    with mock.patch.object(StreamField, "get_searchable_content", searchable):
        yield


@lru_cache(maxsize=2_000)
def _words_of_block(field: str, kind: str, value: str) -> list[str]:
    block = ArticlePage._meta.get_field(field).stream_block
    stream = StreamValue(block, [{"type": kind, "id": "", "value": json.loads(value)}], is_lazy=True)
    words: list[str] = block.get_searchable_content(stream)
    return words


def write(pages: Sequence[Page], revisions: Sequence[Revision], by: Mapping[int, User], numbers: Numbers) -> None:
    """Pages with their live revisions, their entry in the log and what they refer to. `by` names who wrote each, by its key."""
    rows.insert(pages, Page)
    rows.insert(pages)
    rows.insert(revisions)
    rows.insert([log_entry(page, next(numbers.log), by[page.pk]) for page in pages])
    rows.insert([reference for page in pages for reference in references(page, numbers.reference)])
