"""The editor's form of an article."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from articles.domain.sections import SECTION_KINDS

from .readiness import describe_missing, summarise_missing


class ArticlePageForm(WagtailAdminPageForm):
    """Lets a draft be incomplete. On publication it names everything that is missing, each at its section."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.locale_id is None and self.parent_page is not None:  # Wagtail's preview of a page that was never saved
            self.instance.locale = self.parent_page.locale
        for kind in SECTION_KINDS:
            if field := self.fields.get(f"{kind.key}_heading"):
                field.widget.attrs["placeholder"] = self.instance.default_heading(kind.key)

    def clean_tldr(self) -> str:
        """Browsers send a line break as two characters; its writer, and the limit, count one."""
        return self.cleaned_data["tldr"].replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        cleaned_data: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and not self.errors:
            self._add_what_is_missing()
        return cleaned_data

    def _add_what_is_missing(self) -> None:
        """Judges the posted values: Django fills the instance only after `clean`."""
        draft = self.instance.with_values(self.cleaned_data)
        parts = draft.missing_parts()
        for part in parts:
            field = part.section.value if part.section else "references"
            error = ValidationError(describe_missing(part), code=part.reason.value)
            self.add_error(field if field in self.fields else None, error)
        if parts:
            self.add_error(None, summarise_missing(parts))
