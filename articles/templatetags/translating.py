"""What the panels beside a translation's fields show. The panels belong to the models, which know nothing of how it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models.declaring import confirm_field, in_step_field, in_step_reason_field
from articles.presentation.translating.findings import FindingView
from articles.presentation.translating.screen import Beside, TranslationScreen, translation_screen

register = template.Library()


@register.simple_tag
def screen_of(form: Any) -> TranslationScreen | None:
    """What stands beside the fields of this form, worked out once for all its panels."""
    if form.screen is None:
        form.screen = translation_screen(form.instance)
    screen: TranslationScreen | None = form.screen
    return screen


@register.filter
def section(screen: TranslationScreen, key: str) -> Beside:
    return screen.sections[key]


@register.filter
def in_step(form: Any, key: str) -> BoundField:
    return _field(form, in_step_field(key))


@register.filter
def in_step_reason(form: Any, key: str) -> BoundField:
    return _field(form, in_step_reason_field(key))


@register.filter
def confirmation(form: Any, key: str) -> BoundField:
    return _field(form, confirm_field(key))


def _field(form: Any, name: str) -> BoundField:
    field: BoundField = form[name]
    return field


@register.filter
def justification(form: Any, finding: FindingView) -> BoundField | None:
    """The field that justifies a finding, where one was posted or kept."""
    return _field(form, finding.field) if finding.field in form.fields else None


@register.filter
def in_short(findings: Sequence[FindingView]) -> str:
    """How many findings there are, as a sentence."""
    if not findings:
        return _("They found nothing.")
    blocking = sum(finding.is_open for finding in findings)
    found = ngettext("%(count)d finding.", "%(count)d findings.", len(findings)) % {"count": len(findings)}
    if not blocking:
        return found
    wanted = ngettext("Correct or justify %(count)d of them.", "Correct or justify %(count)d of them.", blocking)
    return f"{found} {wanted % {'count': blocking}}"
