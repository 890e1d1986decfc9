"""Whether there is a leaflet to offer."""

from __future__ import annotations

from django import template

from articles.presentation.frame import Frame
from articles.presentation.leaflet import is_public, leaflet_address
from articles.services.leaflets import can_print

register = template.Library()


@register.simple_tag
def leaflet_link(frame: Frame) -> str:
    """The address of the leaflet of the article in this frame; empty where readers would not get one."""
    return leaflet_address(frame) if is_public(frame) and can_print() else ""
