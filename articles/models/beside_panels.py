"""The editor's panels that only translations have: the source beside each section, and where the translation stands.

What they show is worked out above the models; their templates ask for it (`templatetags/translating.py`), once a form.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.panels import Panel, TabbedInterface


class ArticleTabs(TabbedInterface):
    class BoundPanel(TabbedInterface.BoundPanel):
        def render_missing_fields(self) -> SafeString:
            """Wagtail's, without the fields that stand beside the sections of the source."""
            shown = {*self.panel.get_form_options().get("fields", []), *self.form.beside}
            return format_html_join("", "{}", ((self.form[name],) for name in self.form.fields if name not in shown))


class _BesidePanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.form is not None and self.form.is_translation)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "form": self.form, "edition": self.instance}

        @property
        def media(self) -> forms.Media:
            return forms.Media(
                css={"all": ["articles/editor/translating.css"]},
                js=["articles/editor/translating.js"],
            )


class TranslationPanel(_BesidePanel):
    """Which sections are outdated, machine-made or objected to, with a way to each."""

    class BoundPanel(_BesidePanel.BoundPanel):
        template_name = "articles/editor/translating/overview.html"


class SourcePanel(_BesidePanel):
    """One section of the source, beside the same section of the translation."""

    def __init__(self, section: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.section = str(section)

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "section": self.section}

    class BoundPanel(_BesidePanel.BoundPanel):
        template_name = "articles/editor/translating/section.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "section": self.panel.section}
