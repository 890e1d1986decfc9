"""Attempts to prove who one is, counted for all processes of the site."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone


class ProofAttempt(models.Model):
    """One attempt. Names and addresses are keyed hashes: the table does not say who came from where.

    A failure is kept for a day, a success for as long as an address counts as known (articles.services.attempts).
    """

    class Kind(models.TextChoices):
        PASSWORD = "password"  # noqa: S105
        CODE = "code"
        SIGNING = "signing"
        RESET = "reset"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=32)
    address = models.CharField(max_length=32)
    at = models.DateTimeField(default=timezone.now)
    succeeded = models.BooleanField(default=False)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["kind", "name", "at"], name="attempts_on_name"),
            models.Index(fields=["kind", "address", "at"], name="attempts_from_address"),
            models.Index(fields=["succeeded", "at"], name="attempts_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.at:%Y-%m-%d %H:%M}"
