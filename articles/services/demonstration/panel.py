"""The demonstration's reviewers at work. They are invented, and have no other way to sign than anybody: with a password,
a text on the screen, and the rules in force."""

from __future__ import annotations

from collections.abc import Mapping

from articles.domain.checklist import QUESTIONS
from articles.domain.signoffs import Meaning, Severity
from articles.models import ArticlePage, User, VocabularyEntry, reviewed_edition, reviewed_languages
from articles.services import reauthentication, reviews, signing
from articles.services.reauthentication import Proof

from . import content


class Panel:
    """The reviewers by what they sign."""

    def __init__(self, reviewers: Mapping[Meaning, User], password: str) -> None:
        self._reviewers = reviewers
        self._presences = {
            meaning: reauthentication.confirm(reviewer, Proof(password)) for meaning, reviewer in reviewers.items()
        }

    def sign_article(self, page: ArticlePage, *, submitted_by: User, severity: Severity = Severity.MEANING) -> None:
        """Submits the latest draft of an edition and gives every sign-off that it needs; with the last one it is live.

        `severity` is how grave the change is to those who had read the words before.
        """
        reviews.submit(page, submitted_by)
        text = reviewed_edition(page.get_latest_revision_as_object())
        for meaning in _needed(text.is_translation):
            signing.sign(
                page,
                _statement(meaning, text.language, severity),
                signer=self._reviewers[meaning],
                presence=self._presences[meaning],
                digest=text.digest,
            )
        page.refresh_from_db()

    def sign_entry(self, entry: VocabularyEntry) -> None:
        """Gives every sign-off that the latest draft of an entry needs, in every language that it carries."""
        texts = list(reviewed_languages(entry.get_latest_revision_as_object()))
        for meaning in (Meaning.LANGUAGE, Meaning.MEDICAL):
            digests = {text.language: text.digest for text in texts if meaning in _needed(text.is_translation)}
            signing.sign_entry(
                entry,
                _statement(meaning, content.SOURCE),
                signer=self._reviewers[meaning],
                presence=self._presences[meaning],
                digests=digests,
            )
        entry.refresh_from_db()


def _needed(is_translation: bool) -> list[Meaning]:
    return [Meaning.LANGUAGE, Meaning.MEDICAL] if is_translation else [Meaning.MEDICAL]


def _statement(meaning: Meaning, language: str, severity: Severity = Severity.MEANING) -> signing.Statement:
    return signing.Statement(
        meaning,
        severity=severity,
        checklist={question.value: True for question in QUESTIONS[meaning]},
        comment=content.texts(language)["sign_off"]["comment"],
    )
