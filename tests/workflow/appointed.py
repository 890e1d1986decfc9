"""Reviewers, and the acts of theirs that go through the services as on the review desk."""

from __future__ import annotations

from collections.abc import Collection

from articles.domain.checklist import QUESTIONS
from articles.domain.signoffs import Meaning
from articles.models import ArticlePage, LedgerEntry, ReviewerProfile, User, reviewed_edition
from articles.services import signing
from articles.services.reauthentication import Proof, confirm
from tests.factories import PASSWORD, make_reviewer


def qualified(
    user: User | None = None, *, languages: Collection[str] = ("en",), meanings: Collection[Meaning] = tuple(Meaning)
) -> User:
    """A person (a new reviewer, unless given) whose profile lets them sign."""
    user = user or make_reviewer()
    ReviewerProfile.objects.create(
        key=f"profile-{user.pk}", user=user, live=True, name_en=f"Reviewer {user.pk}",
        competences=list(meanings), languages=list(languages),
    )  # fmt: skip
    return user


def sign(page: ArticlePage, by: User, meaning: Meaning = Meaning.MEDICAL) -> LedgerEntry:
    """The sign-off of the latest draft, as the desk asks for it. Raises what the desk would show."""
    digest = reviewed_edition(page.get_latest_revision_as_object()).digest
    answers = {question.value: True for question in QUESTIONS[meaning]}
    statement = signing.Statement(meaning, answers)
    return signing.sign(page, statement, signer=by, presence=confirm(by, Proof(PASSWORD)), digest=digest)
