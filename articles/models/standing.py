"""Which sign-offs of a text stand, and which are missing.

Beside the ledger rather than among the queries, because permissions ask it too: whether somebody may publish an edition
depends on its sign-offs as much as on the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from articles.domain.review_record import ReviewRecord
from articles.domain.signoffs import Meaning, Policy, Signature, missing_signatures

from .ledger import LedgerEntry
from .reviewed import Reviewed

#: A text in the ledger's words: its subject and its language.
Place = tuple[str, str]
#: All acts about one text, and what stands after them.
Record = ReviewRecord[LedgerEntry]


def acts() -> QuerySet[LedgerEntry]:
    """Entries of the ledger, oldest first, without the content that each carries."""
    return LedgerEntry.objects.defer("content", "checklist").order_by("sequence")


def record(place: Place) -> Record:
    """All that the ledger says of one text. One query."""
    subject, language = place
    return ReviewRecord(acts().filter(subject=subject, language=language))


def signatures(record: Record, digest: str) -> list[Signature]:
    """The sign-offs of these words that stand, as the rules count them."""
    return _counted(record.sign_offs(digest))


def _counted(sign_offs: Iterable[LedgerEntry]) -> list[Signature]:
    return [Signature(act.signer, Meaning(act.meaning)) for act in sign_offs if act.signer is not None]


@dataclass(frozen=True, slots=True)
class AtHand:
    """What a review of these words asks for now, and which sign-offs count for it.

    Where nothing is missing already, and a complete review stands, it is a renewal: everybody reads the whole text again, and
    only the sign-offs since that review count.
    """

    required: Mapping[Meaning, int]
    signatures: list[Signature]
    is_renewal: bool

    @property
    def missing(self) -> dict[Meaning, int]:
        return missing_signatures(self.required, self.signatures)


def review_at_hand(record: Record, digest: str, required: Mapping[Meaning, int]) -> AtHand:
    given = signatures(record, digest)
    again = None if missing_signatures(required, given) else record.since_review(digest)
    return AtHand(required, given if again is None else _counted(again), again is not None)


def missing_for(reviewed: Reviewed, record: Record, policy: Policy) -> dict[Meaning, int]:
    """How many sign-offs of each meaning these words lack under the policy; empty when they may be public."""
    return missing_signatures(policy.requirements(is_translation=reviewed.is_translation), signatures(record, reviewed.digest))


def may_stay_public(reviewed: Reviewed, record: Record) -> bool:
    """Whether a complete review of exactly these words stands, under whatever policy was in force then."""
    return any(review.last.digest == reviewed.digest for review in record.reviews())


def may_be_public(reviewed: Reviewed, record: Record, policy: Policy) -> bool:
    """Whether readers may see these words: all sign-offs stand, of today's policy or of the one that was in force then."""
    return not missing_for(reviewed, record, policy) or may_stay_public(reviewed, record)
