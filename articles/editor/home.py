"""The first page of the admin: what is the person's to do, the most pressing first, and nothing of what is not."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.views import home as wagtails

from articles.models import User

from .home_panels import HomePanel, NothingToDoPanel, YourDraftsPanel, YourReviewsPanel
from .home_work_panels import ReaderReportsPanel, TranslationsPanel, WaitingForYouPanel

#: A further panel is a further class here. Wagtail sorts them by their `order`.
PANELS: tuple[type[HomePanel], ...] = (
    WaitingForYouPanel,
    TranslationsPanel,
    ReaderReportsPanel,
    YourReviewsPanel,
    YourDraftsPanel,
)
#: Wagtail's lists of the same: from its list of reviews nobody can sign, and each costs queries by the row.
_REPLACED = (wagtails.WorkflowObjectsToModeratePanel, wagtails.UserObjectsInWorkflowModerationPanel, wagtails.RecentEditsPanel)


def arrange_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [panel for panel in panels if not isinstance(panel, _REPLACED)]
    person = request.user
    if isinstance(person, User):
        own = [panel for kind in PANELS if (panel := kind.of(request, person)) is not None]
        panels.extend(own or [NothingToDoPanel()])
