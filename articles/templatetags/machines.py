"""The tag behind what a page tells machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.safestring import SafeString

from articles.presentation.pages import PageView
from articles.presentation.sharing import Sharing, sharing
from articles.presentation.structured_data import as_json, structured_data

register = template.Library()


@dataclass(frozen=True, slots=True)
class ForMachines:
    sharing: Sharing | None
    data: SafeString | None


@register.simple_tag(takes_context=True)
def for_machines(context: RequestContext, view: PageView, page: Any = None) -> ForMachines:
    """Nothing in an editor's preview: it is a draft, and nobody's machine reads it."""
    request = context["request"]
    if getattr(request, "is_preview", False):
        return ForMachines(None, None)
    data = structured_data(request, page, view)
    return ForMachines(sharing(request, page, view), as_json(data) if data else None)
