"""What readers tell us of an edition: mistakes that they report, and whether it helped. Nothing says who they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.domain.basis import REFERENCES
from articles.domain.feedback import REPORT_MAX_LENGTH
from articles.domain.sections import SectionKey

from .readiness import section_name

#: The longest note, and the longest answer, in characters.
NOTE_MAX_LENGTH = 4000


class ReportError(ValidationError):
    """An act on a report that cannot be done. Then nothing was."""


def this_hour() -> datetime:
    """Now, to the hour: a finer time would help to tell who was reading."""
    return timezone.now().replace(minute=0, second=0, microsecond=0)


def place_label(place: str) -> str:
    """What editors call the part of an article that a vote or a report is about."""
    if not place:
        return str(_("The whole page"))
    return section_name(None if place == REFERENCES else SectionKey(place))


class OfEdition(models.Model):
    """What a row is about: an edition by names that outlive its page, and the words that readers had before them."""

    page = models.ForeignKey("articles.ArticlePage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    translation_key = models.UUIDField()
    language = models.CharField(max_length=20, choices=settings.LANGUAGES, verbose_name=_("language"))
    title = models.CharField(max_length=255, verbose_name=_("title"))
    #: A SectionKey, `references`, or empty for the whole page.
    section = models.CharField(max_length=20, blank=True, verbose_name=_("section"))
    #: Of the edition's content, as the ledger counts it.
    digest = models.CharField(max_length=64)

    class Meta:
        abstract = True

    @property
    def section_label(self) -> str:
        return place_label(self.section)


class ReaderReport(OfEdition):
    """A mistake that readers reported, and what became of it. The same words about the same edition are one report.

    There is nobody to write back to: the `answer` says what was found, for the people who work here.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ASSIGNED = "assigned", _("Assigned")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    class Reason(models.TextChoices):
        CORRECTED = "corrected", _("Corrected")
        NO_MISTAKE = "no_mistake", _("Not a mistake")
        DUPLICATE = "duplicate", _("Reported already")
        SPAM = "spam", _("Spam")

    #: The entry of the ledger that completed the review in force at that moment.
    sign_off = models.PositiveBigIntegerField(null=True, blank=True)
    text = models.TextField(max_length=REPORT_MAX_LENGTH, verbose_name=_("what readers wrote"))
    text_key = models.CharField(max_length=64)
    times = models.PositiveIntegerField(default=1, verbose_name=_("times reported"))
    first_at = models.DateTimeField(default=this_hour, verbose_name=_("reported"))
    last_at = models.DateTimeField(default=this_hour, verbose_name=_("last reported"))
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN, verbose_name=_("state"))
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True, verbose_name=_("reason"))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    notes = models.TextField(blank=True, max_length=NOTE_MAX_LENGTH, verbose_name=_("notes"))
    answer = models.TextField(blank=True, max_length=NOTE_MAX_LENGTH, verbose_name=_("answer"))
    #: When it was settled: closed, or answered and not closed since.
    closed_at = models.DateTimeField(null=True, blank=True)
    review_request = models.ForeignKey(
        "articles.ReviewRequest", null=True, blank=True, on_delete=models.SET_NULL, related_name="reader_reports"
    )

    UNSETTLED: ClassVar[tuple[str, ...]] = (State.OPEN, State.ASSIGNED)

    class Meta:
        verbose_name = _("reader report")
        verbose_name_plural = _("reader reports")
        ordering: ClassVar[list[str]] = ["-last_at", "-pk"]
        default_permissions: ClassVar[tuple[str, ...]] = ("view", "change")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["translation_key", "language", "section", "text_key"],
                condition=Q(state__in=["open", "assigned"]),
                name="one_unsettled_report",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["state", "language", "-last_at"], name="report_queue"),
            models.Index(fields=["translation_key", "language", "state"], name="report_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.title} ({self.language})"

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED


class HelpfulCount(OfEdition):
    """How many readers said on one day that a part of an edition helped or did not. One row however many they were."""

    day = models.DateField(default=timezone.localdate)
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)
    #: Reports that were counted only, because too many are open already.
    unkept = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of readers’ answers")
        verbose_name_plural = _("counts of readers’ answers")
        ordering: ClassVar[list[str]] = ["-day", "pk"]
        default_permissions: ClassVar[tuple[str, ...]] = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["translation_key", "language", "section", "digest", "day"], name="one_count_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language}), {self.day}: {self.yes}/{self.no}"
