"""Accounts of the people who work here."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An account. Our own model from the first migration, because Django cannot change it later."""

    demonstration = models.BooleanField(
        default=False,
        editable=False,
        verbose_name=_("demonstration account"),
        help_text=_("Made by the demo. Such an account cannot log in where demonstrations are not allowed."),
    )
    #: Part of what sessions are checked against: with another one, all that are open end.
    session_salt = models.CharField(max_length=32, blank=True, default="", editable=False)

    def end_sessions(self) -> None:
        """Ends every session of this account, from the next request on."""
        self.session_salt = secrets.token_urlsafe(16)
        self.save(update_fields=["session_salt"])

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's, over the password and the salt."""
        value = f"{self.password}:{self.session_salt}"
        return salted_hmac("articles.models.User.session", value, secret=secret, algorithm="sha256").hexdigest()
