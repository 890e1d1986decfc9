"""Articles and entries in the states that a sign-off can leave them in, for tests of what the admin offers then."""

from __future__ import annotations

from typing import Any

from articles.models import ArticlePage, User, VocabularyEntry
from articles.services import reviews
from tests.factories import make_article, set_default_disclaimer
from tests.signing import sign_off_entry, signed_off


def unsigned_draft(**fields: Any) -> ArticlePage:
    """Complete, saved, and signed by nobody."""
    set_default_disclaimer()
    page = make_article(live=False, **fields)
    page.save_revision()
    return fresh(page)


def signed_draft(**fields: Any) -> ArticlePage:
    """Not live, and its latest draft has all its sign-offs."""
    page = unsigned_draft(**fields)
    signed_off(page.get_latest_revision_as_object())
    return page


def under_review(by: User, **fields: Any) -> ArticlePage:
    page = unsigned_draft(**fields)
    reviews.submit(page, by)
    return fresh(page)


def live_with_unsigned_draft(**fields: Any) -> ArticlePage:
    """Readers see what was signed; a newer draft was not."""
    page = make_article(**fields)
    page.tldr = "Nobody has signed this."
    page.save_revision()
    return fresh(page)


def draft_of_entry(entry: VocabularyEntry, *, signed: bool, **changes: Any) -> VocabularyEntry:
    """The entry with a newer draft, signed in all its languages or not at all."""
    for name, value in changes.items():
        setattr(entry, name, value)
    entry.save_revision()
    draft: VocabularyEntry = entry.get_latest_revision_as_object()
    if signed:
        sign_off_entry(draft)
    return draft


def fresh(page: ArticlePage) -> ArticlePage:
    stored: ArticlePage = ArticlePage.objects.get(pk=page.pk)
    return stored
