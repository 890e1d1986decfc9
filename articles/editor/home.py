"""The first page of the admin: what waits for the person, on the review desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from articles.models import User
from articles.permissions import can_see_desk

from .desk.access import number_waiting


class WaitingForYouPanel(Component):
    name = "waiting_for_you"
    template_name = "articles/editor/waiting_for_you.html"
    order = 50

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        sentence = ngettext("%(count)d text waits for your sign-off.", "%(count)d texts wait for your sign-off.", self.count) % {
            "count": self.count
        }
        return {**(super().get_context_data(parent_context) or {}), "count": self.count, "sentence": sentence}


def send_to_the_desk(request: HttpRequest, panels: list[Any]) -> None:
    """Puts what waits for the person in the place of Wagtail's list, from which nobody can sign."""
    panels[:] = [panel for panel in panels if not isinstance(panel, WorkflowObjectsToModeratePanel)]
    person = request.user
    if isinstance(person, User) and can_see_desk(person) and (count := number_waiting(request)):
        panels.append(WaitingForYouPanel(count))
