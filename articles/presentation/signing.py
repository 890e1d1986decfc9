"""Where sign-offs stand, in words for those who edit: of an edition, and of an entry language by language."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _

from articles import queries
from articles.domain.signoffs import Meaning
from articles.models import (
    ArticlePage,
    ReviewPolicy,
    ReviewRequest,
    VocabularyEntry,
    reviewed_edition,
    reviewed_languages,
    subject_of,
)
from articles.models.signing_words import describe_missing_signatures

from .languages import LanguageLabel, language_label


class Standing(StrEnum):
    """What readers of a language meet."""

    PUBLIC = "public"
    CHANGE_WAITS = "change_waits"
    SIGNED = "signed"
    WAITS = "waits"
    NOT_SIGNED = "not_signed"


@dataclass(frozen=True, slots=True)
class LanguageStanding:
    language: LanguageLabel
    standing: Standing
    sentence: str


def standings(draft: VocabularyEntry) -> list[LanguageStanding]:
    """Each language that the draft is written in. `draft` holds what was last saved. Four queries."""
    texts = list(reviewed_languages(draft))
    records = queries.records(text.place for text in texts)
    policy, public = ReviewPolicy.in_force(), _public_languages(draft)
    waiting = set(ReviewRequest.objects.filter(subject=subject_of(draft), outcome="").values_list("language", flat=True))
    found = []
    for text in texts:
        missing = queries.missing_for(text, records[text.place], policy)
        standing = _standing(text.language, signed=not missing, public=public, waiting=waiting)
        sentence = " ".join([_words(standing), *describe_missing_signatures(missing)])
        found.append(LanguageStanding(language_label(text.language), standing, sentence))
    return found


def _public_languages(draft: VocabularyEntry) -> list[str]:
    """As stored: a draft keeps the list of when it was saved."""
    row = type(draft).objects.filter(pk=draft.pk, live=True).values_list("signed_languages", flat=True).first()
    return row or []


def _standing(language: str, *, signed: bool, public: Collection[str], waiting: Collection[str]) -> Standing:
    if language in public:
        return Standing.PUBLIC if signed else Standing.CHANGE_WAITS
    if signed:
        return Standing.SIGNED
    return Standing.WAITS if language in waiting else Standing.NOT_SIGNED


def _words(standing: Standing) -> str:
    match standing:
        case Standing.PUBLIC:
            return _("Readers see exactly this text.")
        case Standing.CHANGE_WAITS:
            return _("Readers see the text that was signed before. This change waits for review.")
        case Standing.SIGNED:
            return _("Signed, and not public yet.")
        case Standing.WAITS:
            return _("Readers do not see it yet. It waits for review.")
        case Standing.NOT_SIGNED:
            return _("Readers do not see it, and no review of it is open. A change that you save opens one.")


@dataclass(frozen=True, slots=True)
class EditionStanding:
    """Where an edition's sign-off stands, and where on the desk it is worked on."""

    signed: bool
    sentences: list[str]
    address: str


def edition_standing(draft: ArticlePage) -> EditionStanding:
    """`draft` holds what was last saved. Three queries, and one where it has pictures."""
    text = reviewed_edition(draft)
    missing = queries.missing_for(text, queries.record(text.place), ReviewPolicy.in_force())
    request = ReviewRequest.objects.filter(page=draft.pk, outcome="").first()
    address = reverse("review_desk:text", args=[request.pk]) if request else reverse("review_desk:queue")
    return EditionStanding(not missing, [_step(draft, missing, request), *describe_missing_signatures(missing)], address)


def _step(draft: ArticlePage, missing: Mapping[Meaning, int], request: ReviewRequest | None) -> str:
    if missing:
        return _("It is under review.") if request else _("A medical review is still needed. Submit it when it is ready.")
    if draft.live and not draft.has_unpublished_changes:
        return _("Readers see exactly this text, with all its sign-offs.")
    return _("It has all its sign-offs. It can be published as it stands; a change to its words needs new ones.")
