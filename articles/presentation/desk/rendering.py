"""Rendering stored blocks one by one, as readers see them, with the target of each link said in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.blocks.preload import Preloaded, preloaded
from articles.domain.streams import strings
from articles.models import ArticleImage, ArticlePage, Disclaimer
from articles.presentation.loading import linked_pages, load_what_blocks_point_to

from .sections import Kind, Section

Piece = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Stands in for a linked page: a reviewer must see a changed target even where readers may not open either page."""

    url: str
    is_public: bool


class Renderer:
    """Renders the blocks of texts in one language. Loads what they point to once: at most seven queries."""

    def __init__(self, raw: list[Any], language: str) -> None:
        self.language = language
        public = load_what_blocks_point_to(raw, language)
        self.links = _link_targets(raw, public)
        self._objects: Preloaded = {**public, Page: self.links}
        self._images: Mapping[int, Any] = public[ArticleImage]
        chosen = {piece["value"] for piece in raw if piece["type"] == Kind.DISCLAIMER and piece["value"]}
        self._disclaimers = Disclaimer.objects.in_bulk(list(chosen)) if chosen else {}
        self._streams = (
            ArticlePage._meta.get_field("causes").stream_block.child_blocks,
            ArticlePage._meta.get_field("references").stream_block.child_blocks,
        )

    def section(self, section: Section) -> SafeString:
        """All blocks of a section, one after the other."""
        return format_html_join("\n", "{}", ((self.piece(piece),) for piece in section.pieces))

    def piece(self, piece: Piece) -> SafeString:
        """One block in its text's language. A block of a kind that no longer exists is shown as its bare words."""
        value = piece["value"]
        with translation.override(self.language):
            match piece["type"]:
                case Kind.PLAIN:
                    return format_html("<p>{}</p>", value)
                case Kind.PARAGRAPHS:
                    return _paragraphs(value)
                case Kind.PICTURE:
                    return self._picture(value)
                case Kind.DISCLAIMER:
                    return self._disclaimer(value)
                case kind:
                    return self._block(kind, value)

    def _block(self, kind: str, value: Any) -> SafeString:
        for blocks in self._streams:
            if block := blocks.get(kind):
                with preloaded(self._objects):
                    (found,) = block.bulk_to_python([value])
                    return format_html("{}", block.render(found))
        return _paragraphs("\n\n".join(strings(value)))

    def _picture(self, value: Mapping[str, Any]) -> SafeString:
        """A picture's file by its hash: the same name may come to stand for another drawing."""
        image = self._images.get(value["image"])
        title = image.title if image else _("A picture that was deleted")
        return format_html('<p><img src="{}" alt="{}"> {}</p>', value["sha1"], title, value.get("credit", ""))

    def _disclaimer(self, key: int | None) -> SafeString:
        if key is None:
            return format_html("<p>{}</p>", _("The site’s default disclaimer"))
        disclaimer = self._disclaimers.get(key)
        if disclaimer is None:
            return format_html("<p>{}</p>", _("A disclaimer that was deleted"))
        title = disclaimer.localized("title", self.language)
        return format_html("<p>{}</p>", title.text if title else disclaimer.key)


def _paragraphs(text: str) -> SafeString:
    return format_html_join("\n", "<p>{}</p>", ((part.strip(),) for part in text.split("\n\n") if part.strip()))


def _link_targets(raw: list[Any], public: Preloaded) -> dict[int, LinkTarget]:
    """Every linked page by the name that a reviewer can tell it by. One query where there are links."""
    keys = linked_pages(raw)
    pages = Page.objects.in_bulk(keys) if keys else {}
    targets = {}
    for key in keys:
        shown, named = public[Page].get(key), pages.get(key)
        if shown is not None:
            targets[key] = LinkTarget(f"{shown.url or shown.title}", is_public=True)
        else:
            name = f"{named.title} ({key})" if named else _("page %(number)d, which was deleted") % {"number": key}
            targets[key] = LinkTarget(name, is_public=False)
    return targets
