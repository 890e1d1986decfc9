"""Accounts of the people who work here."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An account. Our own model from the first migration, because Django cannot change it later."""

    demonstration = models.BooleanField(
        default=False,
        editable=False,
        verbose_name=_("demonstration account"),
        help_text=_("Made by the demo. Such an account cannot log in where demonstrations are not allowed."),
    )
