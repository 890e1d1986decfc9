"""What previews of an article there are besides the usual one. They are made above the models, which only ask for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from wagtail.models import Page
else:
    Page = object

Usual = Callable[[HttpRequest, str], HttpResponse]


class Previews:
    """The usual preview alone."""

    def modes(self, page: Any) -> list[tuple[str, Any]]:
        """Their names, each with what editors call it, behind the usual one's."""
        return []

    def show(self, request: HttpRequest, page: Any, mode: str, usual: Usual) -> HttpResponse:
        return usual(request, mode)


class Previewed(Page):
    """A page with further previews. Stands before `Page` among its bases."""

    #: Set by `articles.editor.previews`.
    more_previews: ClassVar[Previews] = Previews()

    @cached_property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("As readers see it")), *self.more_previews.modes(self)]

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """Wagtail’s phone, tablet and desktop, and the width of a sheet of A4 paper at 96 dots an inch."""
        paper = {"name": "paper", "icon": "doc-full", "device_width": 794, "label": _("Preview as wide as a sheet of paper")}
        return [*super().preview_sizes, paper]

    def make_preview_request(
        self, original_request: Any = None, preview_mode: Any = None, extra_request_attrs: Any = None
    ) -> Any:
        """Tells the preview, which is at the edition’s address and in its language, where it was asked for and in which one."""
        asked = {"interface_language": translation.get_language(), "asked_at": original_request.path if original_request else ""}
        attributes = {**asked, **(extra_request_attrs or {})}
        return super().make_preview_request(original_request, preview_mode, attributes)

    def serve_preview(self, request: HttpRequest, mode_name: str | None) -> HttpResponse:
        return self.more_previews.show(request, self, mode_name or "", super().serve_preview)
