"""Template tags of the reader's site."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.domain.localized import LocalizedText
from articles.models import VocabularyEntry
from articles.presentation.languages import language_label
from articles.presentation.pages import PageView, present

register = template.Library()


@register.simple_tag(takes_context=True, name="present")
def present_tag(context: RequestContext, page: Any = None) -> PageView:
    """What a view has presented; else the page at hand, or the part of it that was asked for; without a page, only the frame."""
    presented = context.get("view")
    if isinstance(presented, PageView):
        return presented
    return present(context["request"], page or None, str(context.get("part") or ""))


@register.simple_tag
def in_language(entry: VocabularyEntry, field: str) -> SafeString | str:
    """A vocabulary text in the reader's language. Where another language stands in, it is marked as that language, visibly."""
    text = entry.for_readers(field, get_language())
    return _marked(text) if text else ""


def _marked(text: LocalizedText) -> SafeString | str:
    if not text.stands_in:
        return text.text
    label = language_label(text.language)
    return format_html(
        '<span class="stands-in"><span lang="{0}" dir="{1}">{2}</span> '
        '<small class="stands-in-label" lang="{0}" dir="{1}">({3})</small></span>',
        label.tag, label.direction, text.text, label.endonym,
    )  # fmt: skip


@register.filter
def paragraphs(text: str) -> SafeString:
    """Plain text in paragraphs, split where a line is empty."""
    return format_html_join("\n", "<p>{}</p>", ((part.strip(),) for part in text.split("\n\n") if part.strip()))
