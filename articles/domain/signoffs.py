"""Sign-off: what is required, what is missing, and who may sign what. Nobody is exempt; roles and superusers are unknown here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Meaning(StrEnum):
    """What a sign-off states: medically right for readers in this language, or a true and natural translation."""

    MEDICAL = "medical"
    LANGUAGE = "language"


class Scope(StrEnum):
    """Whether the signer read the whole edition or only what changed; or the whole of it once more, of which nothing had changed
    since its review. Only a sign-off of changes does not move the date of the last review."""

    FULL = "full"
    CHANGES = "changes"
    RENEWAL = "renewal"


class Severity(StrEnum):
    """What the change means for readers and for translations made from an older text."""

    EDITORIAL = "editorial"
    MEANING = "meaning"
    SAFETY = "safety"


class EntryKind(StrEnum):
    """What a ledger entry records."""

    SIGN_OFF = "sign_off"
    REFUSAL = "refusal"
    WITHDRAWAL = "withdrawal"
    TAKE_DOWN = "take_down"


class WhyNot(StrEnum):
    """Why a person may not sign."""

    NO_PROFILE = "no_profile"
    PROFILE_NOT_VALID = "profile_not_valid"
    LACKS_COMPETENCE = "lacks_competence"
    DOES_NOT_READ_LANGUAGE = "does_not_read_language"
    DOES_NOT_READ_SOURCE = "does_not_read_source"
    CONTRIBUTOR = "contributor"
    SIGNED_ALREADY = "signed_already"
    SIGNED_OTHER_MEANING = "signed_other_meaning"
    NOT_REQUIRED = "not_required"


@dataclass(frozen=True, slots=True)
class Policy:
    """How many different people must sign, by meaning, how long a full review holds (months), how many days after a change of
    meaning in the source readers of a translation are told, and whether one for safety takes outdated translations down."""

    medical_for_source: int = 1
    medical_for_translation: int = 1
    language_for_translation: int = 1
    review_interval_months: int = 24
    grace_days: int = 14
    safety_takes_down: bool = False

    def requirements(self, *, is_translation: bool) -> dict[Meaning, int]:
        """How many sign-offs of each meaning an edition needs. A source edition has no original to be compared with."""
        if not is_translation:
            return {Meaning.MEDICAL: self.medical_for_source}
        return {Meaning.MEDICAL: self.medical_for_translation, Meaning.LANGUAGE: self.language_for_translation}


@dataclass(frozen=True, slots=True)
class Signature:
    """A sign-off that counts: who signed what about the digest at hand, and was not withdrawn."""

    signer: int
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Signer:
    """A person as the rules see them. `qualified` is None where there is no reviewer profile."""

    user: int
    qualification: Qualification | None


@dataclass(frozen=True, slots=True)
class Qualification:
    """What a reviewer profile says of its holder. Dates are inclusive; None means without limit."""

    languages: Collection[str]
    competences: Collection[Meaning]
    valid_from: date | None = None
    valid_until: date | None = None
    active: bool = True

    def is_valid(self, today: date) -> bool:
        return (
            self.active
            and (self.valid_from is None or self.valid_from <= today)
            and (self.valid_until is None or today <= self.valid_until)
        )


@dataclass(frozen=True, slots=True)
class UnderReview:
    """What is to be signed: its language, its source's language (None for a source), who wrote it, who signed it already."""

    language: str
    source_language: str | None
    contributors: Collection[int]
    signatures: Collection[Signature] = field(default_factory=tuple)

    @property
    def is_translation(self) -> bool:
        return self.source_language is not None


def missing_signatures(required: Mapping[Meaning, int], signatures: Iterable[Signature]) -> dict[Meaning, int]:
    """How many sign-offs of each meaning are still missing; empty when the sign-off is complete.

    One person counts once for one meaning, and for one meaning only.
    """
    signers: dict[Meaning, set[int]] = {meaning: set() for meaning in Meaning}
    counted: set[int] = set()
    for signature in signatures:
        if signature.signer not in counted:
            counted.add(signature.signer)
            signers[signature.meaning].add(signature.signer)
    return {meaning: count - len(signers[meaning]) for meaning, count in required.items() if len(signers[meaning]) < count}


def why_not(signer: Signer, item: UnderReview, meaning: Meaning, policy: Policy, today: date) -> list[WhyNot]:
    """Every reason why this person may not give this sign-off today; empty if they may."""
    reasons = _qualification_problems(signer.qualification, item, meaning, today)
    if signer.user in item.contributors:
        reasons.append(WhyNot.CONTRIBUTOR)
    own = [signature.meaning for signature in item.signatures if signature.signer == signer.user]
    if meaning in own:
        reasons.append(WhyNot.SIGNED_ALREADY)
    elif own:
        reasons.append(WhyNot.SIGNED_OTHER_MEANING)
    if not policy.requirements(is_translation=item.is_translation).get(meaning):
        reasons.append(WhyNot.NOT_REQUIRED)
    return reasons


def _qualification_problems(
    qualification: Qualification | None, item: UnderReview, meaning: Meaning, today: date
) -> list[WhyNot]:
    if qualification is None:
        return [WhyNot.NO_PROFILE]
    reasons = []
    if not qualification.is_valid(today):
        reasons.append(WhyNot.PROFILE_NOT_VALID)
    if meaning not in qualification.competences:
        reasons.append(WhyNot.LACKS_COMPETENCE)
    if item.language not in qualification.languages:
        reasons.append(WhyNot.DOES_NOT_READ_LANGUAGE)
    if meaning is Meaning.LANGUAGE and item.source_language not in (None, *qualification.languages):
        reasons.append(WhyNot.DOES_NOT_READ_SOURCE)
    return reasons
