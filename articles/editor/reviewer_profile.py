"""The form of a reviewer's profile: what a person may sign is said by somebody else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from articles.models import ReviewerProfile, User
from articles.models.ledger import MEANING_NAMES
from articles.permissions import is_own_profile


class ReviewerProfileForm(WagtailAdminModelForm):
    competences = forms.MultipleChoiceField(
        choices=[(meaning.value, name) for meaning, name in MEANING_NAMES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("May sign"),
        help_text=gettext_lazy(
            "Medical: that it is right. Language: that a translation is true and natural. Tick what this person is qualified for."
        ),
    )
    languages = forms.MultipleChoiceField(
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Languages read"),
        help_text=gettext_lazy("The languages in which this person can judge a medical text."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned_data: dict[str, Any] = super().clean()
        self._validate_dates(cleaned_data)
        self._validate_somebody_else(cleaned_data.get("user"))
        return cleaned_data

    def _validate_dates(self, cleaned_data: dict[str, Any]) -> None:
        begins, ends = cleaned_data.get("valid_from"), cleaned_data.get("valid_until")
        if begins and ends and ends < begins:
            self.add_error("valid_until", _("The last day is before the first. Choose the first day or a later one."))

    def _validate_somebody_else(self, chosen: User | None) -> None:
        """Superusers, too: who could qualify themselves could sign anything. The stored profile counts, not what was posted."""
        stored = ReviewerProfile.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        if (stored and is_own_profile(self.for_user, stored)) or (chosen is not None and chosen == self.for_user):
            raise ValidationError(
                _("This is your own profile. Nobody states their own qualification: ask another administrator to change it."),
                code="own_profile",
            )
