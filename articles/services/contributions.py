"""Keeping who wrote what, so that nobody signs their own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.log_actions import get_active_log_context
from wagtail.models import Revision

from articles.models import (
    ArticlePage,
    Contribution,
    Reviewed,
    User,
    VocabularyEntry,
    reviewed_edition,
    reviewed_languages,
    subject_of,
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
    known = _last_known(item)
    changed = [text for text in texts_of(item) if text.digest != known.get(text.language)]
    at_work = person_at_work()
    if person := revision.user_id or (at_work and at_work.pk):
        Contribution.objects.bulk_create(_contribution(text, person) for text in changed)
    return changed


def person_at_work() -> User | None:
    """Whose request this is. Wagtail saves some revisions without a name: the first one of a copy for translation."""
    user = get_active_log_context().user
    return user if isinstance(user, User) else None


def record_submission(text: Reviewed, by: User) -> None:
    """Whoever submits a text answers for it and does not sign it."""
    _contribution(text, by.pk).save()


def _contribution(text: Reviewed, user: int) -> Contribution:
    return Contribution(subject=text.subject, language=text.language, user=user, digest=text.digest)


def _last_known(item: ArticlePage | VocabularyEntry) -> dict[str, str]:
    """The digests of the words before this change, by language: of the last contribution, else of what is live."""
    row = type(item).objects.filter(pk=item.pk, live=True).first()
    live = {text.language: text.digest for text in texts_of(row)} if row else {}
    contributed = Contribution.objects.filter(subject=subject_of(item)).order_by("at", "pk")
    return {**live, **dict(contributed.values_list("language", "digest"))}
