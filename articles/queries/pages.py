"""Which pages exist for readers, in which languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet
from wagtail.models import Page

from articles.domain.names import split_names
from articles.models import ArticlePage, ConditionPage, Disclaimer, HomePage, SiteSettings
from articles.models.privacy import is_private

#: Where home pages stand in the tree of pages.
HOME_DEPTH = 2


def public_pages(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """Those that any reader may open: live, not private, and real editions, not aliases in another page's words."""
    return queryset.filter(~is_private(), live=True, alias_of__isnull=True)


def editions(translation_key: Any) -> QuerySet[Page]:
    """The public editions of one page in all languages."""
    return public_pages(Page.objects.filter(translation_key=translation_key)).select_related("locale")


def languages_of(page: Page) -> set[str]:
    """The other languages that there is an edition of the page in, public or not."""
    others = Page.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk)
    return set(others.values_list("locale__language_code", flat=True))


def linked_pages(page_ids: Iterable[int], language: str) -> dict[int, Page]:
    """Where links to these pages lead readers of a language: to the edition in it, else to the page that the link names, which
    may be one that no reader may open. Each says whether it `is_public`. One query."""
    named = list(page_ids)
    keys = Page.objects.filter(pk__in=named).values("translation_key")
    public = public_pages(Page.objects.all()).values("pk")
    pages = Page.objects.filter(translation_key__in=keys).annotate(is_public=Q(pk__in=public)).select_related("locale")
    editions: dict[Any, dict[str, Page]] = defaultdict(dict)
    by_id = {}
    for page in pages:
        by_id[page.pk] = page
        if page.is_public:
            editions[page.translation_key][page.locale.language_code] = page
    return {pk: editions[by_id[pk].translation_key].get(language) or by_id[pk] for pk in named if pk in by_id}


def articles_under(page: Page) -> QuerySet[ArticlePage]:
    """The public articles anywhere under a page, newest first."""
    articles: QuerySet[ArticlePage] = ArticlePage.objects.descendant_of(page).defer_streamfields()
    return public_pages(articles).select_related("locale").order_by(F("first_published_at").desc(nulls_last=True), "-pk")


def conditions_under(page: Page) -> QuerySet[ConditionPage]:
    """The public conditions directly under a home page, by title."""
    return public_pages(ConditionPage.objects.child_of(page)).order_by("title")


def conditions_of(language: str) -> QuerySet[ConditionPage]:
    """All public conditions of a language, by title."""
    return public_pages(ConditionPage.objects.filter(locale__language_code=language)).select_related("locale").order_by("title")


def articles_of(language: str) -> QuerySet[ArticlePage]:
    """All public articles of a language, with no more than it takes to list them."""
    articles: QuerySet[ArticlePage] = public_pages(ArticlePage.objects.filter(locale__language_code=language))
    return articles.select_related("locale").only("title", "url_path", "locale__language_code", "content_type", "path", "depth")


def names_and_codes(condition: Any) -> tuple[list[str], list[tuple[str, str]]]:
    """A condition's other names, and its codes with their systems, in order. No query for one on the way to an address that a
    reader asked for, else one for both."""
    if hasattr(condition, "codes_found"):
        return split_names(condition.conditionpage.also_known_as), [
            (system, code) for _place, _pk, system, code in sorted(condition.codes_found or [])
        ]
    rows = ConditionPage.objects.filter(pk=condition.pk).order_by("codes__sort_order", "codes__pk")
    found = list(rows.values_list("also_known_as", "codes__system", "codes__code"))
    return split_names(found[0][0] if found else ""), [(system, code) for _names, system, code in found if code]


def home_pages() -> list[HomePage]:
    return list(public_pages(HomePage.objects.all()).select_related("locale"))


def home_languages() -> set[str]:
    """The languages that readers can begin in: those whose home page is public. One query."""
    return set(public_pages(HomePage.objects.all()).values_list("locale__language_code", flat=True))


def ancestors(page: Page) -> list[Page]:
    """The public pages above it, home page first. A page that was found by its address knows them already."""
    if hasattr(page, "pages_above"):
        return list(page.pages_above)
    return list(public_pages(page.get_ancestors().filter(depth__gt=1)).select_related("locale"))


def condition_above(article: Page) -> Page | None:
    """The condition that an article is about, if readers can open it."""
    return next((page for page in ancestors(article) if page.depth == article.depth - 1), None)


def editions_ending_with(disclaimer: Disclaimer) -> QuerySet[ArticlePage]:
    """The live editions that end with a disclaimer, by their own choice or because it is a site's default."""
    own = Q(disclaimer=disclaimer)
    if SiteSettings.objects.filter(default_disclaimer=disclaimer).exists():
        own |= Q(disclaimer__isnull=True)
    editions: QuerySet[ArticlePage] = ArticlePage.objects.filter(own, live=True)
    return editions


def live_articles_below(page: Page) -> QuerySet[ArticlePage]:
    """The live articles anywhere under a page, private ones included."""
    articles: QuerySet[ArticlePage] = ArticlePage.objects.descendant_of(page).filter(live=True)
    return articles
