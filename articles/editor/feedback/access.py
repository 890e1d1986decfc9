"""Who looks at the reports, and of which languages."""

from __future__ import annotations

from django.http import HttpRequest

from articles.editor.desk.access import for_those_who, person_at
from articles.permissions import can_see_reports, user_at
from articles.queries import feedback as queries
from articles.queries.feedback import Languages

#: A view for those who may see reports.
reports_view = for_those_who(can_see_reports)


def languages_for(request: HttpRequest) -> Languages:
    """The languages whose reports the person sees; None is all. Worked out once a request."""
    if not hasattr(request, "report_languages"):
        user = user_at(request)
        request.report_languages = queries.languages_seen(user, person_at(request))  # type: ignore[attr-defined]
    languages: Languages = request.report_languages  # type: ignore[attr-defined]
    return languages


def number_unsettled(request: HttpRequest) -> int:
    user = user_at(request)
    return queries.number_unsettled(user, person_at(request))
