"""Pages about the site itself."""

from __future__ import annotations

from django.db.models import QuerySet

from articles.models import InformationPage

from .pages import public_pages

_ORDER = {kind: place for place, kind in enumerate(InformationPage.Kind.values)}


def information_pages(language: str) -> list[InformationPage]:
    """The live pages about the site in a language, by kind, the others last. Without their text. One query."""
    pages: QuerySet[InformationPage] = InformationPage.objects.filter(locale__language_code=language).defer_streamfields()
    return sorted(public_pages(pages), key=lambda page: (_ORDER.get(page.kind, len(_ORDER)), page.path))
