"""What a person has beside the password: an authenticator app, passkeys, recovery codes (django-allauth's models).

Everybody with an account needs one, whatever their rights: accounts exist for those who write, sign, publish or administer;
rights change more often than anybody looks at doors; and a rule without exceptions has no gap between them.
"""

from __future__ import annotations

import base64
import logging
import secrets
import time
from typing import Final

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, override
from wagtail.log_actions import log

from articles.models import User
from articles.models.signing_words import ReasonMissingError

#: In Wagtail's log.
ADDED: Final = "articles.second_factor.added"
REMOVED: Final = "articles.second_factor.removed"
RENEWED: Final = "articles.second_factor.codes_renewed"
RESET: Final = "articles.second_factor.reset"

#: Recovery codes alone are none: they stand in for one that is lost.
FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

_logger = logging.getLogger(__name__)


def is_required() -> bool:
    """Whether everybody needs one. Where demonstrations are not allowed no setting relaxes it."""
    return bool(settings.SECOND_FACTOR_REQUIRED or not settings.DEMONSTRATION_ALLOWED)


def factors_of(user: User) -> set[str]:
    """The kinds that an account has, recovery codes included. One query."""
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def has_factor(user: User) -> bool:
    """One query."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


# --- Codes -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def use_code(user: User, code: str) -> Authenticator | None:
    """Takes a code of the person's app or one of their recovery codes. Each is good once: for all processes, for ever.

    None if it is not good. A code of the app counts as used together with all before it (RFC 6238, section 5.2).
    """
    rows = Authenticator.objects.select_for_update().filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN)
    for row in rows.order_by("-type"):
        if row.type == Authenticator.Type.TOTP:
            step = matching_step(decrypt(row.data["secret"]), code)
            if step and step > row.data.get("last_step", 0):
                mark_used(row, step)
                return row
        elif row.wrap().validate_code(code):
            row.refresh_from_db()
            return row
    return None


def matching_step(secret: str, code: str) -> int | None:
    """The step of time that the code belongs to, if that is now."""
    steps = yield_hotp_counters_from_time()
    return next(
        (step for step in steps if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))), None
    )


def mark_used(row: Authenticator, step: int) -> None:
    row.data["last_step"] = step
    row.save(update_fields=["data"])


# --- At rest ---------------------------------------------------------------------------------------------------------


def encrypt(secret: str) -> str:
    """As it is kept in the database, so that a copy of the database makes no codes."""
    return _cipher().encrypt(secret.encode()).decode()


def decrypt(kept: str) -> str:
    """Where SECRET_KEY was changed without SECRET_KEY_FALLBACKS, a secret that nobody knows: no code is good then."""
    try:
        return _cipher().decrypt(kept.encode()).decode()
    except InvalidToken:
        _logger.error("A second factor cannot be read: SECRET_KEY was changed. Set SECRET_KEY_FALLBACKS, or reset the factor.")
        return base64.b32encode(secrets.token_bytes(20)).decode()


def _cipher() -> MultiFernet:
    keys = (salted_hmac("articles.second_factor", "", secret=key, algorithm="sha256").digest() for key in _keys())
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


# --- Changes ---------------------------------------------------------------------------------------------------------


def tell_of_change(user: User, action: str, *, by: User | None = None, reason: str = "") -> None:
    """Writes it into the log and to the person. Mail that cannot be sent is logged, and changes nothing."""
    log(instance=user, action=action, user=by or user, data={"reason": reason} if reason else None)
    if not user.email:
        return
    with override(_language_of(user)):
        subject = gettext("The second factor of your account was changed")
        body = gettext(
            "The second factor of your account “%(name)s” at %(site)s was changed.\n\nIf that was not you, tell an administrator at once."
        ) % {"name": user.get_username(), "site": settings.WAGTAILADMIN_BASE_URL}
        try:
            send_mail(subject, body, None, [user.email])
        except OSError:
            _logger.exception("Nobody was told of a changed second factor: mail is not sent.")


@transaction.atomic
def reset(user: User, *, by: User, reason: str) -> None:
    """Takes all factors of a colleague away, who lost them, and ends their sessions. At the next login they set up new ones.

    Who may do so is for the caller to check. Raises ReasonMissingError.
    """
    if not reason.strip():
        raise ReasonMissingError
    Authenticator.objects.filter(user=user).delete()
    user.end_sessions()
    tell_of_change(user, RESET, by=by, reason=reason.strip())


def _language_of(user: User) -> str:
    profile = getattr(user, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE


def now() -> int:
    return int(time.time())
