"""Registration of everything that Wagtail's admin gets from this project. What is registered lives elsewhere."""

from __future__ import annotations

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .blocks.rich_text import register_features
from .editor.assets import admin_css, citation_words
from .editor.desk.menu import desk_item, messages_item
from .editor.desk.urls import desk_urls
from .editor.listings import article_listing
from .editor.menus import without_documents
from .editor.vocabulary import VocabularyGroup

hooks.register("register_rich_text_features", register_features, order=10)
hooks.register("register_admin_viewset", lambda: article_listing)
hooks.register("insert_global_admin_css", admin_css)
hooks.register("register_admin_urls", desk_urls)
hooks.register("register_admin_menu_item", desk_item)
hooks.register("register_admin_menu_item", messages_item)
hooks.register("insert_editor_js", citation_words)
hooks.register("construct_main_menu", without_documents)
register_snippet(VocabularyGroup)
