"""Reviewers as readers meet them: a page about each, and the list of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from articles import queries
from articles.domain.signoffs import Meaning
from articles.models import ReviewerProfile

from .frame import address_in
from .paging import Paging, paging
from .review import day_of

PAGE_SIZE = 20
MAY_SIGN_TEXTS: Final = {
    Meaning.MEDICAL: _("the medical content of an article"),
    Meaning.LANGUAGE: _("a translation against its source"),
}


@dataclass(frozen=True, slots=True)
class ReviewedEditionView:
    title: str
    address: str
    on: date


@dataclass(frozen=True, slots=True)
class ReviewerView:
    """`profile` is for the tags that show a text in the reader's language, or the one that stands in."""

    profile: ReviewerProfile
    name: str
    languages: list[str]
    may_sign: list[str]
    #: Whether they may sign today.
    active: bool
    editions: list[ReviewedEditionView]
    paging: Paging


@dataclass(frozen=True, slots=True)
class ReviewerCard:
    profile: ReviewerProfile
    address: str


@dataclass(frozen=True, slots=True)
class ReviewersView:
    reviewers: list[ReviewerCard]


def reviewer_view(request: HttpRequest, profile: ReviewerProfile, language: str) -> ReviewerView:
    """The reviewer, and the public editions in this language that they reviewed. Two queries."""
    found = queries.editions_reviewed_by(profile.user_id, language) if profile.user_id else []
    number = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return ReviewerView(
        profile=profile,
        name=str(profile),
        languages=[str(get_language_info(code)["name_translated"]) for code in profile.languages],
        may_sign=[str(text) for meaning, text in MAY_SIGN_TEXTS.items() if meaning in profile.competences],
        active=profile.qualification().is_valid(timezone.localdate()),
        editions=[_edition(request, edition) for edition in number.object_list],
        paging=paging(number),
    )


def reviewers_view(language: str) -> ReviewersView:
    """All reviewers, by name. One query."""
    cards = [ReviewerCard(profile, address_in(language, "reviewer", key=profile.key)) for profile in queries.public_reviewers()]
    return ReviewersView(sorted(cards, key=lambda card: str(card.profile).casefold()))


def _edition(request: HttpRequest, edition: Any) -> ReviewedEditionView:
    return ReviewedEditionView(edition.page.title, edition.page.get_url(request) or "", day_of(edition.review.last))
