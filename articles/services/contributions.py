"""Keeping who wrote what, so that nobody signs their own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.models import Revision

from articles.models import (
    ArticlePage,
    Contribution,
    Reviewed,
    User,
    VocabularyEntry,
    reviewed_edition,
    reviewed_languages,
)


def is_signed_kind(model: type[Any] | None) -> bool:
    """Whether objects of this model need sign-offs."""
    if model is None:
        return False
    return model is ArticlePage or (issubclass(model, VocabularyEntry) and model.needs_sign_off)


def texts_of(item: ArticlePage | VocabularyEntry) -> Iterator[Reviewed]:
    """What is signed of it: an edition is one text, an entry one for each language."""
    if isinstance(item, ArticlePage):
        yield reviewed_edition(item)
    else:
        yield from reviewed_languages(item)


def record_revision(revision: Revision) -> list[Reviewed]:
    """Keeps whoever saved this revision as a contributor to each text that it changed. Gives those texts.

    Called whenever a revision is saved; autosave writes the latest one again in place, with other words in it.
    """
    if not is_signed_kind(revision.content_type.model_class()):
        return []
    item = revision.as_object()
    changed = [text for text in texts_of(item) if text.digest != _last_known(text, item)]
    if revision.user_id:
        Contribution.objects.bulk_create(_contribution(text, revision.user_id) for text in changed)
    return changed


def record_submission(text: Reviewed, by: User) -> None:
    """Whoever submits a text answers for it and does not sign it."""
    _contribution(text, by.pk).save()


def _contribution(text: Reviewed, user: int) -> Contribution:
    return Contribution(subject=text.subject, language=text.language, user=user, digest=text.digest)


def _last_known(text: Reviewed, item: ArticlePage | VocabularyEntry) -> str | None:
    """The words before this change: those of the last contribution, else those that are kept live."""
    rows = Contribution.objects.filter(subject=text.subject, language=text.language).order_by("-at", "-pk")
    if digest := rows.values_list("digest", flat=True).first():
        return digest
    row = type(item).objects.filter(pk=item.pk, live=True).first()
    return next((kept.digest for kept in texts_of(row) if kept.language == text.language), None) if row else None
