"""Reviewers, and editions with a past: signed by known people at known times, published or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from articles.domain.signoffs import EntryKind, Meaning, Scope, Severity
from articles.models import ArticlePage, LedgerEntry, ReviewerProfile, SiteSettings, User, reviewed_edition
from articles.services import ledger
from tests.factories import LANGUAGES, make_article, make_user, set_default_disclaimer
from tests.signing import SIGNERS

HOSTILE = """'"><script>alert(1)</script><img src=x onerror=alert(1)>"""


@contextmanager
def at(year: int, month: int = 1, day: int = 1) -> Iterator[None]:
    """Whatever is signed and published inside happens at nine on that day."""
    with patch("django.utils.timezone.now", return_value=datetime(year, month, day, 9, tzinfo=UTC)):
        yield


def make_profile(user: User | None = None, key: str = "ada", *, live: bool = True, **fields: Any) -> ReviewerProfile:
    """A reviewer's profile, in English unless fields say otherwise."""
    known = {
        "name_en": "Ada Marble",
        "credentials_en": "MD",
        "specialty_en": "Elbows",
        "languages": LANGUAGES,
        "competences": [meaning.value for meaning in Meaning],
    }
    profile = ReviewerProfile(user=user, key=key, live=live, **{**known, **fields})
    profile.save()
    return profile


def reviewer(key: str = "ada", **fields: Any) -> User:
    """An account with a published profile."""
    account = make_user()
    make_profile(account, key, **{"name_en": f"Name of {key}", "credentials_en": f"Degree of {key}", **fields})
    return account


def sign(
    page: ArticlePage,
    *,
    medical: User = SIGNERS[Meaning.MEDICAL],
    language: User = SIGNERS[Meaning.LANGUAGE],
    scope: Scope = Scope.FULL,
    severity: Severity = Severity.MEANING,
    comment: str = "",
    complete: bool = True,
) -> LedgerEntry:
    """All sign-offs of the words that this object holds; of them only the first, and so no complete review, if not `complete`.
    Gives the last entry."""
    text = reviewed_edition(page)
    people = [(Meaning.LANGUAGE, language)] if text.is_translation else []
    people += [(Meaning.MEDICAL, medical)] if complete or not text.is_translation else []
    acts = [
        ledger.Act(
            EntryKind.SIGN_OFF,
            text,
            person,
            comment=comment,
            meaning=meaning,
            scope=scope,
            severity=severity,
            completes=complete and meaning is Meaning.MEDICAL,
        )
        for meaning, person in people
    ]
    return ledger.append(*acts)[-1]


def withdraw(entry: LedgerEntry, page: ArticlePage, reason: str = "I was wrong.") -> LedgerEntry:
    """Of the words that the page holds now."""
    by = User(pk=entry.signer, first_name=entry.signer_name)
    return ledger.append(ledger.Act(EntryKind.WITHDRAWAL, reviewed_edition(page), by, comment=reason, withdraws=entry.sequence))[
        0
    ]


def act(page: ArticlePage, kind: EntryKind, by: User, comment: str) -> LedgerEntry:
    return ledger.append(ledger.Act(kind, reviewed_edition(page), by, comment=comment))[0]


def draft(page: ArticlePage, **fields: Any) -> ArticlePage:
    """A newer draft of an edition, with some fields replaced; blocks may be given as a list."""
    latest = page.get_latest_revision() or page.save_revision()
    edition: ArticlePage = latest.as_object()
    for name, value in fields.items():
        setattr(edition, name, json.dumps(value) if isinstance(value, list) else value)
    return edition.save_revision().as_object()


def revise(page: ArticlePage, fields: dict[str, Any] | None = None, **how: Any) -> LedgerEntry:
    """Changes fields, has them signed, and publishes; gives the entry that completed the review."""
    edition = draft(page, **({"tldr": f"{page.tldr} Changed."} if fields is None else fields))
    entry = sign(edition, **how)
    edition.get_latest_revision().publish()
    page.refresh_from_db()
    return entry


def make_signed_article(language: str = "en", *, signed: dict[str, Any] | None = None, **fields: Any) -> ArticlePage:
    """A live edition whose first review was given by these people."""
    if not SiteSettings.objects.filter(default_disclaimer__isnull=False).exists():
        set_default_disclaimer()
    page = make_article(language, live=False, **fields)
    revise(page, {}, **(signed or {}))
    return page
