"""The demonstration's accounts: one for each role, all with one random password that is kept on this machine alone."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured

from articles.models import User
from articles.services.translators import group_name


@dataclass(frozen=True, slots=True)
class Account:
    username: str
    groups: tuple[str, ...]
    superuser: bool = False


#: The translator writes in every language but the source's.
_TRANSLATORS = tuple(group_name(code) for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


ACCOUNTS = (
    Account("administrator", (), superuser=True),
    Account("editor", ("Editors",)),
    Account("translator", _TRANSLATORS),
    Account("reviewer", ("Medical reviewers",)),
    Account("language-reviewer", ("Medical reviewers",)),
)


def refuse_outside_demonstrations() -> None:
    """Raises ImproperlyConfigured unless these settings allow demonstrations. Production's never do."""
    if not settings.DEMONSTRATION_ALLOWED:
        raise ImproperlyConfigured("The demonstration is refused: these settings are for production.")


def demonstration_password() -> str:
    """This machine's password for all demonstration accounts, made at first use and readable by its owner alone."""
    refuse_outside_demonstrations()
    path = Path(settings.DATA_DIR) / "demonstration-password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(12), encoding="ascii")
    return path.read_text(encoding="ascii")


def ensure_accounts(password: str) -> dict[str, User]:
    """The accounts by name. Makes those that are missing and gives each this password; changes nothing else of theirs."""
    refuse_outside_demonstrations()
    return {account.username: _ensure(account, password) for account in ACCOUNTS}


def _ensure(account: Account, password: str) -> User:
    user, created = User.objects.get_or_create(
        username=account.username,
        defaults={
            "email": f"{account.username}@demonstration.invalid",
            "first_name": account.username.capitalize(),
            "last_name": "(demonstration)",
            "is_superuser": account.superuser,
            "is_staff": account.superuser,
            "demonstration": True,
        },
    )
    if created:
        user.groups.add(*(Group.objects.get(name=name) for name in account.groups))
    if user.demonstration and not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    return user
