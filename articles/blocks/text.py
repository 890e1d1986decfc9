"""Blocks of running text: passage, analogy, question and answer, callout, comparison."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import RICH_TEXT_FEATURES, PassageBlock, example


class TextBlock(PassageBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists. Cite a reference where you state a fact.")
        preview_value = example(
            lambda: format_html("<p>{}</p>", gettext("Bone is living tissue. It is broken down and rebuilt throughout life."))
        )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=RICH_TEXT_FEATURES, **kwargs)

    def render(self, value: Any, context: Any = None) -> SafeString:
        return format_html('<div class="text">{}</div>', value)


class AnalogyBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        max_length=120,
        required=False,
        label=_("Title"),
        help_text=_("The image in a few words, for example “Think of a bank account”."),
    )
    text = PassageBlock(label=_("Comparison"), help_text=_("Compare with something that every reader knows from daily life."))
    limit = blocks.TextBlock(
        max_length=300,
        required=False,
        rows=2,
        label=_("Where it stops"),
        help_text=_("One sentence on where the comparison no longer holds, if it could mislead."),
    )

    class Meta:
        icon = "openquote"
        label = _("Analogy")
        description = _("Explains something unfamiliar by comparing it with something familiar.")
        template = "articles/blocks/analogy.html"
        preview_value = example(
            lambda: {
                "title": gettext("Think of a bank account"),
                "text": format_html("<p>{}</p>", gettext("You pay in while you are young. Later, more goes out than comes in.")),
                "limit": gettext("You do not feel the account running low."),
            }
        )


class QuestionAnswerBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=200, label=_("Question"), help_text=_("As a reader would ask it."))
    answer = PassageBlock(label=_("Answer"), help_text=_("Answer in the first sentence; explain after it."))

    class Meta:
        icon = "help"
        label = _("Question and answer")
        description = _("One question that readers often ask, and its answer.")
        template = "articles/blocks/question_answer.html"
        preview_value = example(
            lambda: {
                "question": gettext("Can another illness be behind it?"),
                "answer": format_html("<p>{}</p>", gettext("Yes. That illness then needs its own treatment.")),
            }
        )


class CalloutBlock(blocks.StructBlock):
    """A box whose urgency is said in words before its text, so that it never depends on colour alone (WCAG 2.2, 1.4.1)."""

    urgency = blocks.ChoiceBlock(
        choices=[
            ("emergency", _("Emergency: call for help now")),
            ("urgent", _("Urgent: see a doctor soon")),
            ("caution", _("Caution: something to be careful about")),
            ("tip", _("Good to know")),
        ],
        label=_("Urgency"),
        help_text=_("Readers see it as words before the text, and as a colour."),
    )
    text = PassageBlock(label=_("Text"), help_text=_("What to do, first. Two sentences are enough."))

    class Meta:
        icon = "warning"
        label = _("Callout")
        description = _("A short message that must not be missed, marked by how urgent it is.")
        template = "articles/blocks/callout.html"
        preview_value = example(
            lambda: {
                "urgency": "caution",
                "text": format_html("<p>{}</p>", gettext("Never stop a prescribed medicine without asking your doctor first.")),
            }
        )


class ComparisonBlock(blocks.StructBlock):
    cause = PassageBlock(label=_("Cause"), help_text=_("What directly produces the condition."))
    risk_factor = PassageBlock(
        label=_("Risk factor"), help_text=_("What makes it more likely or faster, without producing it alone.")
    )

    class Meta:
        icon = "sliders"
        label = _("Cause or risk factor?")
        description = _("Sets the direct cause beside what only raises the risk.")
        template = "articles/blocks/comparison.html"
        preview_value = example(
            lambda: {
                "cause": format_html("<p>{}</p>", gettext("More bone is broken down than is built.")),
                "risk_factor": format_html("<p>{}</p>", gettext("Smoking speeds this up. It does not cause it alone.")),
            }
        )
