"""Which conditions belong together."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from articles.domain.codes import CodeSystem
from articles.models import ConditionCode, ConditionPage

from .pages import public_pages

#: How many of each are shown.
MOST: Final = 4
#: How many characters of a code name a group of conditions: ICD-10's three-character categories, ICD-11's stem codes.
_GROUP: Final = {CodeSystem.ICD_10: 3, CodeSystem.ICD_11: 4}


def related_conditions(condition: Any, language: Any, linked: Q | None = None) -> QuerySet[ConditionPage]:
    """Other public conditions in a language that are `linked` to, or whose code stands in one group with one of the condition
    at this path in the tree. One query."""
    others = ConditionPage.objects.filter(locale__language_code=language).exclude(path=condition)
    akin = linked or Q()
    for system, length in _GROUP.items():
        own = ConditionCode.objects.filter(page__path=condition, system=system).annotate(group=Substr("code", 1, length))
        theirs = ConditionCode.objects.filter(page=OuterRef("pk"), system=system).annotate(group=Substr("code", 1, length))
        akin |= Q(Exists(theirs.filter(group__in=own.values("group"))))
    found: QuerySet[ConditionPage] = public_pages(others.filter(akin)).select_related("locale").order_by("title", "pk")[:MOST]
    return found
