"""Panels of an entry's form: where it is used, and what those who translate it translate from."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.panels import FieldPanel, Panel

from articles.models.reviewed import SOURCE_LANGUAGE
from articles.presentation.languages import language_label
from articles.presentation.vocabulary import source_words, uses_view

from .vocabulary_form import reason_field, still_right_field


class UsesPanel(Panel):
    """The articles that a change of the entry would change. Not shown before the entry exists."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/editor/uses.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "uses": uses_view(self.instance, self.request.user)}


class TranslatedFieldPanel(FieldPanel):
    """A field with the source's words above it, to translate from. `source` is the field's name without a language."""

    def __init__(self, field_name: str, *, source: str, **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.source = source

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "source": self.source}

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.bound_field is not None and (words := source_words(self.instance, self.panel.source)):
                self.help_text: Any = _with_source(self.panel.help_text or self.bound_field.help_text, words)


def _with_source(help_text: Any, words: str) -> SafeString:
    label = language_label(SOURCE_LANGUAGE)
    return format_html(
        '{}<span class="source-words"><span class="source-language">{}</span> <span lang="{}" dir="{}">{}</span></span>',
        help_text, label.endonym, label.tag, label.direction, words,
    )  # fmt: skip


class SourceMovedPanel(Panel):
    """What changed in the source since a language was written, and the way to say that it is still right."""

    def __init__(self, language: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.language = language

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "language": self.language}

    def get_form_options(self) -> dict[str, Any]:
        return {"fields": [still_right_field(self.language), reason_field(self.language)]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/editor/source_moved.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.form is not None and self.panel.language in self.form.source_moves)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            language, form = self.panel.language, self.form
            offered = still_right_field(language) in form.fields
            return {
                **super().get_context_data(parent_context),
                "moved": form.source_moves[language],
                "still_right": form[still_right_field(language)] if offered else None,
                "because": form[reason_field(language)] if offered else None,
            }
