"""The body of a section: which blocks it may hold."""

from __future__ import annotations

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

    class Meta:
        template = "articles/blocks/stream.html"
        max_num = 30
