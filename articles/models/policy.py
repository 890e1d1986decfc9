"""What the site demands of a review."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from articles.domain.signoffs import Policy

_AT_LEAST_ONE = [MinValueValidator(1), MaxValueValidator(9)]


@register_setting(icon="check")
class ReviewPolicy(BaseGenericSetting):
    """How many people must sign, and for how long a review holds. One person at the least: there is no way to none."""

    medical_for_source = models.PositiveSmallIntegerField(
        default=1, validators=_AT_LEAST_ONE, verbose_name=_("medical sign-offs for a source edition")
    )
    medical_for_translation = models.PositiveSmallIntegerField(
        default=1, validators=_AT_LEAST_ONE, verbose_name=_("medical sign-offs for a translation")
    )
    language_for_translation = models.PositiveSmallIntegerField(
        default=1, validators=_AT_LEAST_ONE, verbose_name=_("language sign-offs for a translation")
    )
    review_interval_months = models.PositiveSmallIntegerField(
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        verbose_name=_("months between full reviews"),
    )
    grace_days = models.PositiveSmallIntegerField(
        default=14,
        validators=[MaxValueValidator(365)],
        verbose_name=_("days of grace for translations"),
        help_text=_(
            "How long after a change of meaning in the source readers of an outdated translation are told of it. "
            "Of a change for safety they are told at once."
        ),
    )
    safety_takes_down = models.BooleanField(
        default=False,
        verbose_name=_("a change for safety takes outdated translations down"),
        help_text=_("Instead of showing them with a notice. They come back with new sign-offs."),
    )
    reports_kept_months = models.PositiveSmallIntegerField(
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        verbose_name=_("months to keep closed reader reports"),
        help_text=_("Counted from the day they were answered or closed. After that, “manage.py purge_feedback” deletes them."),
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("medical_for_source"), FieldPanel("medical_for_translation"), FieldPanel("language_for_translation")],
            heading=_("Sign-offs, each by another person"),
            help_text=_("Raising a number does not take anything down; it holds from the next publication on."),
        ),
        FieldPanel("review_interval_months"),
        MultiFieldPanel([FieldPanel("grace_days"), FieldPanel("safety_takes_down")], heading=_("When the source changes")),
        FieldPanel("reports_kept_months"),
    ]

    class Meta:
        verbose_name = _("review policy")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(medical_for_source__gte=1, medical_for_translation__gte=1, language_for_translation__gte=1),
                name="policy_never_below_one",
            )
        ]

    @classmethod
    def in_force(cls) -> Policy:
        """The site's policy, or the default one where none was ever saved. Never writes."""
        return (cls.objects.first() or cls()).as_rules()

    def as_rules(self) -> Policy:
        return Policy(
            medical_for_source=self.medical_for_source,
            medical_for_translation=self.medical_for_translation,
            language_for_translation=self.language_for_translation,
            review_interval_months=self.review_interval_months,
            grace_days=self.grace_days,
            safety_takes_down=self.safety_takes_down,
        )
