"""What the editor's panel says of readers' answers."""

from __future__ import annotations

from typing import Any

from django import template

from articles.models import ArticlePage
from articles.permissions import can_see_reports
from articles.presentation.reader_reports import EditionFeedback, edition_feedback

register = template.Library()


@register.simple_tag
def feedback_on(edition: ArticlePage) -> EditionFeedback:
    return edition_feedback(edition)


@register.filter
def sees_reports(person: Any) -> bool:
    return can_see_reports(person)
