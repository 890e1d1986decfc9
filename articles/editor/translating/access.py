"""Who looks at the work on translations, and what they may do there."""

from __future__ import annotations

from django.http import HttpRequest

from articles import queries
from articles.editor.desk.access import for_those_who
from articles.permissions import can_see_desk, can_see_matrix, user_at
from articles.presentation.matrix import Viewer

#: A view for those who may see where translations are.
translating_view = for_those_who(can_see_matrix)


def viewer_at(request: HttpRequest) -> Viewer:
    """Two queries."""
    user = user_at(request)
    return Viewer(
        written=queries.languages_written(user),
        sees_desk=can_see_desk(user),
        changes=frozenset(kind for kind in queries.SIGNED_VOCABULARY if user.has_perm(f"articles.change_{kind}")),
    )
