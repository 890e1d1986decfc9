"""What translations are measured against, and who is asked to bring them up to date."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.domain.basis import SignedEdition
from articles.domain.signoffs import Severity


def article_subject(translation_key: UUID) -> str:
    """What the ledger calls an article: the same for its editions in all languages."""
    return f"article:{translation_key}"


class SourceEdition(models.Model):
    """A signed edition of a source, by its sections: drawn from the ledger, so that nobody reads it whole to compare digests.

    One for every entry of the ledger that completed the review of a source; `articles.services.ledger` writes it with that.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    subject = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    sections = models.JSONField()
    severity = models.CharField(max_length=20)
    at = models.DateTimeField()
    #: When readers last got it; None for one that was never public.
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("source edition")
        verbose_name_plural = _("source editions")
        ordering: ClassVar[list[str]] = ["sequence"]
        default_permissions: ClassVar[tuple[str, ...]] = ()
        indexes: ClassVar[list[Any]] = [models.Index(fields=["subject", "sequence"], name="source_edition_subject")]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.subject}"

    def as_rules(self) -> SignedEdition:
        return SignedEdition(self.sequence, self.digest, self.sections, Severity(self.severity), self.published_at, self.at)


class TranslationRequest(models.Model):
    """That somebody is to translate a text into a language, or to bring a translation up to date. Closed when it is in step."""

    class Why(models.TextChoices):
        ASKED = "asked", _("Translation asked for")
        MEANING = "meaning", _("The source changed its meaning")
        SAFETY = "safety", _("The source changed for safety")

    subject = models.CharField(max_length=120)
    language = models.CharField(max_length=20, choices=settings.LANGUAGES, verbose_name=_("language"))
    title = models.CharField(max_length=255, verbose_name=_("title"))
    why = models.CharField(max_length=20, choices=Why.choices, default=Why.ASKED, verbose_name=_("reason"))
    #: The sections that the source changed; empty for a translation as a whole.
    sections = models.JSONField(default=list, blank=True)
    due = models.DateField(null=True, blank=True, verbose_name=_("due"))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("requested by"),
    )
    requested_at = models.DateTimeField(default=timezone.now, verbose_name=_("requested"))
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("translation request")
        verbose_name_plural = _("translation requests")
        ordering: ClassVar[list[str]] = ["requested_at", "pk"]
        default_permissions: ClassVar[tuple[str, ...]] = ("add", "view")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["subject", "language"], condition=Q(closed_at=None), name="one_open_translation"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["closed_at", "language"], name="translation_list")]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"
