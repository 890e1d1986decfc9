"""Atom feeds (RFC 4287): the newest and the newly changed answers of a language, or of one condition in it.

Written with Django's feed generator. Its syndication view keeps one object for all requests, which could not carry the
address of each, and dates an empty feed by the moment at which it was asked for.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Page, Site

from articles import queries
from articles.domain.xml_text import xml_text
from articles.models import ArticlePage, ConditionPage, HomePage, SiteSettings
from articles.presentation.languages import language_label

#: More than change between two visits of a feed reader.
ENTRIES: Final = 30
_DISTANT_PAST: Final = datetime(1970, 1, 1, tzinfo=UTC)


@require_safe
@conditional_page
def of_language(request: HttpRequest) -> HttpResponse:
    home = _public(HomePage, locale__language_code=get_language())
    return _feed(request, home, _("New and updated answers"))


@require_safe
@conditional_page
def of_condition(request: HttpRequest, condition: str) -> HttpResponse:
    page = _public(ConditionPage, locale__language_code=get_language(), slug=condition)
    return _feed(request, page, _("New and updated answers: %(condition)s") % {"condition": page.title})


def _public(model: Any, **which: Any) -> Page:
    """404 for a page that there is not, or not for every reader."""
    page = queries.public_pages(model.objects.filter(**which)).select_related("locale").first()
    if page is None:
        raise Http404
    return page


class _Feed(Atom1Feed):
    """Django's, whose date does not move while nothing changes."""

    def latest_post_date(self) -> datetime:
        return max((entry["updateddate"] for entry in self.items), default=_DISTANT_PAST)


def _feed(request: HttpRequest, page: Page, title: str) -> HttpResponse:
    settings = SiteSettings.stored(Site.find_for_request(request))
    demonstration = bool(settings and settings.demonstration)
    feed = _Feed(
        title=xml_text(title),
        link=_address(request, page),
        description=None,
        language=language_label(page.locale.language_code).tag,
        author_name=_("Health answers"),
        subtitle=_demonstration_words()
        if demonstration
        else _("Plain answers about health, for education. They do not replace the advice of a professional who knows you."),
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=_identifier(page, "feed"),
    )
    for article in _newest(page):
        feed.add_item(
            title=xml_text(article.title),
            link=_address(request, article),
            description=_summary(article, demonstration),
            unique_id=_identifier(article, "entry"),
            pubdate=article.first_published_at,
            updateddate=article.last_published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _newest(page: Page) -> list[ArticlePage]:
    """The public articles under it that were published last; those that were never published through a revision are not dated."""
    articles = queries.articles_under(page).filter(first_published_at__isnull=False, last_published_at__isnull=False)
    return list(articles.order_by(F("last_published_at").desc(), "-pk")[:ENTRIES])


def _summary(article: ArticlePage, demonstration: bool) -> str:
    """The short answer as HTML. In a demonstration each entry says so: readers of feeds see entries one by one."""
    answer = format_html("<p>{}</p>", xml_text(article.tldr))
    return format_html("<p><strong>{}</strong></p>{}", _demonstration_words(), answer) if demonstration else answer


def _demonstration_words() -> str:
    return _("The people named here are invented, and no clinician has read these texts. Do not rely on them for your health.")


def _identifier(page: Page, kind: str) -> str:
    """The same for ever, whatever becomes of the page's address, and another one in each language (RFC 4287, section 4.2.6)."""
    return uuid.uuid5(page.translation_key, f"{kind}:{page.locale.language_code}").urn


def _address(request: HttpRequest, page: Page) -> str:
    return request.build_absolute_uri(page.get_url(request))
