"""Panels of the admin's first page: a sentence, the first few texts, and the way to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from articles import queries
from articles.models import ReviewRequest, User
from articles.permissions import can_see_desk
from articles.presentation.desk.words import language_name, missing_in_short

#: How many texts a panel names.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One text. `alarm` is said before its note, `late` behind the day it is due."""

    title: str
    language: str
    address: str
    note: str = ""
    alarm: str = ""
    due: date | None = None
    saved: datetime | None = None

    @property
    def late(self) -> bool:
        return self.due is not None and self.due < timezone.localdate()


class HomePanel(Component):
    """`of` gives the panel for a person whom it concerns, else None."""

    template_name = "articles/editor/home_panel.html"
    heading: ClassVar[Any] = ""
    #: What the link below the texts says, where there is a screen with all of them.
    more: ClassVar[Any] = ""

    def __init__(self, rows: Sequence[Row], *, sentence: str = "", address: str = "") -> None:
        super().__init__()
        self.rows, self.sentence, self.address = rows, sentence, address

    @classmethod
    def of(cls, request: HttpRequest, person: User) -> HomePanel | None:
        raise NotImplementedError

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {**(super().get_context_data(parent_context) or {}), "panel": self}


class YourReviewsPanel(HomePanel):
    """What the person submitted, and which sign-offs it waits for. Four queries at most."""

    name = "your-reviews"
    order = 70
    heading = gettext_lazy("Your texts under review")
    more = gettext_lazy("Open the review desk")

    @classmethod
    def of(cls, request: HttpRequest, person: User) -> HomePanel | None:  # noqa: ARG003 - as every panel is asked
        if not can_see_desk(person):
            return None
        own = list(queries.open_requests().filter(requested_by=person)[:SHOWN])
        queue = queries.Queue(own) if own else None
        rows = [review_row(item, _what_is_missing(missing_in_short(queue.missing(item)))) for item in own] if queue else []
        return cls(rows, address=reverse("review_desk:queue")) if rows else None


class YourDraftsPanel(HomePanel):
    """One query."""

    name = "your-drafts"
    order = 80
    heading = gettext_lazy("Your drafts")

    @classmethod
    def of(cls, request: HttpRequest, person: User) -> HomePanel | None:  # noqa: ARG003 - as every panel is asked
        rows = [_draft_row(page) for page in queries.drafts_of(person)[:SHOWN]]
        return cls(rows) if rows else None


class NothingToDoPanel(Component):
    """For whom there is no other panel: where to begin."""

    name = "nothing-to-do"
    order = 90
    template_name = "articles/editor/nothing_to_do.html"


def review_row(item: ReviewRequest, note: str = "") -> Row:
    return Row(
        title=item.title,
        language=language_name(item.language),
        address=reverse("review_desk:text", args=[item.pk]),
        note=note,
        alarm=str(item.get_priority_display()) if item.priority == ReviewRequest.Priority.URGENT else "",
        due=item.due,
    )


def _what_is_missing(names: list[str]) -> str:
    return _("Still missing: %(sign_offs)s") % {"sign_offs": ", ".join(names)} if names else ""


def _draft_row(page: Page) -> Row:
    return Row(
        title=page.draft_title or page.title,
        language=language_name(page.locale.language_code),
        address=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        note=_("Readers see an older version.") if page.live else _("Readers do not see it yet."),
        saved=page.latest_revision_created_at,
    )
