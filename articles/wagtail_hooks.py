"""Registration of everything that Wagtail's admin gets from this project. What is registered lives elsewhere."""

from __future__ import annotations

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .api import admin as admin_api
from .blocks.rich_text import register_features
from .editor import action_menus, audit, home, intake, page_hooks, vocabulary_views
from .editor.assets import admin_css, citation_words
from .editor.bulk_actions import PublishSignedPages, UnpublishOtherPages
from .editor.desk.menu import desk_item, messages_item
from .editor.desk.urls import desk_urls
from .editor.doors import panels as door_panels
from .editor.doors import reset
from .editor.exchange import exchange_urls, header_buttons
from .editor.feedback.log import register_log_actions
from .editor.feedback.menu import helpful_item, reports_item
from .editor.feedback.urls import feedback_urls
from .editor.guide.views import guide_item, guide_urls, without_wagtails_help
from .editor.listings import article_listing
from .editor.menus import without_documents
from .editor.originals import original_urls
from .editor.patterns.urls import patterns_item, patterns_urls
from .editor.previews import print_style_urls
from .editor.translating.editing import translation_editor_urls
from .editor.translating.menu import matrix_item, work_item
from .editor.translating.urls import translating_urls
from .editor.vocabulary import VocabularyGroup
from .views.leaflet import serve_leaflet
from .views.pictures import serve_picture

hooks.register("register_rich_text_features", register_features, order=10)
hooks.register("register_admin_viewset", lambda: article_listing)
hooks.register("insert_global_admin_css", admin_css)
hooks.register("register_admin_urls", desk_urls)
hooks.register("register_admin_urls", print_style_urls)
hooks.register("register_admin_urls", original_urls)
hooks.register("register_admin_urls", exchange_urls)
hooks.register("register_page_header_buttons", header_buttons)
hooks.register("register_admin_urls", translating_urls)
hooks.register("register_admin_urls", intake.intake_urls)
hooks.register("register_admin_urls", translation_editor_urls)
hooks.register("register_admin_urls", guide_urls)
hooks.register("register_help_menu_item", guide_item)
hooks.register("construct_help_menu", without_wagtails_help)
hooks.register("register_admin_menu_item", desk_item)
hooks.register("register_admin_menu_item", messages_item)
hooks.register("register_admin_menu_item", matrix_item)
hooks.register("register_admin_menu_item", work_item)
hooks.register("register_admin_urls", feedback_urls)
hooks.register("register_admin_menu_item", reports_item)
hooks.register("register_reports_menu_item", helpful_item)
hooks.register("register_log_actions", register_log_actions)
hooks.register("register_log_actions", page_hooks.register_log_actions)
hooks.register("register_log_actions", audit.register_log_actions)
hooks.register("insert_editor_js", citation_words)
hooks.register("register_admin_urls", patterns_urls)
hooks.register("register_reports_menu_item", patterns_item)
hooks.register("construct_main_menu", without_documents)
hooks.register("construct_search", without_documents)
# Before Wagtail asks whether the reader may see the page, and which methods it knows.
hooks.register("before_serve_page", serve_leaflet, order=-1)
register_snippet(VocabularyGroup)
hooks.register("construct_admin_api", admin_api.register)
hooks.register("construct_homepage_panels", home.arrange_panels)
hooks.register("construct_homepage_panels", door_panels.say_that_it_is_relaxed)
hooks.register("register_account_settings_panel", door_panels.account_panel)
hooks.register("register_admin_urls", reset.reset_urls)
hooks.register("register_user_listing_buttons", reset.listing_buttons)
hooks.register("register_log_actions", reset.register_log_actions)
hooks.register("construct_page_action_menu", action_menus.of_article)
hooks.register("construct_snippet_action_menu", action_menus.of_entry)
hooks.register("before_publish_page", page_hooks.refuse_publication)
hooks.register("after_edit_page", page_hooks.say_that_it_is_a_draft)
hooks.register("after_edit_page", page_hooks.say_that_nothing_changed)
hooks.register("after_edit_page", page_hooks.keep_who_answers)
hooks.register("after_create_page", page_hooks.keep_who_answers)
hooks.register("after_create_page", page_hooks.say_that_it_is_a_draft)
hooks.register("register_page_header_buttons", intake.header_button)
hooks.register("register_page_listing_more_buttons", intake.listing_button)
hooks.register("before_delete_page", page_hooks.refuse_deletion)
hooks.register("before_move_page", page_hooks.refuse_other_language)
hooks.register("before_delete_snippet", vocabulary_views.refuse_deletion)
# After Wagtail's own of the same name, whose place they take.
hooks.register("register_bulk_action", PublishSignedPages, order=10)
hooks.register("register_bulk_action", UnpublishOtherPages, order=10)
# Inside Wagtail's own of the same name, which asks whether the page is private.
hooks.register("on_serve_page", serve_picture, order=10)
