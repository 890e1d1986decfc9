"""What surrounds every page: its language, the switch to the others, the way up, and whether it is a demonstration."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from articles import queries
from articles.models import InformationPage, SiteSettings

from .information import SiteLink, site_links
from .languages import LanguageLabel, language_label


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in one language. The language switch and `hreflang` both print this list, so they cannot differ."""

    language: LanguageLabel
    address: str
    title: str
    current: bool


@dataclass(frozen=True, slots=True)
class Crumb:
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Frame:
    language: LanguageLabel
    alternates: list[Alternate]
    x_default: str
    canonical: str
    home_address: str
    crumbs: list[Crumb]
    demonstration: bool
    for_staff: bool
    site_settings: SiteSettings | None
    #: The pages about the site that there are in this language.
    information: list[SiteLink]

    @property
    def how_we_review(self) -> str:
        """Where this site says how it reviews; empty where it does not say so in this language."""
        kind = InformationPage.Kind.HOW_WE_REVIEW
        return next((link.address for link in self.information if link.kind == kind), "")


def frame(request: HttpRequest, page: Page | None, part: str = "") -> Frame:
    """The frame of a page, of a part of it (`history/`), or of an answer that is no page (404), where the switch leads to the
    home pages."""
    code = page.locale.language_code if page else _active()
    alternates = _alternates(request, page, code, part)
    return _frame(
        request,
        code,
        alternates=alternates,
        x_default=_x_default(alternates) if page else "",
        canonical=_absolute(request, page.get_url(request), part) if page else "",
        crumbs=_crumbs(request, page, part),
    )


def frame_of_view(request: HttpRequest, name: str, title: str, crumbs: list[Crumb] | None = None, **key: str) -> Frame:
    """The frame of a view that every language has, by its name in `osteo_site.urls`."""
    code = _active()
    addresses = {language: _absolute(request, address_in(language, name, **key)) for language, _name in settings.LANGUAGES}
    alternates = [Alternate(language_label(to), address, title, to == code) for to, address in addresses.items()]
    home = Crumb(_("Health answers"), f"/{code}/")
    return _frame(
        request,
        code,
        alternates=alternates,
        x_default=_x_default(alternates),
        canonical=addresses[code],
        crumbs=[home, *(crumbs or [])],
    )


def of_number(around: Frame, number: int) -> Frame:
    """The frame of one of several numbered pages. Only the first has its like in other languages."""
    return around if number == 1 else replace(around, canonical=f"{around.canonical}?page={number}", x_default="")


def address_in(language: str, name: str, **key: str) -> str:
    """The address of a view in a language."""
    with override(language):
        return reverse(name, kwargs=key)


def _active() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _frame(request: HttpRequest, code: str, **own: Any) -> Frame:
    site_settings = SiteSettings.stored(Site.find_for_request(request))
    return Frame(
        language=language_label(code),
        home_address=f"/{code}/",
        demonstration=bool(site_settings and site_settings.demonstration),
        for_staff=_for_staff(request),
        site_settings=site_settings,
        information=site_links(request, code),
        **own,
    )


def _alternates(request: HttpRequest, page: Page | None, code: str, part: str) -> list[Alternate]:
    editions = queries.editions(page.translation_key) if page else queries.home_pages()
    by_language = {edition.locale.language_code: edition for edition in editions}
    return [
        Alternate(
            language=language_label(language),
            address=_absolute(request, by_language[language].get_url(request), part),
            title=by_language[language].title,
            current=language == code,
        )
        for language, _name in settings.LANGUAGES
        if language in by_language
    ]


def _x_default(alternates: list[Alternate]) -> str:
    """The edition for readers whose language there is none in: the source language's, else the first."""
    in_source = [a.address for a in alternates if a.language.code == settings.LANGUAGE_CODE]
    return next(iter(in_source or [a.address for a in alternates]), "")


def _crumbs(request: HttpRequest, page: Page | None, part: str) -> list[Crumb]:
    if page is None or page.depth <= 2:
        return []
    above = [*queries.ancestors(page), *([page] if part else [])]
    return [Crumb(parent.title, parent.get_url(request)) for parent in above]


def _absolute(request: HttpRequest, address: Any, part: str = "") -> str:
    return request.build_absolute_uri(f"{address}{part}") if address else ""


def _for_staff(request: HttpRequest) -> bool:
    """Whether to show Wagtail's bar. Looks at the session only where there is one, so that readers' pages stay cookie-free."""
    if getattr(request, "is_preview", False):
        return not getattr(request, "as_readers_see_it", False)  # the review desk's frame
    return settings.SESSION_COOKIE_NAME in request.COOKIES
