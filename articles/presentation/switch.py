"""The switch to other languages: every language of the site, and what a reader finds in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from .languages import LanguageLabel, language_label


class Status(StrEnum):
    """What there is of a page in a language."""

    AVAILABLE = "available"
    #: Its source says more or says it differently.
    OUTDATED = "outdated"
    #: Not public in this language: another one stands in.
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in one language. The language switch and `hreflang` both print these, so they cannot differ."""

    language: LanguageLabel
    address: str
    title: str
    current: bool
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A language in the switch. `address` is empty where nothing can be opened in it."""

    language: LanguageLabel
    address: str
    current: bool
    status: Status


def choices(alternates: Sequence[Alternate], current: str, stand_ins: dict[str, str], homes: Collection[str]) -> list[Choice]:
    """The editions that there are, and every other language whose home page is public with the address of what stands in."""
    there = {alternate.language.code: alternate for alternate in alternates}
    return [
        _choice(code, there.get(code), current, stand_ins.get(code, ""))
        for code, _name in settings.LANGUAGES
        if code in there or code in homes
    ]


def _choice(code: str, edition: Alternate | None, current: str, stand_in: str) -> Choice:
    if edition is None:
        return Choice(language_label(code), stand_in, code == current, Status.MISSING)
    status = Status.OUTDATED if edition.outdated else Status.AVAILABLE
    return Choice(edition.language, edition.address, code == current, status)
