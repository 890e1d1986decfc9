"""All articles of all languages in one listing."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn, ParentPageColumn
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from articles.models import ArticlePage
from articles.presentation.languages import language_label


class ArticleFilterSet(PageFilterSet):
    class Meta:
        model = ArticlePage
        fields: ClassVar[list[str]] = ["live"]  # Wagtail adds the language itself, by code; a field `locale` would shadow it


class ArticleListingViewSet(PageListingViewSet):
    model = ArticlePage
    name = "articles"
    icon = "doc-full-inverse"
    menu_label = _("Articles")
    menu_order = 110
    add_to_admin_menu = True
    filterset_class = ArticleFilterSet
    columns: ClassVar[list[Any]] = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column(
            "language",
            label=_("Language"),
            accessor=lambda page: language_label(page.locale.language_code).endonym,
            sort_key="locale",
        ),
        ParentPageColumn("parent", label=_("Condition")),
        DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at"),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]


article_listing = ArticleListingViewSet()
