"""The ledger of sign-offs: append-only, chained, and on its own: it points to nothing that may be deleted."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.domain.ledger import ChainedEntry
from articles.domain.signoffs import EntryKind, Meaning, Scope, Severity

KIND_NAMES = {
    EntryKind.SIGN_OFF: _("Sign-off"),
    EntryKind.REFUSAL: _("Changes requested"),
    EntryKind.WITHDRAWAL: _("Sign-off withdrawn"),
    EntryKind.TAKE_DOWN: _("Taken down"),
}
MEANING_NAMES = {Meaning.MEDICAL: _("Medical"), Meaning.LANGUAGE: _("Language")}
SCOPE_NAMES = {
    Scope.FULL: _("The whole edition"),
    Scope.CHANGES: _("Only what changed"),
    Scope.RENEWAL: _("The whole edition again, unchanged"),
}
SEVERITY_NAMES = {
    Severity.EDITORIAL: _("Editorial: the meaning is the same"),
    Severity.MEANING: _("Meaning: readers should know the new text"),
    Severity.SAFETY: _("Safety: the old text could do harm"),
}


class LedgerIsAppendOnlyError(Exception):
    """Somebody tried to change or delete an entry. The database refuses it, too."""


class LedgerEntry(models.Model):
    """One sign-off, refusal, withdrawal or take-down, with the content it was about and its signer as they were then.

    Written by `articles.services.ledger` alone. Numbers are plain integers, not foreign keys: an entry outlives users,
    pages and revisions. `subject` names what was signed: `article:<translation_key>` or `<model>:<key>`.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, name) for kind, name in KIND_NAMES.items()])
    subject = models.CharField(max_length=120)
    language = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    content = models.TextField()
    meaning = models.CharField(max_length=20, blank=True, choices=[(m.value, name) for m, name in MEANING_NAMES.items()])
    scope = models.CharField(max_length=20, blank=True, choices=[(s.value, name) for s, name in SCOPE_NAMES.items()])
    severity = models.CharField(max_length=20, blank=True, choices=[(s.value, name) for s, name in SEVERITY_NAMES.items()])
    checklist = models.TextField(default="{}")
    comment = models.TextField(blank=True)
    #: Whether with this entry every sign-off that the policy required was there.
    completes = models.BooleanField(default=False)
    #: The sign-off that this entry withdraws.
    withdraws = models.PositiveBigIntegerField(null=True)
    signer = models.PositiveBigIntegerField(null=True)
    signer_name = models.CharField(max_length=255)
    signer_credentials = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField()
    key_id = models.CharField(max_length=40)
    previous_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64, unique=True)

    #: What the hash covers, in no particular order: everything but the hash's own columns.
    HASHED: ClassVar[tuple[str, ...]] = (
        "sequence", "kind", "subject", "language", "title", "digest", "meaning", "scope", "severity", "comment", "completes",
        "withdraws", "signer", "signer_name", "signer_credentials",
    )  # fmt: skip

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering: ClassVar[list[str]] = ["sequence"]
        default_permissions: ClassVar[tuple[str, ...]] = ("view",)
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["digest", "kind"], name="ledger_digest"),
            models.Index(fields=["subject", "language", "sequence"], name="ledger_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.get_kind_display()} · {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            self._refuse()
        super().save(*args, **{**kwargs, "force_insert": True})

    def hashed_values(self) -> dict[str, Any]:
        """What the entry's hash covers, as plain values."""
        return {
            **{name: getattr(self, name) for name in self.HASHED},
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "content": json.loads(self.content),
            "checklist": json.loads(self.checklist),
        }

    def chained(self) -> ChainedEntry:
        return ChainedEntry(self.sequence, self.hashed_values(), self.key_id, self.previous_hash, self.entry_hash)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise LedgerIsAppendOnlyError(f"Entry {self.sequence} of the ledger cannot be changed or deleted.")


class Contribution(models.Model):
    """That a person changed the words of an edition or entry, and what they were afterwards. Nobody signs their own words."""

    subject = models.CharField(max_length=120)
    language = models.CharField(max_length=20)
    user = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        default_permissions: ClassVar[tuple[str, ...]] = ("view",)
        indexes: ClassVar[list[Any]] = [models.Index(fields=["subject", "language", "at"], name="contribution_subject")]

    def __str__(self) -> str:
        return f"{self.subject} ({self.language}): {self.user}"
