"""What waits for one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from articles.domain.signoffs import Signer, UnderReview, missing_signatures, why_not
from articles.models import Contribution, Place, Record, ReviewPolicy, ReviewRequest, User, signatures
from articles.models.reviewed import SOURCE_LANGUAGE

from .signoffs import records, signer


def waiting_for(user: User) -> list[ReviewRequest]:
    """The open requests that were given to a person, or of which they could sign something today. Five queries at most."""
    person = signer(user)
    languages = list(person.qualification.languages) if person.qualification else []
    requests = list(ReviewRequest.objects.filter(Q(language__in=languages) | Q(assignee=user), outcome=""))
    if not requests:
        return []
    of_texts = records((request.subject, request.language) for request in requests)
    contributed = _contributions(user)
    policy, today = ReviewPolicy.in_force(), timezone.localdate()

    def could_sign(request: ReviewRequest) -> bool:
        place = (request.subject, request.language)
        text = _under_review(request, of_texts[place], person, contributed[place])
        missing = missing_signatures(policy.requirements(is_translation=text.is_translation), text.signatures)
        return any(not why_not(person, text, meaning, policy, today) for meaning in missing)

    return [request for request in requests if request.assignee_id == user.pk or could_sign(request)]


def _contributions(user: User) -> Mapping[Place, list[datetime]]:
    """When the person changed or submitted texts that wait."""
    found: dict[Place, list[datetime]] = defaultdict(list)
    waiting = ReviewRequest.objects.filter(outcome="").values("subject")
    rows = Contribution.objects.filter(user=user.pk, subject__in=waiting)
    for subject, language, at in rows.values_list("subject", "language", "at"):
        found[subject, language].append(at)
    return found


def _under_review(request: ReviewRequest, record: Record, person: Signer, contributed: list[datetime]) -> UnderReview:
    """What waits, as the rules see it, as far as it concerns this person: other contributors are left out."""
    reviews = record.reviews()
    since = reviews[-1].last.at if reviews else None
    wrote = any(since is None or at > since for at in contributed)
    return UnderReview(
        language=request.language,
        source_language=None if request.language == SOURCE_LANGUAGE else SOURCE_LANGUAGE,
        contributors={person.user} if wrote else set(),
        signatures=signatures(record, request.digest),
    )
