"""People who work on texts, and what they do to them, through the same services as on the review desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core import mail
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState

from articles.domain.checklist import QUESTIONS
from articles.domain.signoffs import Meaning, Scope, Severity
from articles.models import (
    ArticlePage,
    Contribution,
    LedgerEntry,
    Notice,
    ReviewerProfile,
    ReviewPolicy,
    ReviewRequest,
    SiteSettings,
    User,
    VocabularyEntry,
    reviewed_edition,
    reviewed_languages,
)
from articles.services import reviews, signing
from articles.services.reauthentication import Presence, Proof, confirm
from tests.factories import LANGUAGES, PASSWORD, make_article, make_editor, make_reviewer, set_default_disclaimer


def make_signer(
    *, meanings: Iterable[Meaning] = tuple(Meaning), languages: Iterable[str] = LANGUAGES, live: bool = True, **fields: Any
) -> User:
    """A reviewer with a profile that is good for these sign-offs in these languages."""
    user = make_reviewer()
    competences = [meaning.value for meaning in meanings]
    names = {"name_en": f"Dr {user.username}", "credentials_en": "MD", "specialty_en": "Knees"}
    profile = {"competences": competences, "languages": list(languages), "live": live, **names, **fields}
    ReviewerProfile.objects.create(key=user.username, user=user, **profile)
    return user


def present(user: User) -> Presence:
    return confirm(user, Proof(PASSWORD))


def statement(meaning: Meaning = Meaning.MEDICAL, **values: Any) -> signing.Statement:
    """One that answers every question of the checklist with yes."""
    answers = {question.value: True for question in QUESTIONS[meaning]}
    how = {"scope": Scope.FULL, "severity": Severity.MEANING, "checklist": answers, **values}
    return signing.Statement(meaning=meaning, **how)


def ensure_disclaimer() -> None:
    """The site's, signed under whatever policy is in force."""
    if not SiteSettings.objects.filter(default_disclaimer__isnull=False).exists():
        set_default_disclaimer()


def require(**policy: int) -> None:
    """Sets the review policy. What is public already, as the site's disclaimer is, stays so."""
    ensure_disclaimer()
    ReviewPolicy.objects.update_or_create(defaults=policy)


def drafted(**fields: Any) -> tuple[ArticlePage, User]:
    """A draft by an editor that is complete, and that editor."""
    ensure_disclaimer()
    page = make_article(live=False, **fields)
    editor = make_editor()
    page.save_revision(user=editor)
    return stored(page), editor


def submitted(**fields: Any) -> tuple[ArticlePage, User]:
    """A draft that its editor has submitted for review."""
    page, editor = drafted(**fields)
    reviews.submit(page, editor)
    return stored(page), editor


def edit(page: ArticlePage, by: User, **values: Any) -> ArticlePage:
    """Changes the latest draft, as the editor's form does."""
    draft = stored(page).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(user=by)
    return stored(page)


def sign(page: ArticlePage, signer: User, meaning: Meaning = Meaning.MEDICAL, **values: Any) -> LedgerEntry:
    """Signs the latest draft as it stands."""
    digest = latest_digest(page)
    return signing.sign(page, statement(meaning, **values), signer=signer, presence=present(signer), digest=digest)


def sign_languages(
    entry: VocabularyEntry, signer: User, languages: Iterable[str], meaning: Meaning = Meaning.MEDICAL
) -> list[LedgerEntry]:
    """Signs the latest draft of an entry in these languages."""
    texts = {
        text.language: text.digest
        for text in reviewed_languages(type(entry).objects.get(pk=entry.pk).get_latest_revision_as_object())
    }
    digests = {language: texts[language] for language in languages}
    return signing.sign_entry(entry, statement(meaning), signer=signer, presence=present(signer), digests=digests)


def latest_digest(page: ArticlePage) -> str:
    return reviewed_edition(stored(page).get_latest_revision_as_object()).digest


def stored(page: ArticlePage) -> ArticlePage:
    """The page as the database holds it."""
    return ArticlePage.objects.select_related("locale").get(pk=page.pk)


def open_request(page: ArticlePage) -> ReviewRequest | None:
    return ReviewRequest.objects.filter(page=page, outcome=ReviewRequest.Outcome.OPEN).first()


def traces() -> dict[str, list[dict[str, Any]]]:
    """Everything that an act about a sign-off may leave behind. Equal before and after a refused one."""
    kept = [LedgerEntry, ReviewRequest, Notice, Contribution, TaskState, WorkflowState, Revision, ArticlePage, PageLogEntry]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in kept} | {"mail": list(mail.outbox)}
