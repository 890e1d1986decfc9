"""What the blocks of this project share."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import nh3
from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.rich_text import RichText, expand_db_html

#: What a passage may hold. Anything else that is pasted is dropped by the editor and again on the server.
RICH_TEXT_FEATURES = ["bold", "italic", "h3", "ol", "ul", "link", "citation"]
#: The same without headings: for text that stands inside a box.
BOX_FEATURES = ["bold", "italic", "ol", "ul", "link", "citation"]


def example(make: Callable[[], Any]) -> Any:
    """A block's preview value, made when it is shown, so that it speaks the language of whoever looks at it."""
    return staticmethod(make)


#: What rich text may be made of, as it is stored: what the features above write, and nothing else.
_TAGS = {"a", "b", "br", "em", "h3", "i", "li", "ol", "p", "strong", "ul"}
_ATTRIBUTES = {"a": {"href", "id", "linktype"}, "*": {"data-block-key"}}
_ADDRESSES = {"http", "https", "mailto", "tel"}
_PAGE_LINK: Final = re.compile(r'<a\b(?=(?:[^">]|"[^"]*")*\slinktype="page")(?:[^">]|"[^"]*")*>')
_PAGE_NUMBER: Final = re.compile(r'\sid="[0-9]{1,18}"')


def _without_a_number_of_no_page(link: re.Match[str]) -> str:
    """Wagtail's editor cannot open a text that links to a page by what no database takes as a number."""
    return link[0] if _PAGE_NUMBER.search(link[0]) else "<a>"


@lru_cache(maxsize=4096)
def _cleaned(text: str) -> str:
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a character, which no database takes
    cleaned = nh3.clean(text, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_ADDRESSES, link_rel=None, strip_comments=True)
    return _PAGE_LINK.sub(_without_a_number_of_no_page, cleaned)


class CleanRichText(RichText):
    """Rich text that was cleaned by an allow-list, on its way in and on its way out: the editor drops what it does not
    know, but what a program, an import or a revision brings passes by no editor."""

    def __init__(self, source: str | None) -> None:
        super().__init__(_cleaned(source or ""))

    def __html__(self) -> str:
        """As Wagtail's, without a template for each passage."""
        return SafeString(expand_db_html(self.source))


class PassageBlock(blocks.RichTextBlock):
    """Rich text with a small, safe set of features."""

    def to_python(self, value: Any) -> CleanRichText:
        return self.normalize(value)

    def normalize(self, value: Any) -> CleanRichText:
        return CleanRichText(value.source if isinstance(value, RichText) else value)

    def value_from_form(self, value: Any) -> CleanRichText:
        return self.normalize(value)

    def __init__(self, features: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(features=features or BOX_FEATURES, **kwargs)


class SourceBlock(blocks.CharBlock):
    """The short name of a reference in this article's list."""

    class Meta:
        form_classname = "reference-key"
