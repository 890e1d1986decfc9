"""The editor's form of an article."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

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


class ArticleCopyForm(CopyForm):
    """Copies an article, or a condition with its articles: always as drafts, and within their language.

    A sign-off is of one article's words; a copy is another article. What the form does not offer may be posted all the same.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holds_articles = holds_articles(self.page)
        if self.holds_articles:
            self.fields.pop("publish_copies", None)
            self.fields.pop("alias", None)

    def clean(self) -> dict[str, Any]:
        cleaned_data: dict[str, Any] = super().clean()
        self._validate_parent(cleaned_data.get("new_parent_page"))
        if self.holds_articles:
            self._validate_what_is_not_offered()
        return cleaned_data

    def _validate_parent(self, parent: Page | None) -> None:
        if parent is not None and parent.locale_id != self.page.locale_id:
            self.add_error(
                "new_parent_page",
                _("This page is in another language. Choose a page in the same language, or translate the article instead."),
            )

    def _validate_what_is_not_offered(self) -> None:
        """At the first field: Wagtail's page of this form shows no errors of the form as a whole."""
        if self.data.get("alias"):
            self.add_error("new_title", _("An article cannot be an alias of another. Link to it, or translate it."))
        if self.data.get("publish_copies"):
            self.add_error(
                "new_title",
                _("A copy of an article starts as a draft: the sign-offs are of the original alone. Copy it, then submit it."),
            )


def holds_articles(page: Page) -> bool:
    """Whether the page is an article or has any below it."""
    return Page.objects.descendant_of(page, inclusive=True).filter(content_type__model="articlepage").exists()
