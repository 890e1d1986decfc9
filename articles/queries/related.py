"""What else a reader of an article may want to read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Substr

from articles.domain.codes import CodeSystem
from articles.models import ArticlePage, ConditionCode, ConditionPage

from .pages import public_pages

#: How many of each are shown.
MOST: Final = 4
#: How many characters of a code name a group of conditions: ICD-10's three-character categories, ICD-11's stem codes.
_GROUP: Final = {CodeSystem.ICD_10: 3, CodeSystem.ICD_11: 4}


def related_articles(page: ArticlePage, linked: Collection[int]) -> QuerySet[ArticlePage]:
    """The other public articles beside this one: those that it links to first, then the newest. One query."""
    beside = ArticlePage.objects.filter(path__startswith=page.path[: -page.steplen], depth=page.depth).exclude(pk=page.pk)
    is_linked = Case(When(pk__in=linked, then=Value(0)), default=Value(1))
    found: QuerySet[ArticlePage] = (
        public_pages(beside.defer_streamfields())
        .select_related("locale")
        .order_by(is_linked, F("first_published_at").desc(nulls_last=True), "-pk")[:MOST]
    )
    return found


def related_conditions(condition: str, language: str, linked: Collection[int] = ()) -> QuerySet[ConditionPage]:
    """Other public conditions in a language that are linked to, or whose code stands in one group with one of the condition
    at this path in the tree. One query."""
    others = ConditionPage.objects.filter(locale__language_code=language).exclude(path=condition)
    akin = Q(pk__in=linked)
    for system, length in _GROUP.items():
        own = ConditionCode.objects.filter(page__path=condition, system=system).annotate(group=Substr("code", 1, length))
        theirs = ConditionCode.objects.filter(page=OuterRef("pk"), system=system).annotate(group=Substr("code", 1, length))
        akin |= Q(Exists(theirs.filter(group__in=own.values("group"))))
    found: QuerySet[ConditionPage] = public_pages(others.filter(akin)).select_related("locale").order_by("title", "pk")[:MOST]
    return found
