"""Loading what an article's blocks point to: in as many queries however many blocks there are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.images.models import Filter
from wagtail.models import Page

from articles import queries
from articles.blocks.preload import Preloaded
from articles.domain.streams import chosen_keys, strings
from articles.models import ArticleImage, ArticlePage, ArticleRendition, InformationPage, RiskFactor, subject_of
from articles.models.prepared import Prepared
from articles.queries import Nearby, ReadersSite, Source

#: What `templates/articles/blocks/figure.html` asks of a picture; loaded in one query for all pictures of a page.
PICTURE_SPEC: Final = "format-{avif,webp,jpeg}|width-{480,960}"
_SPECS: Final = Filter.expand_spec(PICTURE_SPEC.split("|"))
_PAGE_LINK: Final = re.compile(r'<a\b(?=[^>]*\blinktype="page")(?=[^>]*\bid="(\d{1,18})")[^>]*>')


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a page asks the database for, apart from itself and its reviews. `objects` are what its blocks point to, `sources`
    what its words were made from, by subject: those of an article and of the entries that it shows."""

    site: ReadersSite
    near: Nearby
    objects: Preloaded
    sources: Mapping[str, Source]


def load(request: HttpRequest, frame_language: str, page: Page | None, part: str) -> Loaded:
    """Five queries at most, of which an article alone takes more than two. A `part` of a page shows nothing of its text."""
    site = queries.readers_site(request)
    if part or not isinstance(page, ArticlePage):
        raw = [list(page.body.raw_data)] if isinstance(page, InformationPage) else []
        near = queries.nearby(frame_language, page, linked_pages(raw))
        of_article = [subject_of(page)] if isinstance(page, ArticlePage) else []
        return Loaded(site, near, {Page: near.links}, queries.sources(of_article) if of_article else {})
    raw = list(page.raw_bodies().values())
    chosen = load_chosen(raw)
    near = queries.nearby(frame_language, page, linked_pages(raw))
    entries = [*chosen[RiskFactor].values(), *([disclaimer] if (disclaimer := page.disclaimer_in_force(site.settings)) else [])]
    made = queries.made_from_sources(entries, page.locale.language_code)
    return Loaded(site, near, {**chosen, Page: near.links}, queries.sources([subject_of(page), *made]))


def load_chosen(raw: list[Any]) -> Preloaded:
    """Images with their renditions and risk factors: what is the same in every language. Two queries at most, and one more for
    images that were never shown in these sizes."""
    images = set(chosen_keys(raw, "image"))
    factors = set(chosen_keys(raw, "factors"))
    return {
        ArticleImage: _images(images) if images else {},
        RiskFactor: {factor.pk: factor for factor in _factors(keys=factors)} if factors else {},
    }


def linked_pages(raw: list[Any]) -> set[int]:
    """The primary keys of the pages that passages link to."""
    return {int(match.group(1)) for text in strings(raw) for match in _PAGE_LINK.finditer(text)}


def _images(keys: set[int]) -> dict[int, Any]:
    """As Wagtail's `prefetch_renditions` has them."""
    found: dict[int, Any] = {}
    for rendition in _renditions(images=keys):
        image = found.setdefault(rendition.image_id, rendition.image)
        image.prefetched_renditions = [*getattr(image, "prefetched_renditions", ()), rendition]
    if keys - found.keys():
        found |= {
            image.pk: image for image in ArticleImage.objects.filter(pk__in=keys - found.keys()).prefetch_renditions(*_SPECS)
        }
    return found


def _wanted_renditions(images: Any) -> QuerySet[ArticleRendition]:
    found: QuerySet[ArticleRendition] = ArticleRendition.objects.filter(
        image__id__in=images, filter_spec__in=_SPECS
    ).select_related("image")
    return found


_renditions: Prepared[ArticleRendition] = Prepared(ArticleRendition, _wanted_renditions)
_factors: Prepared[RiskFactor] = Prepared(RiskFactor, lambda keys: RiskFactor.objects.filter(id__in=keys))
