"""Sign-off in words: what is missing, why somebody may not sign, and the errors that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.domain.checklist import Question
from articles.domain.signoffs import Meaning, WhyNot

QUESTION_TEXTS = {
    Question.FACTS: gettext_lazy("What it says is right, and agrees with current evidence."),
    Question.NUMBERS: gettext_lazy("Every number, dose and unit is right."),
    Question.SOURCES: gettext_lazy("The references support what cites them."),
    Question.SAFETY: gettext_lazy("Nobody who acts on it comes to harm; it says when to get help."),
    Question.PLAIN: gettext_lazy("A worried reader without medical training will understand it rightly."),
    Question.ACCURATE: gettext_lazy("It says what the source says: nothing added, nothing weakened."),
    Question.COMPLETE: gettext_lazy("Nothing is left out, and nothing is left in the source language."),
    Question.NATURAL: gettext_lazy("It reads as if it had been written in this language."),
    Question.DOSES: gettext_lazy("Numbers, units and names of medicines are as they are written here."),
}

WHY_NOT_TEXTS = {
    WhyNot.NO_PROFILE: gettext_lazy("You have no reviewer profile. An administrator makes one and links it to your account."),
    WhyNot.PROFILE_NOT_VALID: gettext_lazy("Your reviewer profile is not valid today. Ask an administrator to renew it."),
    WhyNot.LACKS_COMPETENCE: gettext_lazy("Your reviewer profile does not name this kind of sign-off."),
    WhyNot.DOES_NOT_READ_LANGUAGE: gettext_lazy("Your reviewer profile does not list this language."),
    WhyNot.DOES_NOT_READ_SOURCE: gettext_lazy(
        "Your reviewer profile does not list the source language, with which a translation is compared."
    ),
    WhyNot.CONTRIBUTOR: gettext_lazy("You wrote, changed or submitted this text. Nobody signs their own words."),
    WhyNot.SIGNED_ALREADY: gettext_lazy("You have signed this text already."),
    WhyNot.SIGNED_OTHER_MEANING: gettext_lazy("You gave this text its other sign-off. The two come from different people."),
    WhyNot.NOT_REQUIRED: gettext_lazy("This text needs no such sign-off."),
}


def describe_missing_signatures(missing: Mapping[Meaning, int]) -> list[str]:
    """Which sign-offs are missing, a sentence each."""
    return [_missing(meaning, count) for meaning, count in missing.items()]


def _missing(meaning: Meaning, count: int) -> str:
    match meaning:
        case Meaning.MEDICAL:
            text = ngettext(
                "%(count)d medical sign-off of exactly this text is missing.",
                "%(count)d medical sign-offs of exactly this text are missing.",
                count,
            )
        case Meaning.LANGUAGE:
            text = ngettext(
                "%(count)d language sign-off of exactly this text is missing.",
                "%(count)d language sign-offs of exactly this text are missing.",
                count,
            )
    return text % {"count": count}


class GateError(ValidationError):
    """Something was about to go live that nobody has signed. `reason` is for programs, `subject` for the way to the desk."""

    def __init__(self, title: str, sentences: list[str], *, reason: str = "not_signed_off") -> None:
        self.title = title
        self.reason = reason
        super().__init__({NON_FIELD_ERRORS: sentences}, code=reason)  # by field: Wagtail's API actions ask for that


class SigningError(ValidationError):
    """An act about a sign-off was refused, and nothing of it was kept. Its message is for the person who acted."""


class TextChangedError(SigningError):
    """The text is no longer the one that was on the screen."""

    def __init__(self) -> None:
        super().__init__(_("The text changed while you were reading. Nothing was signed. Look at what changed."), code="changed")


class MayNotSignError(SigningError):
    """The person may not give this sign-off. `reasons` are the rules' own."""

    def __init__(self, reasons: Iterable[WhyNot]) -> None:
        self.reasons = list(reasons)
        super().__init__([str(WHY_NOT_TEXTS[reason]) for reason in self.reasons], code="may_not_sign")


class NotUnderReviewError(SigningError):
    """Nobody submitted the text, or its review has ended."""

    def __init__(self) -> None:
        super().__init__(
            _("This text is not under review. Somebody who edits it has to submit it first."), code="not_under_review"
        )


class SourceMissingError(SigningError):
    """A translation was prepared ahead of its source, or has to follow it first."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, code="source_missing")


class UnexplainedDifferenceError(SigningError):
    """A number of the source differs in the translation, and nobody has said why."""

    def __init__(self, sentences: Iterable[str]) -> None:
        super().__init__(list(sentences), code="unexplained")


class ChecklistError(SigningError):
    """Questions of the checklist are open."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self.questions = list(questions)
        super().__init__(
            _("Every point of the checklist must hold before you sign. If one does not, request changes."), code="checklist"
        )


class ScopeError(SigningError):
    """There is no earlier review that a sign-off of changes alone could rest on."""

    def __init__(self) -> None:
        super().__init__(
            _("This text has never been reviewed as a whole, so a sign-off must cover the whole edition."), code="scope"
        )


class ReasonMissingError(SigningError):
    """An act that needs a reason came without one."""

    def __init__(self) -> None:
        super().__init__(_("Say why: the people who wrote it need to know."), code="reason")


class ReauthenticationError(SigningError):
    """Whoever sits at the screen did not show that they are the signer."""
