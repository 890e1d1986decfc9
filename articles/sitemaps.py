"""The sitemap: every public edition of every language, each with its like in the others (sitemaps.org, protocol 0.9).

Not built on `wagtail.contrib.sitemaps`, which lists the tree of the default language alone, nor on Django's, which makes an
object and a template's rendering for each address and takes every page to be there in every language: 1.4 s for 10,000
addresses of one language. Here a query weighs what all addresses need, article by article, another reads it in their order, and
text is joined and sent while it is read: memory does not grow with the site.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any, Final, NamedTuple
from uuid import UUID
from xml.sax.saxutils import escape as escape_text

from django.conf import settings
from django.db.models import Count, Max, QuerySet, Sum, TextField
from django.db.models.functions import Cast, Length
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from articles import queries
from articles.presentation.frame import address_in
from articles.presentation.languages import language_label

#: Views that every language with a public home page has, by their names in `osteo_site.urls`.
VIEWS: Final = ("reviewers", "glossary", "a_z")
#: What the protocol allows in one file, in bytes, less what stands around the addresses.
_LARGEST: Final = 50 * 1024 * 1024 - 1_000
#: What stands around an address and around a link, at most, in bytes: tags, dates, the names of languages.
_AROUND_ADDRESS, _AROUND_LINK = 120, 90
#: Files with more addresses are sent while they are made.
_SENT_WHOLE: Final = 2_000
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_URLSET: Final = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n',
    "</urlset>\n",
)
_INDEX: Final = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{}</sitemapindex>\n'
#: An address that is the same written in XML and sent over HTTP.
_PLAIN: Final = re.compile(r"[A-Za-z0-9/_.~:-]*")


class _Row(NamedTuple):
    """`changed` as the sitemap writes it; empty for what is no page."""

    address: str
    language: str
    changed: str


@dataclass(slots=True)
class _File:
    """What stands in one file: the pages from one key of a translation to another, both included, and views."""

    first: UUID | None = None
    last: UUID | None = None
    views: list[list[_Row]] = field(default_factory=list)
    addresses: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class _Map:
    """The site's public languages, with where their pages begin and under which address these are."""

    root: str
    starts: dict[str, str]
    prefixes: dict[str, str]


@require_safe
def sitemap(request: HttpRequest, part: int | None = None) -> HttpResponseBase:
    """All addresses; where they are too many for one file, the list of the files that hold them, or one of these."""
    at = _map(request)
    files = _files(at)
    if part is not None:
        if not 1 <= part <= len(files) or len(files) == 1:
            raise Http404
        return _answer(files[part - 1], at)
    if len(files) == 1:
        return _answer(files[0], at)
    parts = [request.build_absolute_uri(reverse("sitemap_part", kwargs={"part": number})) for number in range(1, len(files) + 1)]
    listed = "".join(f"<sitemap><loc>{escape_text(address)}</loc></sitemap>\n" for address in parts)
    return HttpResponse(_HEAD + _INDEX.format(listed), **_AS_XML)


_AS_XML: Final[dict[str, Any]] = {
    "content_type": "application/xml; charset=utf-8",
    "headers": {"X-Robots-Tag": "noindex"},
}


def _answer(file: _File, at: _Map) -> HttpResponseBase:
    entries = _entries(file, at)
    begin, end = _URLSET
    if file.addresses <= _SENT_WHOLE:
        return HttpResponse("".join([_HEAD, begin, *entries, end]), **_AS_XML)
    return StreamingHttpResponse(_in_pieces(_HEAD + begin, entries, end), **_AS_XML)


def _in_pieces(begin: str, entries: Iterator[str], end: str) -> Iterator[bytes]:
    yield begin.encode()
    while piece := "".join(islice(entries, 500)):
        yield piece.encode()
    yield end.encode()


# --- What stands in which file ---------------------------------------------------------------------------------------


def _map(request: HttpRequest) -> _Map:
    """One query."""
    site = Site.find_for_request(request)
    starts = {path.language_code: path.root_path for path in Site.get_site_root_paths() if site and path.site_id == site.pk}
    homes = queries.public_pages(Page.objects.filter(url_path__in=starts.values())).values_list("url_path", flat=True)
    public = set(homes) if starts else set()
    starts = {language: start for language, start in starts.items() if start in public}
    return _Map(request.build_absolute_uri("/").rstrip("/"), starts, {code: _prefix(code) for code in starts})


def _pages(at: _Map) -> QuerySet[Page]:
    return queries.public_pages(Page.objects.filter(depth__gt=1, locale__language_code__in=at.starts))


