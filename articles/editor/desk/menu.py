"""The desk in the main menu, with the numbers of what waits for the person who looks at it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from articles.permissions import can_see_desk
from articles.queries.desk import unread_notices

from .access import waiting_for


class CountedMenuItem(MenuItem):
    """An entry whose label says how many things wait. Menu items live as long as the process: the number is the request's."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_see_desk(request.user)

    def count(self, request: HttpRequest) -> int:
        raise NotImplementedError

    def render_component(self, request: HttpRequest) -> Any:
        count = self.count(request)
        label = _("%(label)s (%(count)d)") % {"label": self.label, "count": count} if count else self.label
        return LinkMenuItem(self.name, str(label), self.url, icon_name=self.icon_name, classname=self.classname, attrs=self.attrs)


class DeskMenuItem(CountedMenuItem):
    def count(self, request: HttpRequest) -> int:
        return len(waiting_for(request))


class MessagesMenuItem(CountedMenuItem):
    def count(self, request: HttpRequest) -> int:
        return unread_notices(request.user)  # type: ignore[arg-type]


def desk_item() -> MenuItem:
    return DeskMenuItem(_("Review desk"), reverse_lazy("review_desk:queue"), name="review-desk", icon_name="check", order=90)


def messages_item() -> MenuItem:
    return MessagesMenuItem(
        _("Messages"), reverse_lazy("review_desk:messages"), name="review-messages", icon_name="mail", order=95
    )
