"""What is missing before publication, in words, and the error that says it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.domain.basis import TITLE
from articles.domain.completeness import Missing, MissingPart
from articles.domain.sections import SectionKey


class IncompleteEditionError(ValidationError):
    """An edition was about to go live with parts missing. `parts` lists them."""

    def __init__(self, title: str, parts: list[MissingPart]) -> None:
        self.title = title
        self.parts = parts
        sentences: dict[str, list[str]] = {}
        for part in parts:
            sentences.setdefault(part.field, []).append(describe_missing(part))
        super().__init__(sentences, code="incomplete")  # by field: Wagtail's API actions ask for that


_SENTENCES = {
    Missing.TEXT: gettext_lazy("“%(section)s” has no text yet. Add at least one block with words."),
    Missing.ALTERNATIVE_TEXT: gettext_lazy(
        "“%(section)s” has a picture without alternative text. Write it, or mark the picture as decorative."
    ),
    Missing.HALF_FILLED: gettext_lazy("“%(section)s” has an entry that is only half filled in. Complete it, or delete it."),
    Missing.UNKNOWN_REFERENCE: gettext_lazy(
        "“%(section)s” cites “%(key)s”, which is not in the list of references. Add the reference or correct the citation."
    ),
    Missing.UNCITED_REFERENCE: gettext_lazy(
        "No passage cites the reference “%(key)s”, so readers would not see it. Cite it or remove it."
    ),
    Missing.MACHINE_MADE: gettext_lazy(
        "A machine wrote “%(section)s”. Read it beside the source, correct it, and confirm that you have."
    ),
    Missing.UNPLACED_TEXT: gettext_lazy("The tray holds text that has no place yet. Move it into a section, or delete it."),
    Missing.NO_DISCLAIMER: gettext_lazy("There is no disclaimer. Choose one here, or a default for the site in Settings."),
    Missing.DISCLAIMER_NOT_IN_LANGUAGE: gettext_lazy(
        "The disclaimer does not exist in this article’s language. Translate it, or choose another."
    ),
}


def describe_missing(part: MissingPart) -> str:
    """What is missing and what to do about it, as a sentence for the person who edits."""
    if part.section is SectionKey.TLDR and part.reason is Missing.TEXT:
        return _("The short answer is missing. Write it, then publish.")
    return str(_SENTENCES[part.reason]) % {"section": place_name(part), "key": part.detail}


def place_name(part: MissingPart) -> str:
    """What editors call the place where something is missing."""
    if part.reason is Missing.UNPLACED_TEXT:
        return _("Tray")
    if part.reason is Missing.MACHINE_MADE and part.detail == TITLE:
        return _("Title and search texts")
    return section_name(part.section)


def section_name(section: SectionKey | None) -> str:
    """What editors call a section; None is the list of references."""
    match section:
        case SectionKey.TLDR:
            return _("Short answer")
        case SectionKey.CAUSES:
            return _("Causes")
        case SectionKey.GENETICS:
            return _("Genetics")
        case SectionKey.RISK_FACTORS:
            return _("Risk factors")
        case SectionKey.RESEARCH:
            return _("Research frontiers")
        case SectionKey.DISCLAIMER:
            return _("Disclaimer")
        case None:
            return _("References")


def summarise_missing(parts: list[MissingPart]) -> str:
    """How much is missing, as a sentence."""
    return ngettext(
        "%(count)d thing is missing before this edition can be published.",
        "%(count)d things are missing before this edition can be published.",
        len(parts),
    ) % {"count": len(parts)}
