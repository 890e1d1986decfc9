"""How often somebody may try to prove who they are. Counted on the database: several processes and machines share it, and a
restart forgets nothing.

Three counts, none of which lets anybody lock out somebody else by guessing at their name: by name and address; by address; and
by name from all *unknown* addresses. An address is known to a name from which it proved itself within `KNOWN_FOR`. Unknown
names are counted like others, so answers are equal. At most four queries each, however many rows there are.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from articles.models import ProofAttempt

from .network import network_of

Kind = ProofAttempt.Kind
KNOWN_FOR: Final = timedelta(days=30)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rules:
    """How many failures are borne: of one name from one address and from one address in all, within `pause`; of one name
    from all unknown addresses, within a day."""

    by_both: int
    by_address: int
    by_name: int
    pause: timedelta = timedelta(minutes=15)


#: A clinic's people share one address. Codes of six digits of which three are good at a time: 50 a day are a chance of 1:6,600,
#: for somebody who has the password already.
RULES: Final = {
    Kind.PASSWORD: Rules(by_both=5, by_address=50, by_name=100),
    Kind.CODE: Rules(by_both=5, by_address=50, by_name=50),
    Kind.SIGNING: Rules(by_both=5, by_address=50, by_name=50),
    Kind.RESET: Rules(by_both=3, by_address=20, by_name=10, pause=timedelta(hours=1)),
}


class TooManyAttemptsError(Exception):
    """`minutes` says how long to wait at most."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes

    def __str__(self) -> str:
        sentence = ngettext(
            "Too many attempts. Try again in %(count)d minute.",
            "Too many attempts. Try again in %(count)d minutes.",
            self.minutes,
        )
        return sentence % {"count": self.minutes}


def begin(kind: Kind, name: str, address: str) -> ProofAttempt:
    """Counts an attempt as failed until `succeed` is called: several at once count, too. Raises TooManyAttemptsError where the
    limit is reached; such an attempt is not kept, so whoever goes on trying neither fills the table nor prolongs the pause."""
    now, rules = timezone.now(), RULES[kind]
    ProofAttempt.objects.filter(Q(succeeded=False, at__lt=now - _DAY) | Q(succeeded=True, at__lt=now - KNOWN_FOR)).delete()
    attempt = ProofAttempt.objects.create(kind=kind, name=_name_hash(name), address=_address_hash(address), at=now)
    if _is_too_many(attempt, rules, now):
        attempt.delete()
        raise TooManyAttemptsError(int(rules.pause.total_seconds()) // 60)
    return attempt


def succeed(attempt: ProofAttempt) -> None:
    """Takes back what failed before of this name from this address, which is known to it from now on."""
    ProofAttempt.objects.filter(kind=attempt.kind, name=attempt.name, address=attempt.address).exclude(pk=attempt.pk).delete()
    attempt.succeeded = True
    attempt.save(update_fields=["succeeded"])


def forget(attempt: ProofAttempt) -> None:
    """Takes an attempt back that was none: nothing was given to be tried."""
    attempt.delete()


def is_paused(kind: Kind, name: str, address: str) -> TooManyAttemptsError | None:
    """What `begin` would raise now. Counts nothing."""
    now, rules = timezone.now(), RULES[kind]
    attempt = ProofAttempt(pk=0, kind=kind, name=_name_hash(name), address=_address_hash(address))
    return TooManyAttemptsError(int(rules.pause.total_seconds()) // 60) if _is_too_many(attempt, rules, now, more=1) else None


def _is_too_many(attempt: ProofAttempt, rules: Rules, now: datetime, more: int = 0) -> bool:
    failed, lately = Q(succeeded=False), Q(at__gte=now - rules.pause)
    named, from_here = Q(name=attempt.name), Q(address=attempt.address)
    counts = ProofAttempt.objects.filter(named | from_here, kind=attempt.kind).aggregate(
        of_both=Count("pk", filter=failed & lately & named & from_here),
        of_address=Count("pk", filter=failed & lately & from_here),
        of_name=Count("pk", filter=failed & named),
        of_known=Count("pk", filter=named & from_here & Q(succeeded=True)),
    )
    limits = [(counts["of_both"], rules.by_both), (counts["of_address"], rules.by_address)]
    if not counts["of_known"]:
        limits.append((counts["of_name"], rules.by_name))
    return any(count + more > most for count, most in limits)


def _name_hash(name: str) -> str:
    return _hash("name", unicodedata.normalize("NFKC", name).casefold().strip())


def _address_hash(address: str) -> str:
    return _hash("address", network_of(address))


def _hash(what: str, value: str) -> str:
    return salted_hmac(f"articles.attempts.{what}", value, algorithm="sha256").hexdigest()[:32]
