"""Where the admin tells of second factors: on a person's account, and on a demonstration's first page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.account import BaseSettingsPanel

from articles.models import User
from articles.services import second_factor


class SecondFactorPanel(BaseSettingsPanel):
    """A way to another screen: it has no form of its own."""

    name = "second_factor"
    title = _("Second factor")
    order = 550
    template_name = "articles/doors/account_panel.html"

    def get_form(self) -> forms.Form:
        return forms.Form()

    def get_context_data(self) -> dict[str, Any]:
        return {"factors": second_factor.factors_of(self.user)}


class RelaxedPanel(Component):
    """That this site asks for less than a real one does."""

    name = "relaxed"
    order = 1
    template_name = "articles/doors/relaxed_panel.html"


def account_panel(request: HttpRequest, user: User, profile: Any) -> SecondFactorPanel:
    return SecondFactorPanel(request, user, profile)


def say_that_it_is_relaxed(request: HttpRequest, panels: list[Any]) -> None:
    if not second_factor.is_required():
        panels.append(RelaxedPanel())
