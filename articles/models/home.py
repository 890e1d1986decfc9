"""The home page of one language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from .article import PARTS
from .condition import ConditionCode
from .json_lists import JsonList
from .prepared import Prepared
from .privacy import is_private
from .routed import Routed
from .unsigned import ConfirmationPanel, ConfirmedPageForm

#: How many parts an address can have under a home page: condition, article, and what else there is of the article. Longer
#: addresses are not looked up at all.
DEEPEST = 3
_KINDS = ("articlepage", "conditionpage", "homepage", "informationpage")
#: What a query of pages loads with them, so that it gives them whole.
WITH_ALL = ("locale", "articlepage__disclaimer", *_KINDS[1:])


class HomePage(Routed, Page):
    """Lists the conditions and newest articles of its language. Its own words are about the site, never about health."""

    introduction = models.TextField(
        max_length=400,
        blank=True,
        verbose_name=_("introduction"),
        help_text=_(
            "Who this site is for and what it does, in at most 400 characters. No medical statements: nobody signs this text."
        ),
    )

    template = "articles/pages/home.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["articles.ConditionPage", "articles.InformationPage"]
    max_count = len(settings.LANGUAGES)
    page_description = _("The first page of one language.")

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction"), ConfirmationPanel()]
    base_form_class = ConfirmedPageForm
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("introduction")]
    api_fields: ClassVar[list[Any]] = [APIField("introduction")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    #: Finds the page that stands in for one that this language lacks. Set by `articles.queries.stand_ins`.
    find_stand_in: ClassVar[Callable[[HomePage, Sequence[str]], Page | None]]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Finds a page by its whole address in one query. Wagtail's own walks down the tree, two queries a level.

        An alias shows another page's words under an address of another language: readers get none.
        The page found knows the public pages above it (`pages_above`), so that breadcrumbs cost nothing.
        """
        if not path_components:
            self._refuse_other_language(request)
            return super().route(request, path_components)
        if len(path_components) > DEEPEST:
            raise Http404
        return self.route_along(request, path_components, pages_along(self.url_path, path_components))

    def route_along(self, request: HttpRequest, path_components: list[str], along: list[Any]) -> RouteResult:
        """`along` is what `pages_along` gives for the address: this page itself comes first."""
        home, *found = along
        self.locale = home.locale
        self._refuse_other_language(request)
        if not home.live:
            raise Http404
        public = [page for page in along if _is_shown(page) and not page.is_private]
        below = path_components[len(found) :]
        if not found or not set(below) <= PARTS or not _is_shown(found[-1]):
            return self._route_to_stand_in(path_components, public)
        page = whole(found[-1])
        page.pages_above = [above for above in public if above.depth < page.depth]
        return page.route(request, below) if below else RouteResult(page)

    def _refuse_other_language(self, request: HttpRequest) -> None:
        """Where the home page of a language is not live, Wagtail asks that of the source language, in the wrong frame."""
        if get_language_from_path(request.path_info) not in (None, self.locale.language_code):
            raise Http404

    def _route_to_stand_in(self, path_components: list[str], public: list[Page]) -> RouteResult:
        """What is not public in this language is shown in another one, within this language's frame (`stands_in_for`).

        What else there is of an article stands at the edition alone, as does an edition that has another address.
        """
        parts = path_components[-1:] if len(path_components) == DEEPEST and path_components[-1] in PARTS else []
        address = path_components[: len(path_components) - len(parts)]
        page = HomePage.find_stand_in(self, address)
        if page is None:
            raise Http404
        if parts or page.locale_id == self.locale_id:
            return RouteResult(self, kwargs={"moved_to": "".join([page.get_url(), *(f"{part}/" for part in parts)])})
        page.stands_in_for = self.locale.language_code
        page.pages_above = [above for above in public if above.depth < self.depth + len(address)]
        return RouteResult(page)

    def serve(self, request: HttpRequest, *args: Any, moved_to: str = "", **kwargs: Any) -> HttpResponse:
        if moved_to:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponseRedirect(f"{moved_to}?{query}" if query else moved_to)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response


def _along(paths: Any) -> QuerySet[Page]:
    codes = ConditionCode.objects.filter(page=OuterRef("pk")).order_by().values("page")
    return (
        Page.objects.filter(url_path__in=paths)
        .annotate(
            is_private=is_private(),
            codes_found=Subquery(codes.values(all=JsonList(JSONArray("sort_order", "pk", "system", "code")))),
        )
        .select_related(*WITH_ALL)
        .order_by("depth")
    )


_pages_at: Prepared[Any] = Prepared(Page, _along)


def pages_along(home: str, path_components: Sequence[str]) -> list[Any]:
    """The home page at this place in the tree and those on the way to an address below it, as far as there are any, each with
    its text and with whether it `is_private`. One query."""
    below = ["/".join(path_components[:depth]) for depth in range(1, len(path_components) + 1)]
    return _pages_at(paths=[home, *(f"{home}{path}/" for path in below)])


def whole(page: Any) -> Any:
    """The page that `pages_along` found as what it is, with what is known of it."""
    found = next((there for name in _KINDS if (there := getattr(page, name, None)) is not None), page)
    found.locale = page.locale
    found.is_known_to_be_public = not page.is_private
    return found


def _is_shown(page: Page) -> bool:
    """Whether there is something to show, which may be private: an alias shows the words of another language."""
    return bool(page.live and not page.alias_of_id)
