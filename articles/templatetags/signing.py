"""What the editor's panels say of sign-offs. The panels belong to the models, which know nothing of how things are shown."""

from __future__ import annotations

from typing import Any

from django import template

from articles.models import ArticlePage
from articles.permissions import can_see_desk
from articles.presentation.desk.checks import Check, checks_of_draft
from articles.presentation.signing import EditionStanding, edition_standing

register = template.Library()


@register.simple_tag
def sign_off_of(edition: ArticlePage) -> EditionStanding:
    """Where the sign-off of the draft in the form stands."""
    return edition_standing(edition)


@register.simple_tag
def checks_of(edition: ArticlePage) -> list[Check]:
    """What the automatic checks say of the draft in the form."""
    return checks_of_draft(edition)


@register.filter
def sees_desk(person: Any) -> bool:
    return can_see_desk(person)
