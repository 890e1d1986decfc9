"""What readers say of an edition, at the end of its form. What is shown is worked out above the models, by its template."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel


class FeedbackPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/editor/feedback.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk and self.instance.first_published_at)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "edition": self.instance, "reader": self.request.user}
