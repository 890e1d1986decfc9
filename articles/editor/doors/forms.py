"""The forms of the doors. What django-allauth counts in a cache is counted on the database here (articles.services.attempts),
and what browsers send as a passkey's answer may be anything."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as passkeys
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from articles.models import User
from articles.services import attempts, second_factor
from articles.services.attempts import Kind, TooManyAttemptsError
from articles.services.network import client_address

#: What a broken or foreign answer of a passkey can end in, in fido2 and in django-allauth: both take its shape for granted.
_NO_ANSWER = (AttributeError, IndexError, InvalidSignature, KeyError, NotImplementedError, TypeError, ValueError)


class LoginForm(account.LoginForm):
    """A name and a password. Says the same of unknown names, wrong passwords and closed accounts."""

    error_messages = {"username_password_mismatch": gettext_lazy("Name and password do not match, or the account is closed.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].max_length = 150
        self.fields["password"].max_length = 4096
        self.fields["password"].help_text = ""

    def _clean_with_password(self, credentials: dict[str, Any]) -> Any:
        """django-allauth's, with our words. The backend counts; here stands why nobody was let in."""
        try:
            return super()._clean_with_password(credentials)
        except ValidationError:
            address = client_address(self.request)
            if pause := attempts.is_paused(Kind.PASSWORD, credentials.get("username", ""), address):
                raise ValidationError(str(pause), code="too_many_attempts") from None
            raise ValidationError(self.error_messages["username_password_mismatch"], code="mismatch") from None


class PasswordResetForm(WagtailPasswordResetForm):
    """Sends the same answer for every address, and too many mails to none."""

    def save(self, *args: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        try:
            attempts.begin(Kind.RESET, self.cleaned_data["email"], client_address(request) if request else "")
        except TooManyAttemptsError:
            return
        super().save(*args, request=request, **kwargs)


# --- Codes -----------------------------------------------------------------------------------------------------------


def code_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Code"),
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
        help_text=gettext_lazy("Six digits of your authenticator app, or one of your recovery codes."),
    )


class _Counted(codes.BaseAuthenticateForm):
    code = code_field()

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        attempt = _begin(self.user)
        found = second_factor.use_code(self.user, code.strip())
        if found is None:
            raise ValidationError(_("This code is wrong, or was used before. Wait for the next one."), code="code")
        attempts.succeed(attempt)
        found.user = self.user
        self.authenticator = found
        return code


class CodeForm(_Counted, codes.AuthenticateForm):
    """At a login."""


class ConfirmCodeForm(_Counted, codes.ReauthenticateForm):
    """In a session."""


class ActivateAppForm(app.ActivateTOTPForm):
    code = forms.CharField(
        label=gettext_lazy("The six digits that the app shows now"),
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
    )

    def clean_code(self) -> str:
        """The code is used up with it: `step` says which it was."""
        code: str = self.cleaned_data["code"]
        self.step = second_factor.matching_step(self.secret, code.strip())
        if self.step is None:
            raise ValidationError(
                _("This is not the code. Enter what the app shows now, and look whether your device’s clock is right."),
                code="code",
            )
        return code


def _begin(user: User) -> Any:
    try:
        return attempts.begin(Kind.CODE, user.get_username(), client_address(context.request))
    except TooManyAttemptsError as error:
        raise ValidationError(str(error), code="too_many_attempts") from None


# --- Passkeys --------------------------------------------------------------------------------------------------------


class _AnyAnswer:
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            raise
        except _NO_ANSWER:
            raise ValidationError(_no_passkey(), code="passkey") from None


class PasskeyForm(_AnyAnswer, passkeys.AuthenticateWebAuthnForm):
    """At a login."""


class ConfirmPasskeyForm(_AnyAnswer, passkeys.ReauthenticateWebAuthnForm):
    """In a session."""


class AddPasskeyForm(passkeys.AddWebAuthnForm):
    name = forms.CharField(
        label=gettext_lazy("Name of the passkey"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("For example the device that keeps it."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def clean(self) -> Any:
        try:
            return super().clean()
        except ValidationError:
            raise
        except _NO_ANSWER:
            raise ValidationError(_no_passkey(), code="passkey") from None


def _no_passkey() -> str:
    return _("This passkey was not accepted. Try again, or use a code.")
