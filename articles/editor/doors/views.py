"""The screens of the doors: django-allauth's own views, in this project's clothes. What they do otherwise is said at each."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as ConfirmByCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.contrib.auth import get_user, logout
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import activate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.views.account import password_reset_enabled

from articles.models import User
from articles.permissions import user_at
from articles.services import second_factor, staff_sessions
from articles.services.staff_sessions import Standing

View = Callable[..., HttpResponse]


def door(view: View) -> View:
    """For the screens of somebody who is logged in, be it with a password alone: in their language, and kept by no cache."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        profile = getattr(request.user, "wagtail_userprofile", None)
        if profile is not None:
            request.LANGUAGE_CODE = profile.get_preferred_language()
            activate(request.LANGUAGE_CODE)
        return view(request, *args, **kwargs)

    return never_cache(login_required(wrapped))


# --- Login -----------------------------------------------------------------------------------------------------------


class Login(LoginView):
    """Leads those who gave their password, and have no second factor yet, to where they set one up."""

    template_name = "articles/doors/login.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated and isinstance(user := get_user(request), User):
            if staff_sessions.standing(request.session, user) is Standing.HALF and not second_factor.has_factor(user):
                return HttpResponseRedirect(reverse("mfa_index"))
            logout(request)  # too old, or of before the factor was set up
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        relaxed, reset = not second_factor.is_required(), password_reset_enabled()
        return {**super().get_context_data(**kwargs), "relaxed": relaxed, "show_password_reset": reset}


class SecondStep(AuthenticateView):
    """The second factor at a login."""

    template_name = "articles/doors/second_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "factors": second_factor.factors_of(self.stage.login.user)}


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Out of a login that is half done."""
    logout(request)
    return HttpResponseRedirect(reverse("account_login"))


# --- Setting up ------------------------------------------------------------------------------------------------------


class Overview(IndexView):
    template_name = "articles/doors/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = user_at(self.request)
        rows = list(Authenticator.objects.filter(user=user).order_by("created_at"))
        return {
            "app": next((row for row in rows if row.type == Authenticator.Type.TOTP), None),
            "passkeys": [row for row in rows if row.type == Authenticator.Type.WEBAUTHN],
            "codes": next((row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None),
            "is_half": staff_sessions.standing(self.request.session, user) is Standing.HALF,
            "relaxed": not second_factor.is_required(),
        }


def _changed(request: HttpRequest, kind: str, action: str) -> None:
    """After a factor was set up, which showed it, or was taken away: other sessions end, and the person is told."""
    user = user_at(request)
    if action == second_factor.ADDED:
        record_authentication(request, user, method="mfa", type=kind, reauthenticated=True)
    elif not second_factor.has_factor(user):
        staff_sessions.unprove(request.session)
    staff_sessions.end_others(request, user)
    second_factor.tell_of_change(user, action)


class SetUpApp(ActivateTOTPView):
    template_name = "articles/doors/set_up_app.html"

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response = super().form_valid(form)
        except IntegrityError:  # sent twice at once
            return HttpResponseRedirect(reverse("mfa_index"))
        row = Authenticator.objects.get(user=user_at(self.request), type=Authenticator.Type.TOTP)
        second_factor.mark_used(row, form.step)
        _changed(self.request, row.type, second_factor.ADDED)
        return response


class _Tells:
    """Changes a factor, and has that known."""

    kind: Authenticator.Type
    action: str

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        _changed(self.request, self.kind, self.action)  # type: ignore[attr-defined]
        return response


class RemoveApp(_Tells, DeactivateTOTPView):
    template_name = "articles/doors/remove.html"
    kind, action = Authenticator.Type.TOTP, second_factor.REMOVED


class AddPasskey(_Tells, AddWebAuthnView):
    template_name = "articles/doors/add_passkey.html"
    kind, action = Authenticator.Type.WEBAUTHN, second_factor.ADDED


class RemovePasskey(_Tells, RemoveWebAuthnView):
    template_name = "articles/doors/remove.html"
    kind, action = Authenticator.Type.WEBAUTHN, second_factor.REMOVED


class RecoveryCodes(ViewRecoveryCodesView):
    """Shows them once."""

    template_name = "articles/doors/recovery_codes.html"


class NewRecoveryCodes(_Tells, GenerateRecoveryCodesView):
    template_name = "articles/doors/new_recovery_codes.html"
    kind, action = Authenticator.Type.RECOVERY_CODES, second_factor.RENEWED


# --- Confirming ------------------------------------------------------------------------------------------------------


class ConfirmByPassword(ReauthenticateView):
    """Of those who have no second factor (yet)."""

    template_name = "articles/doors/confirm_by_password.html"


class ConfirmByCode(ConfirmByCodeView):
    template_name = "articles/doors/confirm_by_code.html"


class ConfirmByPasskey(ReauthenticateWebAuthnView):
    template_name = "articles/doors/confirm_by_passkey.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **kwargs}


@require_safe
def confirmed(request: HttpRequest) -> HttpResponse:
    """Where somebody ends who confirmed in a window of its own, to go on in the first."""
    return TemplateResponse(request, "articles/doors/confirmed.html")
