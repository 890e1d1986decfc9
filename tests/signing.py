"""Sign-offs for tests that are not about signing: written into the ledger as its own service writes them, by nobody real.

Tests of signing itself go through `articles.services.signing`, as people do.
"""

from __future__ import annotations

from collections.abc import Iterable

from articles.domain.signoffs import EntryKind, Meaning, Scope, Severity
from articles.models import ArticlePage, LedgerEntry, Reviewed, User, VocabularyEntry, reviewed_edition, reviewed_languages
from articles.services import ledger

#: Accounts that exist in the ledger alone. No test's own account gets such a number.
SIGNERS = {
    Meaning.MEDICAL: User(pk=900_000_001, username="invented-physician", first_name="Ada", last_name="Invented"),
    Meaning.LANGUAGE: User(pk=900_000_002, username="invented-linguist", first_name="Lin", last_name="Invented"),
}


def sign_off_text(
    *texts: Reviewed, scope: Scope = Scope.FULL, severity: Severity = Severity.MEANING, comment: str = ""
) -> list[LedgerEntry]:
    """All sign-offs that exactly these texts need under the default policy."""
    return ledger.append(*(act for text in texts for act in _acts(text, scope, severity, comment)))


def _acts(text: Reviewed, scope: Scope, severity: Severity, comment: str) -> Iterable[ledger.Act]:
    meanings = [Meaning.LANGUAGE, Meaning.MEDICAL] if text.is_translation else [Meaning.MEDICAL]
    for meaning in meanings:
        yield ledger.Act(
            EntryKind.SIGN_OFF,
            text,
            SIGNERS[meaning],
            comment=comment,
            meaning=meaning,
            scope=scope,
            severity=severity,
            completes=meaning is meanings[-1],
        )


def signed_off(page: ArticlePage, **how: object) -> ArticlePage:
    """The edition, with all sign-offs for the words that this object holds."""
    sign_off_text(reviewed_edition(page), **how)  # type: ignore[arg-type]
    return page


def sign_off_entry(entry: VocabularyEntry, languages: Iterable[str] | None = None) -> VocabularyEntry:
    """The entry, with all sign-offs for the words that this object holds, in these languages or in all that it carries."""
    texts = [text for text in reviewed_languages(entry) if languages is None or text.language in set(languages)]
    if texts and entry.needs_sign_off:
        sign_off_text(*texts)
    return entry
