"""Panels of the admin's first page about what others wait for: sign-offs, translations."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy, ngettext

from articles.models import ReaderReport, User
from articles.permissions import can_see_desk, can_see_matrix, can_see_reports
from articles.presentation.desk.words import language_name
from articles.presentation.translation_work import TaskView, task_views
from articles.queries.feedback import unsettled
from articles.queries.translation_work import open_tasks

from .desk.access import waiting_for
from .feedback.access import languages_for
from .home_panels import SHOWN, HomePanel, Row, review_row
from .translating.access import viewer_at

#: How many characters of a report are shown.
REPORT_SHOWN = 120


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
        waiting = waiting_for(request)
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


class ReaderReportsPanel(HomePanel):
    """What readers reported in the languages that the person answers for, the latest first. Two queries at most; the number is
    the menu's."""

    name = "reader-reports"
    order = 65
    heading = gettext_lazy("Reader reports")
    more = gettext_lazy("Open the reader reports")

    @classmethod
    def of(cls, request: HttpRequest, person: User) -> HomePanel | None:
        if not can_see_reports(person):
            return None
        reports = unsettled(languages_for(request)).order_by("-last_at", "-pk")[:SHOWN]
        rows = [_report_row(report) for report in reports]
        return cls(rows, address=reverse("reader_reports:queue")) if rows else None


def _report_row(report: ReaderReport) -> Row:
    return Row(
        title=report.title,
        language=language_name(report.language),
        address=reverse("reader_reports:report", args=[report.pk]),
        note=Truncator(report.text).chars(REPORT_SHOWN),
    )


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
