"""Loading what an article's blocks point to: at most four queries, however many blocks there are."""

from __future__ import annotations

import re
from typing import Any, Final

from wagtail.images.models import Filter
from wagtail.models import Page

from articles import queries
from articles.blocks.preload import Preloaded
from articles.domain.streams import chosen_keys, strings
from articles.models import ArticleImage, RiskFactor

#: What `templates/articles/blocks/figure.html` asks of a picture; loaded in one query for all pictures of a page.
PICTURE_SPEC: Final = "format-{avif,webp,jpeg}|width-{480,960}"
_PAGE_LINK: Final = re.compile(r'<a\b(?=[^>]*\blinktype="page")(?=[^>]*\bid="(\d{1,18})")[^>]*>')


def load_what_blocks_point_to(raw: list[Any], language: str) -> Preloaded:
    """Images with their renditions, risk factors, and the pages that passages link to (in this language where they exist)."""
    links = linked_pages(raw)
    return {**load_chosen(raw), Page: queries.link_targets(links, language) if links else {}}


def load_chosen(raw: list[Any]) -> Preloaded:
    """Images with their renditions and risk factors: what is the same in every language."""
    images = set(chosen_keys(raw, "image"))
    factors = set(chosen_keys(raw, "factors"))
    return {
        ArticleImage: _images(images) if images else {},
        RiskFactor: RiskFactor.objects.in_bulk(list(factors)) if factors else {},
    }


def linked_pages(raw: list[Any]) -> set[int]:
    """The primary keys of the pages that passages link to."""
    return {int(match.group(1)) for text in strings(raw) for match in _PAGE_LINK.finditer(text)}


def _images(keys: set[int]) -> dict[int, Any]:
    filters = [Filter(spec) for spec in Filter.expand_spec(PICTURE_SPEC.split("|"))]
    return {image.pk: image for image in ArticleImage.objects.filter(pk__in=keys).prefetch_renditions(*filters)}
