"""Showing once more who one is, right before signing: an open session on an unattended screen signs nothing."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import ProofAttempt, User
from articles.models.signing_words import ReauthenticationError

from . import attempts, second_factor, staff_sessions


@dataclass(frozen=True, slots=True)
class Presence:
    """That this person gave their password just now, and their second factor now or lately. Made by `confirm` alone."""

    user: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody gives to show who they are. `code` is of their app, or a recovery code; `proven_at` is when they last
    showed a second factor in this session, in seconds of the epoch."""

    password: str
    code: str = ""
    proven_at: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for beside the password, and whether a passkey does as well as a code."""

    code: bool = False
    passkey: bool = False


def asked(user: User, proven_at: int | None) -> Asked:
    """One query at most."""
    if staff_sessions.is_recent(proven_at):
        return Asked()
    factors = second_factor.factors_of(user)
    return Asked(code=bool(factors) or second_factor.is_required(), passkey=Authenticator.Type.WEBAUTHN in factors)


def confirm(user: User, proof: Proof) -> Presence:
    """Raises ReauthenticationError for a wrong password or code, an inactive account, or too many attempts. Its `code` says
    what was wrong: `password`, `code`, `no_factor` or `too_many_attempts`."""
    try:
        attempt = attempts.begin(attempts.Kind.SIGNING, user.get_username(), proof.address)
    except attempts.TooManyAttemptsError as error:
        raise ReauthenticationError(_pause(error.minutes), code="too_many_attempts") from None
    if not user.is_active or not user.check_password(proof.password):
        raise ReauthenticationError(_("This is not your password. Nothing was signed."), code="password")
    if asked(user, proof.proven_at).code:
        _use_code(user, proof.code.strip(), attempt)
    attempts.succeed(attempt)
    return Presence(user.pk)


def _use_code(user: User, code: str, attempt: ProofAttempt) -> None:
    """The password was right. What is only missing counts as no attempt."""
    if not second_factor.has_factor(user):
        attempts.forget(attempt)
        raise ReauthenticationError(
            _("Your account has no second factor, and signing needs one. Nothing was signed."), code="no_factor"
        )
    if not code:
        attempts.forget(attempt)
        raise ReauthenticationError(_("Enter a code, or confirm with your passkey. Nothing was signed."), code="code")
    if second_factor.use_code(user, code) is None:
        raise ReauthenticationError(
            _("This code is wrong, or was used before. Wait for the next one. Nothing was signed."), code="code"
        )


def _pause(minutes: int) -> str:
    return ngettext(
        "Too many wrong passwords. Try again in %(count)d minute. Nothing was signed.",
        "Too many wrong passwords. Try again in %(count)d minutes. Nothing was signed.",
        minutes,
    ) % {"count": minutes}
