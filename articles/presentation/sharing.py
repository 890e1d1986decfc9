"""What a page shows of itself elsewhere: in results of a search, in a shared link (Open Graph), in a feed reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles import queries

from .article import ArticleView
from .frame import Frame, address_in
from .history import HistoryView
from .information import InformationView
from .listings import ConditionView, HomeView
from .pages import PageView
from .reviewer import ReviewerView
from .structured_data import title_of

#: The part of an article's address under which its picture is (`ArticlePage.PARTS`).
PICTURE_PART: Final = "picture"
#: In pixels: what Open Graph's readers show large, at 1.91 to 1.
PICTURE_SIZE: Final = (1200, 630)
#: The longest description, in characters. What is longer is cut by whoever shows it, in the middle of a word.
_LONGEST: Final = 300
#: `og:locale` wants a country with each language. These are the usual ones (Unicode CLDR, likelySubtags); a language that is
#: not here goes without.
_LOCALES: Final = {"en": "en_US", "es": "es_ES", "fr": "fr_FR", "de": "de_DE", "ar": "ar_EG", "zh-hans": "zh_CN"}


@dataclass(frozen=True, slots=True)
class SharedPicture:
    address: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Sharing:
    """`kind` is Open Graph's type of the page."""

    title: str
    description: str
    kind: str
    address: str
    locale: str
    other_locales: list[str]
    picture: SharedPicture
    feeds: list[FeedLink]


def sharing(request: HttpRequest, page: Any, view: PageView) -> Sharing | None:
    """None where there is no page to share. No query for a page that was found by its address."""
    around = view.frame
    if not around.canonical or around.stand_in:
        return None
    title, description = _words(page, view)
    return Sharing(
        title=title,
        description=Truncator(description).chars(_LONGEST),
        kind=_kind(view),
        address=around.canonical,
        locale=_LOCALES.get(around.language.code, ""),
        other_locales=_other_locales(around),
        picture=_picture(request, view, title),
        feeds=_feeds(request, page, view),
    )


def _words(page: Any, view: PageView) -> tuple[str, str]:
    """The title and the description: an editor's own where there is one, else what stands on the page."""
    match view.body:
        case ArticleView(tldr=text) | HomeView(introduction=text) | InformationView(introduction=text):
            return page.seo_title or page.title, page.search_description or text
        case ConditionView():
            return page.seo_title or page.title, page.search_description
        case HistoryView():
            return _("Reviews and changes: %(title)s") % {"title": page.title}, ""
        case _:
            return title_of(view.frame), ""


def _kind(view: PageView) -> str:
    match view.body:
        case ArticleView():
            return "article"
        case ReviewerView():
            return "profile"
        case _:
            return "website"


def _other_locales(around: Frame) -> list[str]:
    """Of the languages in which this page is there, too."""
    if not around.x_default:
        return []
    return [_LOCALES[a.language.code] for a in around.alternates if not a.current and a.language.code in _LOCALES]


def _picture(request: HttpRequest, view: PageView, title: str) -> SharedPicture:
    """An article has a picture of its own, with its title on it. Every other page shows the site's mark."""
    if isinstance(view.body, ArticleView):
        return SharedPicture(f"{view.frame.canonical}{PICTURE_PART}/", *PICTURE_SIZE, title)
    address = request.build_absolute_uri(static("articles/share.png"))
    return SharedPicture(address, *PICTURE_SIZE, _("Health answers"))


def _feeds(request: HttpRequest, page: Any, view: PageView) -> list[FeedLink]:
    """Those that are there: none from a page that is not public, which its own language's edition would name."""
    if not any(alternate.current for alternate in view.frame.alternates):
        return []
    language = view.frame.language.code
    feeds = [FeedLink(_("New and updated answers"), request.build_absolute_uri(address_in(language, "feed")))]
    if condition := _condition_of(page, view):
        title = _("New and updated answers: %(condition)s") % {"condition": condition.title}
        address = address_in(language, "feed_of_condition", condition=condition.slug)
        feeds.append(FeedLink(title, request.build_absolute_uri(address)))
    return feeds


def _condition_of(page: Any, view: PageView) -> Any:
    match view.body:
        case ConditionView():
            return page
        case ArticleView():
            return queries.condition_above(page)
        case _:
            return None
