"""Where the sign-off of a vocabulary entry stands, at the top of its form."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from articles.permissions import can_see_desk
from articles.presentation.signing import standings


class SignOffPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/editor/sign_off.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            saved = bool(self.instance.pk)
            return {
                **super().get_context_data(parent_context),
                "saved": saved,
                "standings": standings(self.instance.get_latest_revision_as_object()) if saved else [],
                "shows_desk": can_see_desk(self.request.user),
            }
