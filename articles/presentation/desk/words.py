"""Names that all screens of the desk use."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles.domain.signoffs import Meaning
from articles.models import User


def language_name(code: str) -> str:
    """A language of the site, in the language of the person at the screen."""
    return str(dict(settings.LANGUAGES).get(code, code))


def person_name(user: User | None) -> str:
    return (user.get_full_name() or user.get_username()) if user else _("an account that was deleted")


def meaning_name(meaning: Meaning) -> str:
    match meaning:
        case Meaning.MEDICAL:
            return pgettext("kind of sign-off", "Medical")
        case Meaning.LANGUAGE:
            return pgettext("kind of sign-off", "Language")


def missing_in_short(missing: Mapping[Meaning, int]) -> list[str]:
    """Which sign-offs are missing, a few words each."""
    return [
        {
            Meaning.MEDICAL: ngettext("%(count)d medical sign-off", "%(count)d medical sign-offs", count),
            Meaning.LANGUAGE: ngettext("%(count)d language sign-off", "%(count)d language sign-offs", count),
        }[meaning]
        % {"count": count}
        for meaning, count in missing.items()
    ]
