"""Reports in the main menu, with the number of those that wait, and what helps among Wagtail's reports."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from articles.editor.desk.menu import CountedMenuItem
from articles.permissions import can_see_reports

from .access import number_unsettled


class ReportsMenuItem(CountedMenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_see_reports(request.user)

    def count(self, request: HttpRequest) -> int:
        return number_unsettled(request)


class HelpfulMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_see_reports(request.user)


def reports_item() -> MenuItem:
    return ReportsMenuItem(
        _("Reader reports"), reverse_lazy("reader_reports:queue"), name="reader-reports", icon_name="comment", order=98
    )


def helpful_item() -> MenuItem:
    return HelpfulMenuItem(
        _("What readers find helpful"), reverse_lazy("reader_reports:helpful"), name="helpful", icon_name="pick", order=600
    )
