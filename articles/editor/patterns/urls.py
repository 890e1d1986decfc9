"""The address of the pattern page, `/admin/patterns/`. Wagtail lets only those in who may use the admin."""

from __future__ import annotations

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from .page import patterns


def patterns_urls() -> list[object]:
    """What Wagtail's `register_admin_urls` asks for."""
    return [path("patterns/", patterns, name="patterns")]


def patterns_item() -> MenuItem:
    return MenuItem(_("Patterns of the site"), reverse_lazy("patterns"), name="patterns", icon_name="view", order=1100)
