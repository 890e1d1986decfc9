"""Who looks at the reports, and of which languages."""

from __future__ import annotations

from django.http import HttpRequest

from articles.editor.desk.access import for_those_who
from articles.permissions import can_see_reports
from articles.queries.feedback import Languages, languages_seen, unsettled

#: A view for those who may see reports.
reports_view = for_those_who(can_see_reports)


def languages_for(request: HttpRequest) -> Languages:
    """The languages whose reports the person sees; None is all. Worked out once a request."""
    if not hasattr(request, "report_languages"):
        request.report_languages = languages_seen(request.user)  # type: ignore[attr-defined, arg-type]
    languages: Languages = request.report_languages  # type: ignore[attr-defined]
    return languages


def number_unsettled(request: HttpRequest) -> int:
    languages = languages_for(request)
    return unsettled(languages).count() if languages is None or languages else 0
