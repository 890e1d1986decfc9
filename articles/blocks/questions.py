"""Questions that readers can take to their doctor."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import example

#: What one visit has time for.
MOST_QUESTIONS = 8


class QuestionsToAskBlock(blocks.StructBlock):
    """Only questions: an answer belongs in the text, where it is signed as one."""

    questions = blocks.ListBlock(
        blocks.CharBlock(max_length=200, label=_("Question")),
        min_num=1,
        max_num=MOST_QUESTIONS,
        label=_("Questions"),
        help_text=_("As a reader would say them aloud, one to eight. Readers print them and take them along."),
    )

    class Meta:
        icon = "clipboard-list"
        label = _("Questions to ask your doctor")
        description = _("Questions that readers can take along to their next appointment.")
        template = "articles/blocks/questions_to_ask.html"
        preview_value = example(
            lambda: {
                "questions": [
                    gettext("What does this mean for me?"),
                    gettext("What can I do about it myself?"),
                    gettext("When should I come back?"),
                ]
            }
        )
