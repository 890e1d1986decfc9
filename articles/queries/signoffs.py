"""What the ledger says of a text: which sign-offs stand, which are missing, and who wrote it since the last complete review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from articles.domain.review_record import ReviewRecord
from articles.domain.signoffs import Meaning, Policy, Signature, Signer, UnderReview, WhyNot, missing_signatures, why_not
from articles.models import (
    ArticlePage,
    AtHand,
    Contribution,
    LedgerEntry,
    Place,
    Record,
    Reviewed,
    ReviewerProfile,
    ReviewPolicy,
    User,
    VocabularyEntry,
    acts,
    missing_for,
    review_at_hand,
)

#: The kinds of vocabulary that need sign-offs, by the name that the ledger knows them by.
SIGNED_VOCABULARY: Mapping[str, type[VocabularyEntry]] = {
    model.__name__.lower(): model for model in VocabularyEntry.__subclasses__() if model.needs_sign_off
}


def records(places: Iterable[Place]) -> Mapping[Place, Record]:
    """The records of many texts, by text; an empty one for a text that nobody ever signed. One query."""
    wanted = set(places)
    found: dict[Place, list[LedgerEntry]] = defaultdict(list)
    for act in acts().filter(subject__in={subject for subject, _language in wanted}):
        found[act.subject, act.language].append(act)
    return {place: ReviewRecord(found.get(place, [])) for place in wanted}


def records_of_words(texts: Iterable[Reviewed]) -> Mapping[Place, Record]:
    """The records of many texts, reduced to the acts about exactly their present words: enough to tell whether these may be
    public, however long the texts' history is. One query."""
    texts = list(texts)
    found: dict[tuple[Place, str], list[LedgerEntry]] = defaultdict(list)
    named = {text.subject for text in texts}
    for act in acts().filter(subject__in=named, digest__in={text.digest for text in texts}):
        found[(act.subject, act.language), act.digest].append(act)
    places = {(text.subject, text.language): text.digest for text in texts}
    return {place: ReviewRecord(found.get((place, digest), [])) for place, digest in places.items()}


@dataclass(frozen=True)
class ReviewState:
    """Where the review of one text stands."""

    reviewed: Reviewed
    record: Record
    policy: Policy
    contributors: frozenset[int]

    @cached_property
    def missing(self) -> dict[Meaning, int]:
        return missing_for(self.reviewed, self.record, self.policy)

    @cached_property
    def at_hand(self) -> AtHand:
        """What the review of these words asks for now, which may be one more of words that lack nothing."""
        required = self.policy.requirements(is_translation=self.reviewed.is_translation)
        return review_at_hand(self.record, self.reviewed.digest, required)

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @cached_property
    def sign_offs(self) -> list[LedgerEntry]:
        """The sign-offs of exactly these words that stand."""
        return self.record.sign_offs(self.reviewed.digest)

    @cached_property
    def last_review(self) -> LedgerEntry | None:
        """The entry that completed the last review that stands, of whatever words: what a change is measured against."""
        reviews = self.record.reviews()
        return reviews[-1].last if reviews else None

    def completes_with(self, meaning: Meaning, person: int) -> bool:
        """Whether nothing would be missing any more with this person's sign-off."""
        return not missing_signatures(self.at_hand.required, [*self.at_hand.signatures, Signature(person, meaning)])

    def under_review(self) -> UnderReview:
        return UnderReview(
            language=self.reviewed.language,
            source_language=self.reviewed.source_language,
            contributors=self.contributors,
            signatures=self.at_hand.signatures,
        )

    def why_not(self, person: Signer, meaning: Meaning, today: date) -> list[WhyNot]:
        """Every reason why this person may not give this sign-off today; empty if they may."""
        return why_not(person, self.under_review(), meaning, self.policy, today)


def review_state(reviewed: Reviewed) -> ReviewState:
    """Three queries."""
    return review_states([reviewed])[reviewed.place]


def review_states(texts: Collection[Reviewed]) -> dict[Place, ReviewState]:
    """Where the reviews of many texts stand, by text. Three queries."""
    policy, of_texts = ReviewPolicy.in_force(), records(text.place for text in texts)
    people = contributors_of({text.place: text.digest for text in texts}, of_texts)
    return {text.place: ReviewState(text, of_texts[text.place], policy, people[text.place]) for text in texts}


def contributors(reviewed: Reviewed, record: Record) -> frozenset[int]:
    """Those of one text. One query."""
    return contributors_of({reviewed.place: reviewed.digest}, {reviewed.place: record})[reviewed.place]


def contributors_of(digests: Mapping[Place, str], records: Mapping[Place, Record]) -> dict[Place, frozenset[int]]:
    """Everyone who changed or submitted each text since its last complete review that stands, and whoever ever wrote exactly
    these words: a review that another person has completed does not make them somebody else's. One query."""
    since = {place: reviews[-1].last.at for place in digests if (reviews := records[place].reviews())}
    found: dict[Place, set[int]] = {place: set() for place in digests}
    rows = Contribution.objects.filter(subject__in={subject for subject, _language in digests})
    for subject, language, user, digest, at in rows.values_list("subject", "language", "user", "digest", "at"):
        place = (subject, language)
        if place in found and (place not in since or at > since[place] or digest == digests[place]):
            found[place].add(user)
    return {place: frozenset(people) for place, people in found.items()}


def signer(user: User) -> Signer:
    """A person as the rules of sign-off see them. One query."""
    profile = ReviewerProfile.objects.filter(user=user).first()
    return Signer(user.pk, profile.qualification() if profile else None)


def able_to_sign(state: ReviewState) -> list[ReviewerProfile]:
    """Those who could give one of the missing sign-offs today. One query."""
    today = timezone.localdate()
    return [
        profile
        for profile in reviewers()
        if profile.user_id is not None
        and any(
            not state.why_not(Signer(profile.user_id, profile.qualification()), meaning, today)
            for meaning in state.at_hand.missing
        )
    ]


def reviewers() -> QuerySet[ReviewerProfile]:
    """The published profiles of people with an account. The rules decide what each may sign."""
    return ReviewerProfile.objects.filter(live=True, user__is_active=True).select_related("user")


def edition_of(subject: str, language: str) -> ArticlePage | None:
    """The edition that the ledger calls by this name, if it exists."""
    key = article_key(subject)
    if key is None:
        return None
    editions = ArticlePage.objects.filter(translation_key=key, locale__language_code=language)
    return editions.select_related("locale").first()


def article_key(subject: str) -> UUID | None:
    """What joins the editions of the article that the ledger calls by this name; None if it is no article's."""
    kind, _colon, key = subject.partition(":")
    try:
        return UUID(key) if kind == "article" else None
    except ValueError:
        return None


def entry_of(subject: str) -> VocabularyEntry | None:
    """The vocabulary entry that the ledger calls by this name, if it exists."""
    kind, _colon, key = subject.partition(":")
    model = SIGNED_VOCABULARY.get(kind)
    return model.objects.filter(key=key).first() if model else None
