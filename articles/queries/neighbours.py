"""What a page needs to know of other pages, in one query: its editions, what its links lead to, what to read next, the pages
about the site, and the languages that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from wagtail.models import Page

from articles.domain.collation import sort_key
from articles.models import ArticlePage, HomePage, InformationPage
from articles.models.addresses import address_of
from articles.models.json_lists import JsonList
from articles.models.prepared import Prepared

from .pages import HOME_DEPTH, public_pages
from .related import MOST, related_conditions

_NO_PAGE: Final = UUID(int=0)
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
_ToRead = tuple[list["PublicPage"], list["PublicPage"]]
_COLUMNS: Final = (
    "pk",
    "title",
    "url_path",
    "path",
    "depth",
    "locale__language_code",
    "translation_key",
    "first_published_at",
    "last_published_at",
    "latest_revision_created_at",
    "articlepage__basis",
    "conditionpage",
    "informationpage__kind",
)


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A page that any reader may open, without its text. `basis` is an article's, `kind` that of a page about the site."""

    pk: int
    title: str
    url_path: str
    path: str
    depth: int
    language: str
    translation_key: UUID
    first_published_at: datetime | None
    last_published_at: datetime | None
    latest_revision_created_at: datetime | None
    basis: dict[str, Any] | None
    condition: int | None
    kind: str | None
    #: Those of the pages that a text names which are editions of this one: by key, public or not.
    named: Sequence[int] | None = None

    @property
    def url(self) -> str:
        return address_of(self.language, self.url_path)

    @property
    def label(self) -> str:
        """What links to a page about the site are called."""
        return InformationPage.label_of(self.kind or "", self.title)


@dataclass(frozen=True, slots=True)
class Editions:
    """The public editions of one page by language (of an answer that is no page, the home pages), and the languages whose home
    page is public. What is below another home page has no address."""

    by_language: dict[str, PublicPage]
    homes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nearby:
    """`links` are by the key of the page that a link names; `articles` and `conditions` are what to read next."""

    editions: Editions
    information: list[PublicPage]
    links: dict[int, PublicPage] = field(default_factory=dict)
    articles: list[PublicPage] = field(default_factory=list)
    conditions: list[PublicPage] = field(default_factory=list)


def nearby(frame_language: str, page: Page | None = None, linked: Collection[int] = ()) -> Nearby:
    """What surrounds a page, or an answer that is no page, in a frame of this language. `linked` are the keys of the pages that
    its text names. One query."""
    if page is None:
        found = [PublicPage(*row) for row in _pages("frame", frame=frame_language, key=_NO_PAGE)]
        homes = {page.language: page for page in found if page.depth == HOME_DEPTH}
        return Nearby(Editions(homes, frozenset(homes)), _information(found, frame_language))
    language = page.locale.language_code
    values = {"frame": frame_language, "key": page.translation_key, "language": language, "linked": linked}
    if isinstance(page, ArticlePage):
        values |= {"own": page.pk or 0, "condition": page.path[: -page.steplen]}
        values |= {"first": f"{values['condition']}0001", "last": f"{values['condition']}ZZZZ", "depth": page.depth or 0}
    rows = _pages("article" if isinstance(page, ArticlePage) else "page", **values)
    found = [PublicPage(*row) for row in rows]
    links = _links(found, language)
    return Nearby(
        _editions(found, page.translation_key),
        _information(found, frame_language),
        links,
        *(_to_read_next(page, found, links.values()) if isinstance(page, ArticlePage) else ()),
    )


def _wanted(
    of: str, frame: Any, key: Any, language: Any = None, linked: Any = None, own: Any = None, condition: Any = None,
    first: Any = None, last: Any = None, depth: Any = None,
) -> QuerySet[Any]:  # fmt: skip
    """By keys: a condition with OR would have PostgreSQL read every page that there is."""
    keys = [
        Page.objects.filter(translation_key=key),
        HomePage.objects.all(),
        InformationPage.objects.filter(locale__language_code=frame),
    ]
    if of != "frame":
        named = Page.objects.filter(pk__in=linked).values("translation_key")
        keys.append(Page.objects.filter(translation_key__in=named))
    if of == "article":
        beside = ArticlePage.objects.filter(path__gte=first, path__lte=last, depth=depth).exclude(page_ptr_id=own)
        is_linked = Case(When(translation_key__in=named, then=Value(0)), default=Value(1))
        newest = F("first_published_at").desc(nulls_last=True)
        articles = public_pages(beside).order_by(is_linked, newest, "-pk")[:MOST]
        conditions = related_conditions(condition, language, Q(translation_key__in=named))
        keys += [Page.objects.filter(pk__in=articles.values("pk")), Page.objects.filter(pk__in=conditions.values("pk"))]
    wanted, *others = (part.order_by().values("pk") for part in keys)
    pages = public_pages(Page.objects.filter(pk__in=wanted.union(*others, all=True)))
    if of == "frame":
        return pages.values_list(*_COLUMNS)
    editions = Page.objects.filter(pk__in=linked, translation_key=OuterRef("translation_key")).order_by()
    names = editions.values("translation_key").values(all=JsonList("pk"))
    return pages.annotate(named=Subquery(names)).values_list(*_COLUMNS, "named")


_pages: Prepared[tuple[Any, ...]] = Prepared(Page, _wanted)


def _editions(found: Iterable[PublicPage], key: UUID) -> Editions:
    homes = frozenset(page.language for page in found if page.depth == HOME_DEPTH)
    return Editions({page.language: page for page in found if page.translation_key == key and page.language in homes}, homes)


def _information(found: Iterable[PublicPage], language: str) -> list[PublicPage]:
    """By kind, the others last."""
    pages = [page for page in found if page.kind is not None and page.language == language]
    return sorted(pages, key=lambda page: (InformationPage.place_of(page.kind or ""), page.path))


def _links(found: Iterable[PublicPage], language: str) -> dict[int, PublicPage]:
    """Where links lead: to the edition in this language, else to the page that the link names."""
    links: dict[int, PublicPage] = {}
    for page in found:
        links |= {pk: page for pk in page.named or () if page.language == language or (pk == page.pk and pk not in links)}
    return links


def _to_read_next(page: ArticlePage, found: Iterable[PublicPage], linked: Iterable[PublicPage]) -> _ToRead:
    """The other articles beside this one, those that it links to first, then the newest; and the conditions by their titles."""
    condition, language = page.path[: -page.steplen], page.locale.language_code
    is_linked = {target.pk for target in linked}
    articles = [
        other for other in found if other.depth == page.depth and other.path.startswith(condition) and other.pk != page.pk
    ]
    articles.sort(key=lambda other: other.pk, reverse=True)
    articles.sort(key=lambda other: other.first_published_at or _LONG_AGO, reverse=True)
    articles.sort(key=lambda other: other.pk not in is_linked)
    conditions = [other for other in found if other.condition and other.language == language and other.path != condition]
    conditions.sort(key=lambda other: (sort_key(other.title, language), other.pk))
    return articles[:MOST], conditions[:MOST]
