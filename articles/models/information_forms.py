"""The editor's forms of pages about the site."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .forms import ArticleCopyForm
from .unsigned import ConfirmedPageForm

#: The kind of which there may be any number. Its pages choose their own address.
OTHER = "other"


class InformationPageForm(ConfirmedPageForm):
    """Asks for no address where the kind gives it, and says so at the kind where there is such a page already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_introduction(self) -> str:
        """Browsers send a line break as two characters; its writer, and the limit, count one."""
        introduction: str = self.cleaned_data["introduction"].replace("\r\n", "\n")
        return introduction

    def clean(self) -> dict[str, Any]:
        kind = self.cleaned_data.get("kind")
        if kind and kind != OTHER:
            self.cleaned_data["slug"] = kind
            self.errors.pop("slug", None)
        cleaned: dict[str, Any] = super().clean()
        if kind and kind != OTHER:
            self.errors.pop("slug", None)  # which would say of a second one of the kind that its address is taken
        if kind and self.parent_page is not None and not self.instance.path:
            self._validate_place(kind, cleaned.get("slug") or "")
        return cleaned

    def _validate_place(self, kind: str, slug: str) -> None:
        """Of a new page, which does not know yet where it will stand."""
        self.instance.kind, self.instance.slug = kind, slug
        try:
            self.instance.validate_place(self.parent_page)
        except ValidationError as error:
            self.add_error(None, error)


class InformationCopyForm(ArticleCopyForm):
    """Copies a page about the site within its language; of most kinds there is one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.page.specific.kind != OTHER:
            self.add_error(
                "new_title", _("There is one page of this kind in a language. To have it in another one, translate it.")
            )
        return cleaned
