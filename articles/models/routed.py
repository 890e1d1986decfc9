"""Pages that were found by their address, and know from it what they would otherwise ask the database for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from wagtail.models import PageViewRestriction

if TYPE_CHECKING:
    from wagtail.models import Page
else:
    Page = object


class Routed(Page):
    """Stands before `Page` among the bases."""

    #: Set where the query that found the page has asked the restrictions of it and of everything above it.
    is_known_to_be_public: ClassVar[bool] = False

    def get_view_restrictions(self) -> Any:
        return PageViewRestriction.objects.none() if self.is_known_to_be_public else super().get_view_restrictions()
