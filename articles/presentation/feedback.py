"""The small pages on which readers say whether an article helped, and report mistakes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.domain.basis import REFERENCES
from articles.domain.feedback import PLACES, REPORT_MAX_LENGTH
from articles.domain.sections import SectionKey
from articles.models import ArticlePage

from .frame import Crumb, address_in, frame
from .languages import LanguageLabel, language_label
from .pages import PageView


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    anchor: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FormView:
    """A form as it stands. `complaint` is said above it, `errors` at its fields, by name."""

    article: str
    label: LanguageLabel
    article_address: str
    token: str
    places: list[PlaceChoice]
    text: str
    answer: str
    complaint: str
    errors: dict[str, str]
    most: int = REPORT_MAX_LENGTH


@dataclass(frozen=True, slots=True)
class Typed:
    """What a reader has entered so far."""

    place: str = ""
    text: str = ""
    answer: str = ""


def form_page(
    request: HttpRequest, page: ArticlePage, token: str, typed: Typed, complaint: str = "", errors: dict[str, str] | None = None
) -> tuple[PageView, FormView]:
    """The frame and the form. Neither has a like in other languages; the switch leads to the article in them."""
    form = FormView(
        article=page.title,
        label=language_label(page.locale.language_code),
        article_address=article_address(request, page),
        token=token,
        places=[PlaceChoice(anchor, _place_name(page, key), anchor == typed.place) for anchor, key in PLACES.items()],
        text=typed.text,
        answer=typed.answer,
        complaint=complaint,
        errors=errors or {},
    )
    return around(request, page), form


def around(request: HttpRequest, page: ArticlePage) -> PageView:
    """The frame of a page about an article that no search engine is to keep."""
    of_article = frame(request, page)
    crumbs = [*of_article.crumbs, Crumb(page.title, article_address(request, page))]
    own = replace(of_article, canonical="", x_default="", crumbs=crumbs, content=of_article.language, stand_in=None)
    return PageView(frame=own, body=None)


def article_address(request: HttpRequest, page: ArticlePage) -> str:
    """Where the reader has the article before them: of one that stands in for another, in the language of its frame."""
    address = page.get_url(request) or ""
    _language, _slash, rest = address.lstrip("/").partition("/")
    return f"/{page.stands_in_for}/{rest}" if _stands_in(page) else address


def address(name: str, page: ArticlePage, **more: str) -> str:
    """Of a view of feedback, in the language of the reader's frame."""
    return address_in(_stands_in(page) or page.locale.language_code, name, pk=str(page.pk), **more)


def _stands_in(page: ArticlePage) -> str:
    language: str = getattr(page, "stands_in_for", "")
    return language


def _place_name(page: ArticlePage, key: str) -> str:
    if not key:
        return pgettext("what a report is about", "The whole page, or I am not sure")
    return _("References") if key == REFERENCES else page.heading(SectionKey(key))
