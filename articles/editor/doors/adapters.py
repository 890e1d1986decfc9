"""What django-allauth asks this project."""

from __future__ import annotations

import io
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from articles.models import User
from articles.services import second_factor, staff_sessions


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor confirms with it: the password alone changes nothing of an account."""
        methods = super().get_reauthentication_methods(user)
        stronger = [method for method in methods if method["id"] != "reauthenticate"]
        return stronger or methods

    def is_reauthentication_required(self, app: str) -> bool:
        """Not of somebody who just logged in to set up their first factor."""
        request = context.request
        user = request.user
        if isinstance(user, User) and not second_factor.has_factor(user):
            given = [record["at"] for record in get_authentication_records(request, user) if record.get("method") == "password"]
            return not any(staff_sessions.is_recent(int(at)) for at in given)
        return bool(super().is_reauthentication_required(app=app))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        if level >= messages.ERROR:
            super().add_message(request, level, message_template, *args, **kwargs)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("account_login"))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """articles.services.second_factor writes these mails."""


class FactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return second_factor.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return second_factor.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def build_totp_svg(self, url: str) -> str:
        """Drawn into the page: no address and no style of its own, so that any content security policy lets it be."""
        picture = io.BytesIO()
        segno.make(url, micro=False).save(
            picture, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, light="#fff", dark="#000"
        )
        return picture.getvalue().decode()

    def _get_site_name(self) -> str:
        site = Site.find_for_request(context.request)
        return (site.site_name if site else "") or _("Health answers")

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.get_username())

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - django-allauth's name
        return _("Passkey")
