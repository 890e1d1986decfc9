"""The body of a section: which blocks it may hold."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .figures import FigureBlock, KeyFigureBlock
from .questions import QuestionsToAskBlock
from .risk_factors import RiskFactorListBlock
from .text import AnalogyBlock, CalloutBlock, ComparisonBlock, QuestionAnswerBlock, TextBlock

WORDS, PICTURES, EVIDENCE = _("Words"), _("Pictures"), _("Evidence")


class SectionBodyBlock(blocks.StreamBlock):
    """Every section takes the same blocks. What a section is about is its kind, not its blocks."""

    text = TextBlock(group=WORDS)
    analogy = AnalogyBlock(group=WORDS)
    question_answer = QuestionAnswerBlock(group=WORDS)
    questions_to_ask = QuestionsToAskBlock(group=WORDS)
    callout = CalloutBlock(group=WORDS)
    figure = FigureBlock(group=PICTURES)
    key_figure = KeyFigureBlock(group=EVIDENCE)
    comparison = ComparisonBlock(group=EVIDENCE)
    risk_factor_list = RiskFactorListBlock(group=EVIDENCE)

    def render(self, value: Any, context: Any = None) -> SafeString:
        """One after the other, without what Wagtail puts around each. Not by a template: a page has dozens of blocks."""
        return format_html_join("", "{}", ((child.render(context),) for child in value))

    class Meta:
        max_num = 30
