"""The blocks of pages about the site itself: the same words and boxes as in articles, without citations and evidence."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PassageBlock, example
from .text import CalloutBlock, QuestionAnswerBlock

#: There is no list of references here that a passage could cite.
SECTION_FEATURES = ["bold", "italic", "h3", "ol", "ul", "link"]
PLAIN_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class HeadedSectionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=150, label=_("Heading"), help_text=_("What the passage is about, in a few words."))
    text = PassageBlock(features=SECTION_FEATURES, label=_("Text"))

    class Meta:
        icon = "title"
        label = _("Section with a heading")
        description = _("A heading with paragraphs and lists below it. It appears in the list of contents.")
        template = "articles/blocks/headed_section.html"
        preview_value = example(
            lambda: {
                "heading": gettext("Who is behind this site?"),
                "text": format_html("<p>{}</p>", gettext("Say who writes, who pays, and how to reach you.")),
            }
        )


class SiteQuestionBlock(QuestionAnswerBlock):
    """Its question is a heading of the page, as no section stands above it."""

    answer = PassageBlock(
        features=PLAIN_FEATURES, label=_("Answer"), help_text=_("Answer in the first sentence; explain after it.")
    )

    class Meta:
        description = _("One question that visitors often ask about the site, and its answer.")
        template = "articles/blocks/site_question.html"
        preview_value = example(
            lambda: {
                "question": gettext("May I print an article?"),
                "answer": format_html("<p>{}</p>", gettext("Yes, and you may pass it on.")),
            }
        )


class SiteCalloutBlock(CalloutBlock):
    text = PassageBlock(features=PLAIN_FEATURES, label=_("Text"), help_text=_("What to do, first. Two sentences are enough."))

    class Meta:
        preview_value = example(
            lambda: {
                "urgency": "emergency",
                "text": format_html(
                    "<p>{}</p>", gettext("In an emergency, call your local emergency number. Nobody answers here.")
                ),
            }
        )


class InformationBodyBlock(blocks.StreamBlock):
    section = HeadedSectionBlock(group=_("Words"))
    question_answer = SiteQuestionBlock(group=_("Words"))
    callout = SiteCalloutBlock(group=_("Words"))

    class Meta:
        max_num = 30
