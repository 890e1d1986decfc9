"""What the automatic checks of a translation found, as sentences for people. Each names the place and says what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.domain.parity import Check, Finding
from articles.domain.sections import SectionKey

from .readiness import section_name

_NUMBERS = {
    # (whether the source has it, whether the translation has it)
    (True, True): gettext_lazy(
        "“%(section)s”: the source says “%(source)s”, the translation says “%(own)s” (“%(detail)s”). "
        "Correct it, or justify the difference in writing."
    ),
    (True, False): gettext_lazy(
        "“%(section)s”: “%(source)s” of the source is missing in the translation (“%(detail)s”). "
        "Add it, or justify the difference in writing."
    ),
    (False, True): gettext_lazy(
        "“%(section)s”: the translation says “%(own)s” (“%(detail)s”), which is not in the source. "
        "Correct it, or justify the difference in writing."
    ),
}

_SENTENCES = {
    Check.MISSING_SECTION: gettext_lazy(
        "“%(section)s” is not translated: it is empty here, and the source has text (“%(source)s”). Translate it."
    ),
    Check.MISSING_BLOCK: gettext_lazy(
        "“%(section)s”: a block of the source is missing here (“%(source)s”). Translate it, or check that nothing is lost."
    ),
    Check.CITATIONS: gettext_lazy("“%(section)s”: the source cites “%(source)s” and the translation no longer does. Cite it."),
    Check.REFERENCES: gettext_lazy("The reference “%(source)s” of the source is missing in the list of references. Add it."),
    Check.LINKS: gettext_lazy(
        "“%(section)s”: a link leads to “%(own)s”, in another language, although there is “%(detail)s” in this one. Link to that."
    ),
    Check.GLOSSARY_IGNORED: gettext_lazy(
        "“%(section)s”: the source says “%(source)s”, and the translation uses none of the glossary’s names for it. "
        "Use “%(detail)s”."
    ),
    Check.READING_LEVEL: gettext_lazy(
        "The text is hard to read: its measure (LIX) is %(detail)s, and should be below %(source)s. "
        "Shorten sentences and use shorter words."
    ),
    Check.LENGTH: gettext_lazy(
        "“%(section)s” has %(detail)s %% of the length that is usual for its source in this language. "
        "Check that nothing is missing or added."
    ),
}


def describe(finding: Finding, section_label: Callable[[str], str] | None = None) -> str:
    """What was found, where, and what to do about it. `section_label` names the fields of an entry; sections name themselves."""
    words: dict[str, Any] = {
        "section": (section_label or named_section)(finding.section),
        "source": finding.source,
        "own": finding.own,
        "detail": finding.detail,
    }
    return str(_sentence(finding)) % words


def named_section(key: str) -> str:
    """What editors call a part of an edition, by the key that findings carry."""
    if key == "title":
        return _("Title and search texts")
    return section_name(SectionKey(key)) if key in set(SectionKey) else section_name(None)


def _sentence(finding: Finding) -> Any:
    match finding.check:
        case Check.NUMBERS:
            return _NUMBERS[bool(finding.source), bool(finding.own)]
        case Check.SOURCE_LANGUAGE if finding.block is None:
            return _("“%(section)s” is still in the source’s language (“%(own)s”). Translate it.")
        case Check.SOURCE_LANGUAGE:
            return _("“%(section)s”: a passage is still in the source’s language (“%(own)s”). Translate it.")
        case Check.MISSING_BLOCK if not finding.source:
            return _(
                "“%(section)s”: a block of the source without words, such as a list of risk factors, is missing here. Add it."
            )
        case Check.GLOSSARY_FORBIDDEN if finding.detail:
            return _("“%(section)s” uses “%(own)s”, which the glossary says not to use. Use “%(detail)s”.")
        case Check.GLOSSARY_FORBIDDEN:
            return _("“%(section)s” uses “%(own)s”, which the glossary says not to use. Choose another word.")
        case check:
            return _SENTENCES[check]
