"""The work on translations in the main menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from articles.permissions import can_see_matrix


class TranslationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_see_matrix(request.user)


def matrix_item() -> MenuItem:
    return TranslationsMenuItem(
        _("Translations"), reverse_lazy("translations:matrix"), name="translations", icon_name="globe", order=96
    )


def work_item() -> MenuItem:
    return TranslationsMenuItem(
        _("Your translations"), reverse_lazy("translations:work"), name="your-translations", icon_name="tasks", order=97
    )
