"""Which pages are not for every reader: Wagtail keeps that beside the page, for it and all below it."""

from __future__ import annotations

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction


def is_private() -> Exists:
    """Whether a page of a query, or one above it, is restricted. Part of that query: Wagtail's own `public()` asks first."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return Exists(PageViewRestriction.objects.alias(restricted=path).filter(restricted__startswith=F("page__path")))
