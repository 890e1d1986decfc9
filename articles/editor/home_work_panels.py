"""Panels of the admin's first page about what others wait for: sign-offs, translations."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from articles.models import User
from articles.permissions import can_see_desk, can_see_matrix
from articles.presentation.translation_work import TaskView, task_views
from articles.queries.translation_work import open_tasks

from .desk.access import person_at, queue_for
from .home_panels import SHOWN, HomePanel, Row, review_row
from .translating.access import viewer_at


class WaitingForYouPanel(HomePanel):
    """What the person can sign, or was given to sign. No query beside those of the menu."""

    name = "waiting-for-you"
    order = 50
    heading = gettext_lazy("Waiting for you")
    more = gettext_lazy("Open the review desk")

    @classmethod
    def of(cls, request: HttpRequest, person: User) -> HomePanel | None:
        if not can_see_desk(person):
            return None
        queue, signer = queue_for(request), person_at(request)
        waiting = [item for item in queue.requests if queue.waits_for(item, signer)]
        if not waiting:
            return None
        sentence = ngettext("%(count)d text waits for your sign-off.", "%(count)d texts wait for your sign-off.", len(waiting))
        rows = [review_row(item) for item in waiting[:SHOWN]]
        return cls(rows, sentence=sentence % {"count": len(waiting)}, address=reverse("review_desk:queue"))


class TranslationsPanel(HomePanel):
    """What is asked for in the languages that the person writes: their own first, then what matters for safety.

    Seven queries.
    """

    name = "translations-asked-for"
    order = 60
    heading = gettext_lazy("Translations that are asked for")
    more = gettext_lazy("Open your translations")

    @classmethod
    def of(cls, request: HttpRequest, person: User) -> HomePanel | None:
        if not can_see_matrix(person):
            return None
        viewer = viewer_at(request)
        tasks = open_tasks(viewer.written, person.pk) if viewer.written else []
        if not tasks:
            return None
        sentence = ngettext(
            "%(count)d translation is asked for in your languages.",
            "%(count)d translations are asked for in your languages.",
            len(tasks),
        )
        address = reverse("translations:work")
        rows = [_task_row(task, address) for task in task_views(tasks[:SHOWN], viewer, person.pk)]
        return cls(rows, sentence=sentence % {"count": len(tasks)}, address=address)


def _task_row(task: TaskView, otherwise: str) -> Row:
    """Where there is no edition yet, the list has the button that begins it."""
    return Row(
        title=task.title,
        language=task.language,
        address=task.edit or otherwise,
        note="" if task.is_safety else task.why,
        alarm=task.why if task.is_safety else "",
        due=task.due,
    )
