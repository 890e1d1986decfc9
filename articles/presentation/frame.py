"""What surrounds every page: its language, the switch to the others, the way up, and whether it is a demonstration."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles import queries
from articles.models import ArticlePage, InformationPage, subject_of
from articles.models.addresses import address_of
from articles.queries import Editions

from .information import SiteLink, site_links
from .languages import LanguageLabel, language_label
from .loading import Loaded, load
from .steps import Steps
from .switch import Alternate as Alternate
from .switch import Choice, choices


@dataclass(frozen=True, slots=True)
class StandIn:
    """That a page is shown in another language than the frame's: the names of both, in the frame's, and the other editions."""

    wanted: str
    shown: str
    others: list[Alternate]


@dataclass(frozen=True, slots=True)
class Crumb:
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Frame:
    """`content` is the language of the page's own words: the frame's, unless another edition stands in for a missing one."""

    language: LanguageLabel
    content: LanguageLabel
    stand_in: StandIn | None
    #: How its translations follow the source; None for what is no article.
    steps: Steps | None
    switch: list[Choice]
    alternates: list[Alternate]
    x_default: str
    canonical: str
    home_address: str
    crumbs: list[Crumb]
    demonstration: bool
    for_staff: bool
    #: What the database was asked for the page and all that surrounds it.
    loaded: Loaded
    #: The pages about the site that there are in this language.
    information: list[SiteLink]

    @property
    def how_we_review(self) -> str:
        """Where this site says how it reviews; empty where it does not say so in this language."""
        return self._about(InformationPage.Kind.HOW_WE_REVIEW)

    @property
    def contact(self) -> str:
        """Where readers are told how to reach somebody; empty where they are not, in this language."""
        return self._about(InformationPage.Kind.CONTACT)

    def _about(self, kind: str) -> str:
        return next((link.address for link in self.information if link.kind == kind), "")


def frame(request: HttpRequest, page: Page | None, part: str = "") -> Frame:
    """The frame of a page, of a part of it (`history/`), or of an answer that is no page (404), where the switch leads to the
    home pages."""
    own = page.locale.language_code if page else _active()
    code = getattr(page, "stands_in_for", "") or own
    loaded = load(request, code, page, part)
    editions = loaded.near.editions
    steps = Steps(loaded.sources[subject_of(page)], loaded.site.policy) if isinstance(page, ArticlePage) else None
    alternates = _alternates(request, editions, steps, code, part)
    stand_ins = _stand_ins(request, page, editions) if page else {}
    around = _frame(
        request,
        code,
        loaded,
        alternates=alternates,
        switch=choices(alternates, code, stand_ins, editions.homes),
        x_default=_x_default(alternates) if page and own == code else "",
        canonical=_absolute(request, _address(page), part) if page else "",
        crumbs=_crumbs(page, part),
        steps=steps,
    )
    return around if own == code else _standing_in(around, own)


def frame_of_view(request: HttpRequest, name: str, title: str, crumbs: list[Crumb] | None = None, **key: str) -> Frame:
    """The frame of a view that every language has, by its name in `osteo_site.urls`. It names the languages whose home page is
    public, and none from one whose home page is not."""
    code = _active()
    loaded = load(request, code, None, "")
    homes = loaded.near.editions.homes
    addresses = {language: _absolute(request, address_in(language, name, **key)) for language, _name in settings.LANGUAGES}
    there = [(to, address) for to, address in addresses.items() if to in homes and code in homes]
    alternates = [Alternate(language_label(to), address, title, to == code) for to, address in there]
    switch = choices(alternates, code, {}, ())
    home = Crumb(_("Health answers"), f"/{code}/")
    return _frame(
        request,
        code,
        loaded,
        alternates=alternates,
        switch=switch,
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


def _address(page: Page) -> str:
    """Empty for a page that has no place yet."""
    return address_of(page.locale.language_code, page.url_path) if page.url_path else ""


def _frame(request: HttpRequest, code: str, loaded: Loaded, **own: Any) -> Frame:
    settings_of_site = loaded.site.settings
    return Frame(
        language=language_label(code),
        content=language_label(code),
        stand_in=None,
        home_address=f"/{code}/",
        demonstration=bool(settings_of_site and settings_of_site.demonstration),
        for_staff=_for_staff(request),
        loaded=loaded,
        information=site_links(loaded.near.information),
        **{"steps": None, "switch": [], **own},
    )


def _alternates(request: HttpRequest, editions: Editions, steps: Steps | None, code: str, part: str) -> list[Alternate]:
    by_language = editions.by_language
    return [
        Alternate(
            language=language_label(language),
            address=_absolute(request, by_language[language].url, part),
            title=by_language[language].title,
            current=language == code,
            outdated=bool(steps and steps.told(by_language[language], language)),
        )
        for language, _name in settings.LANGUAGES
        if language in by_language
    ]


def _stand_ins(request: HttpRequest, page: Page, editions: Editions) -> dict[str, str]:
    """Where readers of the languages that lack an edition find the one that stands in: at the same address in theirs."""
    if not editions.by_language:  # a draft: nothing stands in for it
        return {}
    _language, _slash, rest = _address(page).lstrip("/").partition("/")
    missing = editions.homes - editions.by_language.keys()
    return {code: _absolute(request, f"/{code}/{rest}") for code in missing} if rest else {}


def _standing_in(around: Frame, own: str) -> Frame:
    wanted, shown = (str(get_language_info(code)["name_translated"]) for code in (around.language.code, own))
    others = [alternate for alternate in around.alternates if alternate.language.code != own]
    return replace(around, content=language_label(own), stand_in=StandIn(wanted, shown, others))


def _x_default(alternates: list[Alternate]) -> str:
    """The edition for readers whose language there is none in: the source language's, else the first."""
    in_source = [a.address for a in alternates if a.language.code == settings.LANGUAGE_CODE]
    return next(iter(in_source or [a.address for a in alternates]), "")


def _crumbs(page: Page | None, part: str) -> list[Crumb]:
    if page is None or page.depth <= 2:
        return []
    above = [*queries.ancestors(page), *([page] if part else [])]
    return [Crumb(parent.title, _address(parent)) for parent in above]


def _absolute(request: HttpRequest, address: Any, part: str = "") -> str:
    return request.build_absolute_uri(f"{address}{part}") if address else ""


def _for_staff(request: HttpRequest) -> bool:
    """Whether to show Wagtail's bar. Looks at the session only where there is one, so that readers' pages stay cookie-free."""
    if getattr(request, "is_preview", False):
        return not getattr(request, "as_readers_see_it", False)  # the review desk's frame
    return settings.SESSION_COOKIE_NAME in request.COOKIES
