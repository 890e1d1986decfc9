"""What stands between a public form and a flood: signed tokens that are used once, and limits by the hour.

Nothing here reaches the database or a log. An address is known for one day, as a keyed hash in the cache `feedback`. The
key is made of SECRET_KEY, which the cache does not hold, and of a random part, which nothing but the cache holds and which
is gone at the latest a day after its own day; so the cache does not say who wrote, and without that part nobody can tell
later, with SECRET_KEY either. Whoever has both while they last can try out addresses. Where several processes have caches
of their own, each counts for itself; what they let through still meets the ceilings of `receiving`, which are the
database's.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.core import signing
from django.core.cache import caches
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.services.network import network_of

_SALT: Final = "articles.feedback"
_HOUR, _DAY = 3600, 86_400


class Form(StrEnum):
    REPORT = "report"
    VOTE = "vote"


class Problem(StrEnum):
    """What may be wrong with a token."""

    MISSING = "missing"
    TOO_OLD = "too_old"
    TOO_YOUNG = "too_young"


class TokenError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Rules:
    """Seconds that a form must and may be open; and how many are taken in an hour from one address, about one edition, and
    in all. One address may be a clinic's or a village's."""

    youngest: int
    oldest: int
    from_address: int
    about_edition: int
    in_all: int


RULES: Final = {
    Form.REPORT: Rules(youngest=3, oldest=_DAY, from_address=10, about_edition=60, in_all=300),
    Form.VOTE: Rules(youngest=1, oldest=_HOUR, from_address=30, about_edition=1000, in_all=3000),
}


# --- Tokens ----------------------------------------------------------------------------------------------------------


def issue_token(form: Form, edition: int) -> str:
    """A token for one form about one edition, good for one use."""
    value = {"form": form.value, "edition": edition, "once": secrets.token_urlsafe(12), "at": _now()}
    return signing.dumps(value, salt=_SALT)


def read_token(token: str, form: Form, edition: int) -> str:
    """What the token is told apart by. Raises TokenError unless it is ours, for this form and edition, and of the right age."""
    try:
        value = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise TokenError(Problem.MISSING) from None
    if (value["form"], value["edition"]) != (form.value, edition):
        raise TokenError(Problem.MISSING)
    age, rules = _now() - value["at"], RULES[form]
    if age > rules.oldest:
        raise TokenError(Problem.TOO_OLD)
    if age < rules.youngest:
        raise TokenError(Problem.TOO_YOUNG)
    once: str = value["once"]
    return once


def use(once: str, content: str) -> bool:
    """Marks a token as used for this content. False if it was used before: then `was_used_for` says whether for the same."""
    return bool(caches["feedback"].add(f"once:{once}", content, timeout=_DAY))


def was_used_for(once: str, content: str) -> bool:
    """Whether the same was sent twice, as by a double click."""
    return bool(caches["feedback"].get(f"once:{once}") == content)


# --- Limits ----------------------------------------------------------------------------------------------------------


def admit(form: Form, edition: int, address: str) -> int:
    """Counts one and gives 0; or, where a limit of this hour is reached, how many seconds to wait for the next.

    The limit on all comes first, so that a flood from many addresses fills no cache.
    """
    rules, hour = RULES[form], _now() // _HOUR
    limits = (
        (f"all:{form}:{hour}", rules.in_all),
        (f"edition:{form}:{edition}:{hour}", rules.about_edition),
        (f"address:{form}:{address_hash(address)}:{hour}", rules.from_address),
    )
    cache = caches["feedback"]
    if any(cache.get(key, 0) >= most for key, most in limits):
        return _HOUR - _now() % _HOUR
    for key, _most in limits:
        if not cache.add(key, 1, timeout=_HOUR):
            cache.incr(key)
    return 0


def address_hash(address: str) -> str:
    """An address as it is known today. Of version 6 the network counts: a household has billions of addresses."""
    day = _now() // _DAY
    secret = caches["feedback"].get_or_set(f"secret:{day}", lambda: secrets.token_hex(32), timeout=_DAY)
    return salted_hmac(f"{_SALT}.address:{secret}", network_of(address), algorithm="sha256").hexdigest()[:32]


def _now() -> int:
    return int(timezone.now().timestamp())