def _files(at: _Map) -> list[_File]:
    """As much together as the protocol allows in a file, by number and by size. At least one file, if an empty one. Two queries.

    What an article's addresses take is estimated, and never too little: they and their links are as long as the paths, and what
    stands around them.
    """
    files = [_File()]
    articles = _pages(at).order_by("translation_key").values_list("translation_key").annotate(
        editions=Count("pk"), together=Sum(Length("url_path")), longest=Max(Length("url_path"))
    )  # fmt: skip
    for key, editions, together, longest in articles.iterator(chunk_size=2_000):
        file = _with_place(files, editions, _weight(at, editions, together, longest))
        file.first, file.last = file.first or key, key
    for rows in _views(at.starts):
        lengths = [len(row.address) for row in rows]
        _with_place(files, len(rows), _weight(at, len(rows), sum(lengths), max(lengths))).views.append(rows)
    return files


def _with_place(files: list[_File], addresses: int, size: int) -> _File:
    """The last file, or a new one if it has no place for so much."""
    file = files[-1]
    if file.addresses and (file.addresses + addresses > settings.SITEMAP_LONGEST or file.size + size > _LARGEST):
        file = _File()
        files.append(file)
    file.addresses += addresses
    file.size += size
    return file


def _weight(at: _Map, editions: int, together: int, longest: int) -> int:
    links = together + longest + (editions + 1) * (len(at.root) + _AROUND_LINK)
    return int(editions * (_AROUND_ADDRESS + len(at.root) + longest + links))


# --- What stands in a file -------------------------------------------------------------------------------------------


def _entries(file: _File, at: _Map) -> Iterator[str]:
    tags = {code: language_label(code).tag for code, _name in settings.LANGUAGES}
    for editions in chain(_articles(file, at), file.views):
        addresses = {row.language: at.root + row.address for row in editions}
        links = _links(addresses, tags)
        for row in editions:
            changed = f"<lastmod>{row.changed}</lastmod>" if row.changed else ""
            yield f"<url><loc>{addresses[row.language]}</loc>{changed}\n{links}</url>\n"


def _links(at: dict[str, str], tags: dict[str, str]) -> str:
    """All editions, itself included, and the one for everybody else: the same list as in each page's own head."""
    named = [(tag, at[code]) for code, tag in tags.items() if code in at]
    default = at.get(settings.LANGUAGE_CODE, named[0][1])
    return "".join(
        [
            f'<xhtml:link rel="alternate" hreflang="{tag}" href="{address}"/>\n'
            for tag, address in [*named, ("x-default", default)]
        ]
    )


def _articles(file: _File, at: _Map) -> Iterator[list[_Row]]:
    """The public pages of a file, by what they are editions of. One query, read bit by bit."""
    if file.first is None:
        return
    pages = _pages(at).filter(translation_key__range=(file.first, file.last)).order_by("translation_key", "pk")
    columns = _as_kept("translation_key"), "locale__language_code", "url_path", _as_kept("last_published_at")
    rows = pages.values_list(*columns).iterator(chunk_size=2_000)
    for _key, editions in groupby(rows, key=itemgetter(0)):
        found = [
            _Row(_address(at.prefixes[language] + path.removeprefix(at.starts[language])), language, _day(changed))
            for _key, language, path, changed in editions
            if path.startswith(at.starts[language])
        ]
        if found:
            yield found


def _as_kept(column: str) -> Cast:
    """A column as the database writes it: to make Python's keys and dates of it takes half of all the time."""
    return Cast(column, output_field=TextField())


def _day(changed: str | None) -> str:
    """The moment of a publication by ISO 8601. Both databases write it in UTC, one of them without saying so."""
    return f"{changed[:10]}T{changed[11:19]}+00:00" if changed else ""


def _address(path: str) -> str:
    return path if _PLAIN.fullmatch(path) else escape_text(iri_to_uri(path) or "", {'"': "&quot;"})


def _prefix(language: str) -> str:
    with override(language):
        return reverse("wagtail_serve", args=("",))


def _views(languages: Collection[str]) -> Iterator[list[_Row]]:
    """What is no page of Wagtail's, in these languages: the lists that each of them has, and the reviewers. One query."""
    if not languages:
        return
    reviewers = queries.public_reviewers().select_related(None).order_by("key").values_list("key", flat=True)
    for name, given in [*((name, {}) for name in VIEWS), *(("reviewer", {"key": key}) for key in reviewers)]:
        yield [
            _Row(_address(address_in(code, name, **given)), code, "") for code, _name in settings.LANGUAGES if code in languages
        ]
