"""System checks: conventions of this project that code alone does not enforce."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags
from django.core.checks import Warning as CheckWarning
from django.core.checks import register as register_check
from django.db import DatabaseError

from articles.services.leaflets import DEBIAN_PACKAGES, can_print
from articles.services.machine_translation import EngineError, configured_engine, is_configured

_CONTACT: Final = re.compile(r"(mailto:[^\s@,]+@[^\s@,]+|https://[^\s,]+|tel:\+?[0-9().-]+)")


def check_languages(**_kwargs: Any) -> list[CheckMessage]:
    """Pages, vocabulary and interface must agree on the languages."""
    codes = [code for code, _name in settings.LANGUAGES]
    errors: list[CheckMessage] = []
    if list(settings.MODELTRANSLATION_LANGUAGES) != codes:
        errors.append(
            Error(
                "MODELTRANSLATION_LANGUAGES differs from LANGUAGES.",
                hint="Keep one list. See the README, “Adding a language”.",
                id="articles.E001",
            )
        )
    if [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES] != codes:
        errors.append(Error("WAGTAIL_CONTENT_LANGUAGES differs from LANGUAGES.", hint="Keep one list.", id="articles.E002"))
    return errors


def check_no_demonstration(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """A demonstration's database must not serve a real site: its reviewers are invented."""
    if settings.DEMONSTRATION_ALLOWED or not databases:
        return []
    try:
        found = apps.get_model("articles", "SiteSettings").objects.filter(demonstration=True).exists()
    except DatabaseError:  # before the first migration there is nothing to find
        return []
    if not found:
        return []
    return [
        Error(
            "This database holds the demonstration: invented reviewers and accounts that anyone may know.",
            hint="Set DATABASE_URL to another database.",
            id="articles.E003",
        )
    ]


def check_machine_translation(**_kwargs: Any) -> list[CheckMessage]:
    """Drafts are sent to the engine: only to an address that may be used."""
    if not is_configured():
        return []
    try:
        configured_engine()
    except EngineError as error:
        return [Error(str(error), hint="Set MACHINE_TRANSLATION_URL, or leave it out.", id="articles.E004")]
    return []


def check_security_contact(**_kwargs: Any) -> list[CheckMessage]:
    """Whoever finds a weak spot must be able to tell somebody (RFC 9116, section 2.5.3: an address with its scheme)."""
    wrong = [contact for contact in settings.SECURITY_CONTACT if not _CONTACT.fullmatch(contact)]
    if wrong:
        hint = "Write mailto:security@example.org, tel:+1-201-555-0123 or an https: address, several by commas."
        return [Error(f"SECURITY_CONTACT holds what is no address: {', '.join(wrong)}", hint=hint, id="articles.E010")]
    if settings.SECURITY_CONTACT or settings.DEMONSTRATION_ALLOWED:
        return []
    return [
        CheckWarning(
            "Nobody is told whom to write to about a weak spot of this site: /.well-known/security.txt is missing.",
            hint="Set the environment variable SECURITY_CONTACT, for example SECURITY_CONTACT=mailto:security@example.org",
            id="articles.W010",
        )
    ]


def check_second_factor(**_kwargs: Any) -> list[CheckMessage]:
    """Only demonstrations may do without."""
    if settings.SECOND_FACTOR_REQUIRED or settings.DEMONSTRATION_ALLOWED:
        return []
    hint = "Leave it True. It is required all the same: only a demonstration may do without a second factor."
    return [Error("SECOND_FACTOR_REQUIRED is off on a site that is no demonstration.", hint=hint, id="articles.E011")]


def check_leaflets(**_kwargs: Any) -> list[CheckMessage]:
    """Without these libraries the site works, and offers no leaflets."""
    if can_print():
        return []
    return [
        Info(
            "Articles are not offered as leaflets (PDF): libraries of the system are missing.",
            hint=f"On Debian: apt-get install {' '.join(DEBIAN_PACKAGES)}",
            id="articles.I001",
        )
    ]


def register() -> None:
    register_check(Tags.security)(check_security_contact)
    register_check(Tags.security)(check_second_factor)
    register_check(check_leaflets)
    register_check(check_languages)
    register_check(check_machine_translation)
    register_check(Tags.database)(check_no_demonstration)
