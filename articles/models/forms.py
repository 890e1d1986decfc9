"""The editor's form of an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from articles.domain.parity import Finding
from articles.domain.sections import SECTION_KINDS

from .declaring import TranslationForm
from .parity_words import describe
from .readiness import describe_missing, summarise_missing

if TYPE_CHECKING:
    from .article import ArticlePage


class ArticlePageForm(TranslationForm, WagtailAdminPageForm):
    """Lets a draft be incomplete. On publication it names everything that is missing, each at its section."""

    #: What the automatic checks find in a draft that keeps it from being submitted. Set by `articles.queries.checking`.
    find_blocking: ClassVar[Callable[[ArticlePage], list[Finding]]] = staticmethod(lambda _page: [])

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
            # The posted values: Django fills the instance only after `clean`.
            draft = self.instance.with_values({**self.cleaned_data, **self.statements()})
            self._add_what_is_missing(draft)
            self._add_what_differs(draft)
        return cleaned_data

    def _add_what_is_missing(self, draft: ArticlePage) -> None:
        parts = draft.missing_parts()
        for part in parts:
            error = ValidationError(describe_missing(part), code=part.reason.value)
            self.add_error(part.field if part.field in self.fields else None, error)
        if parts:
            self.add_error(None, summarise_missing(parts))

    def _add_what_differs(self, draft: ArticlePage) -> None:
        """At the section: there the editor shows the finding, and takes the reason why it is right."""
        findings = type(self).find_blocking(draft) if self.is_translation else []
        for finding in findings:
            field = finding.section if finding.section in self.fields else None
            self.add_error(field, ValidationError(describe(finding), code=finding.check.value))


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
