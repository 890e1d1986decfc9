"""Which edition stands in for one that a language lacks: addresses are in English, so they are the same in every language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, Concat
from wagtail.models import Page

from articles.models import HomePage
from articles.models.home import WITH_ALL, whole
from articles.models.prepared import Prepared
from articles.models.privacy import is_private
from articles.models.reviewed import SOURCE_LANGUAGE

from .pages import editions, public_pages

#: In which order editions stand in for another.
_ORDER = sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != SOURCE_LANGUAGE)


def stand_in(home: HomePage, address: Sequence[str]) -> Page | None:
    """The public page that stands at the same address under another home page: of several the source edition, else the first
    by the order of the languages. Where there is an edition of it in this language after all, under another address, it is
    that one. One query, and one more for that edition.
    """
    there = {
        page.locale.language_code: page for page in _there(home=home.pk, locale=home.locale_id, rest="/".join([*address, ""]))
    }
    found = next((there[code] for code in _ORDER if code in there), None)
    if found is None:
        return None
    own: Page | None = editions(found.translation_key).filter(locale=home.locale_id).first() if found.has_own else None
    return own or whole(found)


def _wanted(home: Any, locale: Any, rest: Any) -> QuerySet[Page]:
    homes = public_pages(Page.objects.filter(homepage__isnull=False)).exclude(pk=home)
    places = homes.annotate(place=Concat("url_path", Cast(rest, TextField()), output_field=TextField())).values("place")
    own = Page.objects.filter(translation_key=OuterRef("translation_key"), locale_id=locale)
    found = public_pages(Page.objects.filter(url_path__in=places)).annotate(is_private=is_private(), has_own=Exists(own))
    return found.select_related(*WITH_ALL)


_there: Prepared[Any] = Prepared(Page, _wanted)


def register() -> None:
    """Gives home pages what they cannot import: it is below."""
    HomePage.find_stand_in = staticmethod(stand_in)
