"""How an article is laid out in the editor."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, TitleFieldPanel
from wagtail.models import Page

from articles.domain.basis import REFERENCES, TITLE
from articles.domain.sections import BODY_SECTIONS, SectionKey

from .beside_panels import ArticleTabs, SourcePanel, TranslationPanel
from .feedback_panel import FeedbackPanel
from .readiness import describe_missing, place_name, summarise_missing

_SECTION_HELP = {
    SectionKey.CAUSES: _("What directly produces the condition. Explain the mechanism in everyday words; an analogy helps."),
    SectionKey.GENETICS: _("What is inherited, how strongly, and what it means for somebody with the condition in the family."),
    SectionKey.RISK_FACTORS: _(
        "What makes it more likely. Choose the factors from the vocabulary, so that they read the same everywhere."
    ),
    SectionKey.RESEARCH: _("What is not known yet. Say plainly what is open; promise nothing."),
}
_SECTION_HEADINGS = {
    SectionKey.CAUSES: _("Causes"),
    SectionKey.GENETICS: _("Genetics"),
    SectionKey.RISK_FACTORS: _("Risk factors"),
    SectionKey.RESEARCH: _("Research frontiers"),
}


class ReadinessPanel(Panel):
    """What the saved draft still lacks before it can be published, and where its sign-off stands."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/editor/readiness.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            parts = self.instance.missing_parts() if self.instance.pk else []
            return {
                **super().get_context_data(parent_context),
                "saved": bool(self.instance.pk),
                "edition": self.instance,
                "reader": self.request.user,
                "summary": summarise_missing(parts),
                "missing": [(place_name(part), describe_missing(part)) for part in parts],
            }


class TrayPanel(FieldPanel):
    """What an import could not place. Not shown while there is nothing in it."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(super().is_shown() and (self.instance.tray or (self.form and self.form.errors.get("tray"))))


def article_edit_handler() -> ArticleTabs:
    return ArticleTabs(
        [
            ObjectList(
                [
                    ReadinessPanel(heading=_("Before publication")),
                    TranslationPanel(heading=_("Translation")),
                    TrayPanel("tray"),
                    SourcePanel(TITLE),
                    TitleFieldPanel("title", help_text=_("The reader’s question, for example “What causes osteoporosis?”")),
                    MultiFieldPanel(
                        [SourcePanel(SectionKey.TLDR), FieldPanel("tldr"), FieldPanel("tldr_heading")], heading=_("Short answer")
                    ),
                    *(
                        MultiFieldPanel(
                            [SourcePanel(section), FieldPanel(section.value), FieldPanel(f"{section}_heading")],
                            heading=_SECTION_HEADINGS[section],
                            help_text=_SECTION_HELP[section],
                        )
                        for section in BODY_SECTIONS
                    ),
                    MultiFieldPanel(
                        [SourcePanel(SectionKey.DISCLAIMER), FieldPanel("disclaimer"), FieldPanel("disclaimer_heading")],
                        heading=_("Disclaimer"),
                    ),
                    FeedbackPanel(heading=_("What readers say")),
                ],
                heading=_("Content"),
            ),
            ObjectList(
                [
                    SourcePanel(REFERENCES),
                    FieldPanel(
                        "references",
                        help_text=_(
                            "Publications that the article rests on. Readers see those that a passage cites, in the order of citation."
                        ),
                    ),
                ],
                heading=_("References"),
            ),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
