"""Rich text of this project: how citations and links to pages are stored, edited and shown."""

from __future__ import annotations

import re
from typing import Any, Final

from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.models import Page
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from .preload import from_preloaded

#: A citation that was expanded but not numbered yet: numbers depend on the whole page.
CITATION_MARK: Final = re.compile(r'<a data-cite="(?P<key>[^"]*)">.*?</a>', re.DOTALL)


class CitationLinkHandler(LinkHandler):
    """`<a linktype="citation" id="ralston-2010">`: a citation of a reference of the same page."""

    identifier = "citation"

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        return format_html('<a data-cite="{}">', attrs.get("id", ""))


class LoadedPageLinkHandler(PageLinkHandler):
    """Wagtail's links to pages, from what is preloaded for the whole page. A link to a page that is not public is no link."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        pages = from_preloaded(Page, [attrs.get("id") for attrs in attrs_list])
        if pages is None:
            return super().expand_db_attributes_many(attrs_list)
        return [format_html('<a href="{}">', page.url) if page and page.url else "<a>" for page in pages]


class CitationElementHandler(InlineEntityElementHandler):
    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"id": attrs.get("id", "")}


def citation_element(props: dict[str, Any]) -> Any:
    """Draft.js' citation entity as it is stored."""
    return DOM.create_element("a", {"linktype": "citation", "id": props.get("id", "")}, props["children"])


def citation_html(key: str) -> str:
    """A citation as rich text stores it, for writing content by program."""
    return f'<a id="{escape(key)}" linktype="citation">[{escape(key)}]</a>'


def register_features(features: Any) -> None:
    """Teaches Wagtail's rich text our citations and links. Registered after Wagtail's own, to replace its links to pages."""
    features.register_link_type(CitationLinkHandler)
    features.register_link_type(LoadedPageLinkHandler)
    features.register_editor_plugin(
        "draftail",
        "citation",
        EntityFeature(
            {
                "type": "CITATION",
                "icon": "link-external",
                "description": _("Cite a reference"),
                "attributes": ["id"],
            },
            js=["articles/editor/citation.js"],
            css={"all": ["articles/editor/citation.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "citation",
        {
            "from_database_format": {'a[linktype="citation"]': CitationElementHandler("CITATION")},
            "to_database_format": {"entity_decorators": {"CITATION": citation_element}},
        },
    )
