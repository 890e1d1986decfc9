"""Writing into the ledger of sign-offs: the one place where an entry is made, numbered, and chained to the last."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from articles.domain.basis import compared_digests
from articles.domain.ledger import GENESIS, entry_hash
from articles.domain.signoffs import EntryKind, Meaning, Scope, Severity
from articles.models import LedgerEntry, Reviewed, ReviewerProfile, SourceEdition, User, record
from articles.models.locking import lock_ledger
from articles.models.reviewed import SOURCE_LANGUAGE

from . import audit


@dataclass(frozen=True, slots=True)
class Act:
    """What a person did about one text."""

    kind: EntryKind
    reviewed: Reviewed
    by: User | None
    comment: str = ""
    meaning: Meaning | None = None
    scope: Scope | None = None
    severity: Severity | None = None
    checklist: Mapping[str, object] = field(default_factory=dict)
    completes: bool = False
    withdraws: int | None = None


def keys() -> dict[str, bytes]:
    """The ledger's keys by name, the newest first. Raises ImproperlyConfigured where there is none."""
    if not settings.LEDGER_KEYS:
        raise ImproperlyConfigured("Set LEDGER_KEYS to NAME:KEY, so that the ledger of sign-offs can be chained.")
    return {name: key.encode() for name, key in settings.LEDGER_KEYS.items()}


@transaction.atomic
def append(*acts: Act) -> list[LedgerEntry]:
    """Writes acts into the ledger, in order: all of them or none."""
    lock_ledger()
    last = LedgerEntry.objects.order_by("-sequence").values_list("sequence", "entry_hash").first()
    sequence, previous = last or (0, GENESIS)
    key_id, key = next(iter(keys().items()))
    profiles = _profiles(acts)
    now = timezone.now()
    entries = []
    for act in acts:
        sequence += 1
        entry = _entry(act, profiles.get(act.by.pk) if act.by else None, now)
        entry.sequence, entry.previous_hash, entry.key_id = sequence, previous, key_id
        previous = entry.entry_hash = entry_hash(key, previous, entry.hashed_values())
        entries.append(entry)
    written = LedgerEntry.objects.bulk_create(entries)
    # What is drawn from the ledger follows it, whatever somebody may have done to either behind the other's back.
    SourceEdition.objects.bulk_create(
        _source_editions(acts, written),
        update_conflicts=True,
        unique_fields=["sequence"],
        update_fields=["subject", "digest", "sections", "severity", "at", "published_at"],
    )
    audit.mirror_ledger(written)
    return written


def _source_editions(acts: tuple[Act, ...], entries: list[LedgerEntry]) -> Iterator[SourceEdition]:
    """What translations are measured against from now on, where these entries completed the review of a source."""
    for act, entry in zip(acts, entries, strict=True):
        if entry.completes and entry.language == SOURCE_LANGUAGE:
            yield SourceEdition(
                sequence=entry.sequence,
                subject=entry.subject,
                digest=entry.digest,
                sections=compared_digests(act.reviewed.content),
                severity=next(
                    review.severity
                    for review in record((entry.subject, entry.language)).ever
                    if review.last.sequence == entry.sequence
                ),
                at=entry.at,
            )


def _profiles(acts: tuple[Act, ...]) -> dict[int, ReviewerProfile]:
    people = {act.by.pk for act in acts if act.by}
    return {profile.user_id: profile for profile in ReviewerProfile.objects.filter(user__in=people) if profile.user_id}


def _entry(act: Act, profile: ReviewerProfile | None, now: datetime) -> LedgerEntry:
    language = act.reviewed.language
    name = profile.localized("name", language) if profile else None
    credentials = profile.localized("credentials", language) if profile else None
    return LedgerEntry(
        kind=act.kind,
        subject=act.reviewed.subject,
        language=language,
        title=act.reviewed.title[:255],
        digest=act.reviewed.digest,
        content=json.dumps(act.reviewed.content, ensure_ascii=False),
        meaning=act.meaning or "",
        scope=act.scope or "",
        severity=act.severity or "",
        checklist=json.dumps(dict(act.checklist), ensure_ascii=False),
        comment=act.comment,
        completes=act.completes,
        withdraws=act.withdraws,
        signer=act.by.pk if act.by else None,
        signer_name=name.text if name else (act.by.get_full_name() or act.by.get_username() if act.by else ""),
        signer_credentials=credentials.text if credentials else "",
        at=now.astimezone(UTC),
    )
