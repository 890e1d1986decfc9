"""Which edition stands in for one that a language lacks: addresses are in English, so they are the same in every language."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from wagtail.models import Page

from articles.models import HomePage
from articles.models.reviewed import SOURCE_LANGUAGE

from .pages import editions, public_pages

#: In which order editions stand in for another.
_ORDER = sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != SOURCE_LANGUAGE)


def stand_in(home: HomePage, address: Sequence[str]) -> Page | None:
    """The public page that stands at the same address under another home page: of several the source edition, else the first
    by the order of the languages. Where there is an edition of it in this language after all, under another address, it is
    that one. Four queries at most.
    """
    rest = "/".join(address)
    homes = public_pages(HomePage.objects.exclude(pk=home.pk)).values_list("url_path", flat=True)
    there = public_pages(Page.objects.filter(url_path__in=[f"{path}{rest}/" for path in homes])).select_related("locale")
    by_language = {page.locale.language_code: page for page in there}
    found = next((by_language[code] for code in _ORDER if code in by_language), None)
    if found is None:
        return None
    return editions(found.translation_key).filter(locale=home.locale_id).first() or _whole(found)


def _whole(found: Page) -> Page:
    page: Page = found.specific
    page.locale = found.locale
    return page


def register() -> None:
    """Gives home pages what they cannot import: it is below."""
    HomePage.find_stand_in = staticmethod(stand_in)
