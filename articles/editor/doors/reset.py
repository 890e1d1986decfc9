"""An administrator takes away the second factor of a colleague who lost it, with a reason."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from articles.models import User
from articles.permissions import can_reset_second_factor, user_at
from articles.services import second_factor


class ResetForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it reset?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Kept in the log. Make sure that it is really this person who asks: call them, or see them."),
    )


def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever may not is told so at once, and not asked for a second factor first."""
    other = get_object_or_404(User, pk=pk)
    if not can_reset_second_factor(user_at(request), other):
        raise PermissionDenied
    response: HttpResponse = _reset(request, other)
    return response


@reauthentication_required(app="allauth.mfa")
def _reset(request: HttpRequest, other: User) -> HttpResponse:
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        second_factor.reset(other, by=user_at(request), reason=form.cleaned_data["reason"])
        messages.success(request, _("The second factor of “%(name)s” is reset.") % {"name": other.get_username()})
        return HttpResponseRedirect(reverse("wagtailusers_users:index"))
    return TemplateResponse(request, "articles/doors/reset.html", {"form": form, "other": other})


def reset_urls() -> list[Any]:
    """What Wagtail's `register_admin_urls` asks for. Apart from where half logins are somebody (`articles.middleware.SET_UP`)."""
    return [path("users/<int:pk>/reset-second-factor/", reset, name="reset_second_factor")]


def listing_buttons(user: User, request_user: User) -> list[Button]:
    if not can_reset_second_factor(request_user, user):
        return []
    return [Button(_("Reset second factor"), reverse("reset_second_factor", args=[user.pk]), icon_name="key", priority=40)]


def register_log_actions(actions: Any) -> None:
    actions.register_action(second_factor.ADDED, gettext_lazy("Set up a second factor"), gettext_lazy("Second factor set up"))
    actions.register_action(second_factor.REMOVED, gettext_lazy("Remove a second factor"), gettext_lazy("Second factor removed"))
    actions.register_action(
        second_factor.RENEWED, gettext_lazy("Make new recovery codes"), gettext_lazy("New recovery codes made")
    )
    actions.register_action(
        second_factor.RESET, gettext_lazy("Reset the second factor of a colleague"), gettext_lazy("Second factor reset")
    )
