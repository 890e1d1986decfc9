"""The sitemap: every public edition of every language, each with its like in the others (sitemaps.org, protocol 0.9).

Not built on `wagtail.contrib.sitemaps`, which lists the tree of the default language alone, nor on Django's, which makes an
object and a template's rendering for each address and takes every page to be there in every language: 1.4 s for 10,000
addresses of one language. Here one query reads what all addresses need, and text is joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from xml.sax.saxutils import escape as escape_text

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
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
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_URLSET: Final = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{}</urlset>\n'
)
_INDEX: Final = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{}</sitemapindex>\n'


@dataclass(frozen=True, slots=True)
class _Row:
    address: str
    language: str
    changed: datetime | None


@require_safe
def sitemap(request: HttpRequest, part: int | None = None) -> HttpResponse:
    """All addresses; where they are too many for one file, the list of the files that hold them, or one of these."""
    files = list(_files(_entries(request)))
    if part is not None:
        if not 1 <= part <= len(files) or len(files) == 1:
            raise Http404
        return _answer(_URLSET.format(files[part - 1]))
    if len(files) == 1:
        return _answer(_URLSET.format(files[0]))
    parts = [request.build_absolute_uri(reverse("sitemap_part", kwargs={"part": number})) for number in range(1, len(files) + 1)]
    return _answer(_INDEX.format("".join(f"<sitemap><loc>{escape_text(address)}</loc></sitemap>\n" for address in parts)))


def _answer(text: str) -> HttpResponse:
    return HttpResponse(_HEAD + text, content_type="application/xml; charset=utf-8", headers={"X-Robots-Tag": "noindex"})


def _files(entries: Iterable[str]) -> Iterator[str]:
    """As many entries together as the protocol allows in a file, by number and by size. At least one file, if an empty one."""
    held: list[str] = []
    size = 0
    for entry in entries:
        length = len(entry.encode())
        if held and (len(held) >= settings.SITEMAP_LONGEST or size + length > _LARGEST):
            yield "".join(held)
            held, size = [], 0
        held.append(entry)
        size += length
    yield "".join(held)


def _entries(request: HttpRequest) -> Iterator[str]:
    root = request.build_absolute_uri("/").rstrip("/")
    tags = {code: language_label(code).tag for code, _name in settings.LANGUAGES}
    pages = _pages(request)
    for editions in [*pages, *_views({row.language for rows in pages for row in rows})]:
        at = {row.language: escape_text(root + row.address, {'"': "&quot;"}) for row in editions}
        links = _links(at, tags)
        for row in editions:
            changed = f"<lastmod>{row.changed.isoformat(timespec='seconds')}</lastmod>" if row.changed else ""
            yield f"<url><loc>{at[row.language]}</loc>{changed}\n{links}</url>\n"


def _links(at: dict[str, str], tags: dict[str, str]) -> str:
    """All editions, itself included, and the one for everybody else: the same list as in each page's own head."""
    named = [(tag, at[code]) for code, tag in tags.items() if code in at]
    default = at.get(settings.LANGUAGE_CODE, named[0][1])
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href="{address}"/>\n' for tag, address in [*named, ("x-default", default)]
    )


def _pages(request: HttpRequest) -> list[list[_Row]]:
    """The site's public home pages and the public pages below them, by what they are editions of. One query."""
    site = Site.find_for_request(request)
    starts = {path.language_code: path.root_path for path in Site.get_site_root_paths() if site and path.site_id == site.pk}
    prefixes = {code: _prefix(code) for code in starts}
    editions: dict[Any, list[_Row]] = defaultdict(list)
    public = queries.public_pages(Page.objects.filter(depth__gt=1)).order_by("pk")
    rows = list(public.values_list("translation_key", "locale__language_code", "url_path", "last_published_at"))
    paths = {path for _key, _language, path, _changed in rows}
    starts = {language: start for language, start in starts.items() if start in paths}
    for key, language, path, changed in rows:
        start = starts.get(language)
        if start and path.startswith(start):
            editions[key].append(_Row(iri_to_uri(prefixes[language] + path[len(start) :]), language, changed))
    return list(editions.values())


def _prefix(language: str) -> str:
    with override(language):
        return reverse("wagtail_serve", args=("",))


def _views(languages: Collection[str]) -> Iterator[list[_Row]]:
    """What is no page of Wagtail's, in these languages: the lists that each of them has, and the reviewers. One query."""
    if not languages:
        return
    reviewers = queries.public_reviewers().select_related(None).order_by("key").values_list("key", flat=True)
    for name, given in [*((name, {}) for name in VIEWS), *(("reviewer", {"key": key}) for key in reviewers)]:
        yield [_Row(address_in(code, name, **given), code, None) for code, _name in settings.LANGUAGES if code in languages]
