"""Draws the pattern page: the readers' style sheet and markup, without the admin around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.blocks import Block

from articles.models import ArticlePage
from articles.presentation.languages import LanguageLabel, language_label

from .around import frame
from .samples import SAMPLES, Sample

#: What refers to an element by its id. On the pattern page every language's elements need ids of their own.
_REFERENCE = re.compile(
    r'(?<=\s)(id|for|aria-labelledby|aria-describedby|aria-controls|popovertarget)="([^"]+)"|(?<=\s)href="#([^"]+)"'
)


@dataclass(frozen=True, slots=True)
class Pattern:
    name: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Column:
    """Everything in one language."""

    language: LanguageLabel
    patterns: list[Pattern]


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    columns = [_column(request, language) for language, _name in settings.LANGUAGES]
    return render(request, "articles/patterns/page.html", {"columns": columns})


def blocks() -> dict[str, Block]:
    """Every block that an article can hold, by its name, read off the article itself."""
    sections = ArticlePage._meta.get_field("causes").stream_block.child_blocks
    references = ArticlePage._meta.get_field("references").stream_block.child_blocks
    return {**sections, **references}


def _column(request: HttpRequest, language: str) -> Column:
    with override(language):
        drawn = [*_partials(request, language), *_blocks(request, language)]
        return Column(language_label(language), [Pattern(name, _own_ids(html, language)) for name, html in drawn])


def _partials(request: HttpRequest, language: str) -> Iterator[tuple[str, str]]:
    for sample in SAMPLES:
        around = frame(language)
        context = {"frame": around, "view": {"frame": around}, **sample.context()}
        html = loader.render_to_string(f"articles/partials/{sample.partial}.html", context, request)
        yield sample.partial, _within(sample, html)


def _within(sample: Sample, html: SafeString) -> str:
    return format_html(sample.within, html)


def _blocks(request: HttpRequest, language: str) -> Iterator[tuple[str, str]]:
    context: dict[str, Any] = {"request": request, "frame": frame(language)}
    for name, block in blocks().items():
        html = block.render(block.get_preview_value(), context)
        yield f"{block.label} ({name})", format_html('<div class="section">{}</div>', html)


def _own_ids(html: str, language: str) -> SafeString:
    """Marks every id, and what refers to it, with the language. What was escaped stays so: only names change."""

    def own(match: re.Match[str]) -> str:
        attribute, names, target = match.groups()
        if target:
            return f'href="#{target}-{language}"'
        return f'{attribute}="{" ".join(f"{name}-{language}" for name in names.split())}"'

    return mark_safe(_REFERENCE.sub(own, html))  # noqa: S308
