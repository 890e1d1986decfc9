"""Who is asked to look at what: requests for review, and the messages that people get about them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReviewRequest(models.Model):
    """One text in one language that waits for sign-offs. Made when it is submitted, closed when its review ends.

    `subject`, `language` and `digest` are the ledger's words for it, kept up to date as the text is edited, so that the
    queue can tell what is missing without opening a single revision.
    """

    class Priority(models.IntegerChoices):
        URGENT = 1, _("Urgent")
        NORMAL = 2, _("Normal")
        LOW = 3, _("Low")

    class Outcome(models.TextChoices):
        OPEN = "", _("Open")
        SIGNED = "signed", _("Signed")
        CHANGES_REQUESTED = "changes_requested", _("Changes requested")
        CANCELLED = "cancelled", _("Cancelled")

    subject = models.CharField(max_length=120)
    language = models.CharField(max_length=20, choices=settings.LANGUAGES, verbose_name=_("language"))
    title = models.CharField(max_length=255, verbose_name=_("title"))
    digest = models.CharField(max_length=64)
    #: The edition; empty for an entry of the vocabulary, which `subject` names.
    page = models.ForeignKey(
        "articles.ArticlePage", null=True, blank=True, on_delete=models.CASCADE, related_name="review_requests"
    )
    #: What the queue filters by; the condition's own key joins its languages.
    condition = models.UUIDField(null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    requested_at = models.DateTimeField(default=timezone.now, verbose_name=_("submitted"))
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL, verbose_name=_("priority"))
    due = models.DateField(null=True, blank=True, verbose_name=_("due"))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.OPEN, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("review request")
        verbose_name_plural = _("review requests")
        ordering: ClassVar[list[str]] = ["priority", "requested_at", "pk"]
        default_permissions: ClassVar[tuple[str, ...]] = ("view", "change")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["subject", "language"], condition=Q(outcome=""), name="one_open_request"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["outcome", "priority", "requested_at"], name="request_queue"),
            models.Index(fields=["subject", "language"], name="request_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class Notice(models.Model):
    """A message to one person about one text, shown in the admin and sent by mail. `parameters` are names and titles."""

    class Kind(models.TextChoices):
        REVIEW_WANTED = "review_wanted", _("A review is wanted")
        ASSIGNED = "assigned", _("A review was assigned to you")
        CHANGES_REQUESTED = "changes_requested", _("Changes were requested")
        TEXT_CHANGED = "text_changed", _("A text that you signed was changed")
        COMPLETED = "completed", _("A review is complete")
        TAKEN_DOWN = "taken_down", _("A text was taken down")
        TRANSLATION_WANTED = "translation_wanted", _("A translation is wanted")
        SOURCE_CHANGED = "source_changed", _("The source of a translation changed")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject = models.CharField(max_length=120)
    language = models.CharField(max_length=20)
    #: The words that the message is about: nobody is told the same of the same words twice.
    digest = models.CharField(max_length=64)
    parameters = models.JSONField(default=dict)
    address = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        default_permissions: ClassVar[tuple[str, ...]] = ()
        indexes: ClassVar[list[Any]] = [models.Index(fields=["user", "read_at"], name="notice_unread")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.parameters.get('title', self.subject)}"
