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

from articles import queries
from articles.blocks.preload import Preloaded, preloaded
from articles.domain.streams import strings
from articles.models import ArticleImage, ArticlePage, Disclaimer
from articles.presentation.loading import linked_pages, load_chosen

from .sections import Kind, Section

Piece = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Stands in for a linked page: a reviewer must see a changed target even where readers may not open either page."""

    url: str
    is_public: bool


class Chosen:
    """Pictures, risk factors and disclaimers that the blocks of several texts point to. At most four queries."""

    def __init__(self, raw: list[Any]) -> None:
        self.objects: Preloaded = load_chosen(raw)
        keys = {piece["value"] for piece in raw if piece["type"] == Kind.DISCLAIMER and piece["value"]}
        self.disclaimers = Disclaimer.objects.in_bulk(list(keys)) if keys else {}


class Renderer:
    """Renders the blocks of texts in one language. One query where they link to pages."""

    def __init__(self, raw: list[Any], language: str, chosen: Chosen | None = None) -> None:
        self.language = language
        self._chosen = chosen or Chosen(raw)
        self.links = _link_targets(raw, language)
        self._objects: Preloaded = {**self._chosen.objects, Page: self.links}
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
        image = self._chosen.objects[ArticleImage].get(value["image"])
        title = image.title if image else _("A picture that was deleted")
        return format_html('<p><img src="{}" alt="{}"> {}</p>', value["sha1"], title, value.get("credit", ""))

    def _disclaimer(self, key: int | None) -> SafeString:
        if key is None:
            return format_html("<p>{}</p>", _("The site’s default disclaimer"))
        disclaimer = self._chosen.disclaimers.get(key)
        if disclaimer is None:
            return format_html("<p>{}</p>", _("A disclaimer that was deleted"))
        title = disclaimer.localized("title", self.language)
        return format_html("<p>{}</p>", title.text if title else disclaimer.key)


def _paragraphs(text: str) -> SafeString:
    return format_html_join("\n", "<p>{}</p>", ((part.strip(),) for part in text.split("\n\n") if part.strip()))


def _link_targets(raw: list[Any], language: str) -> dict[int, LinkTarget]:
    """Every linked page by the name that a reviewer can tell it by: the address that readers get, else its title."""
    keys = linked_pages(raw)
    found = queries.linked_pages(keys, language) if keys else {}
    return {key: _link_target(key, found.get(key)) for key in keys}


def _link_target(key: int, page: Page | None) -> LinkTarget:
    if page is None:
        return LinkTarget(_("page %(number)d, which was deleted") % {"number": key}, is_public=False)
    if page.is_public:
        return LinkTarget(page.url or page.title, is_public=True)
    return LinkTarget(f"{page.title} ({key})", is_public=False)
