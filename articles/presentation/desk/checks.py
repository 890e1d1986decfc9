"""The automatic checks of a text, each with a plain sentence. Hints for a reviewer, never a verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.domain.advice import numbers_in, paragraphs_in, written_addresses
from articles.domain.citations import cited_keys
from articles.domain.completeness import Missing, MissingPart
from articles.domain.parity import Finding
from articles.domain.readability import Level, Readability, readability
from articles.domain.reading_time import length_of
from articles.domain.sections import BODY_SECTIONS, SectionKey
from articles.domain.streams import strings
from articles.models import ArticlePage, reviewed_edition
from articles.models.parity_words import describe
from articles.models.readiness import describe_missing

from .rendering import Renderer
from .sections import REFERENCES, Section, raw_pieces, sections_of

_ABOUT_REFERENCES = {Missing.UNKNOWN_REFERENCE, Missing.UNCITED_REFERENCE}
#: Blocks whose words are signed elsewhere, in the vocabulary.
_SIGNED_ELSEWHERE = {"risk_factor_list"}
#: The sections that a reader reads as running text.
_RUNNING_TEXT = {SectionKey.TLDR.value, *(section.value for section in BODY_SECTIONS)}


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it looks at, and what it found. No sentence but the good one means that nothing is wrong."""

    name: str
    good: str
    problems: list[str]


def edition_checks(sections: list[Section], parts: list[MissingPart], renderer: Renderer) -> list[Check]:
    """All checks of an edition."""
    return [
        Check(
            _("Parts"),
            _("Every part is there."),
            [describe_missing(part) for part in parts if part.reason not in _ABOUT_REFERENCES],
        ),
        Check(
            _("References"),
            _("Every citation has its reference, and every reference is cited."),
            [describe_missing(part) for part in parts if part.reason in _ABOUT_REFERENCES],
        ),
        *text_checks(sections, renderer),
    ]


def text_checks(sections: list[Section], renderer: Renderer) -> list[Check]:
    """Of an edition's checks, those that nothing must pass before it is published."""
    paragraphs = _running_text(sections, renderer, _RUNNING_TEXT)
    return [
        Check(_("Links"), _("Every link to a page of this site leads somewhere."), list(_links(sections, renderer))),
        Check(_("Numbers"), _("Every passage that states a number cites a reference."), list(_numbers(sections, renderer))),
        length(paragraphs, renderer.language),
        reading_level(paragraphs, renderer.language),
    ]


def checks_of_draft(draft: ArticlePage) -> list[Check]:
    """What the editor shows of the last saved draft, beside what is missing. Up to six queries."""
    sections = sections_of(reviewed_edition(draft), None)
    return text_checks(sections, Renderer(raw_pieces(sections), draft.locale.language_code))


def translation_check(page: ArticlePage, findings: Iterable[Finding]) -> Check:
    """What the comparison with the source found. A difference that somebody justified is shown with the reason."""
    problems = []
    for finding in findings:
        sentence, reason = describe(finding), page.check_reasons.get(finding.fingerprint, {}).get("reason")
        if reason:
            sentence = _("%(finding)s Justified: “%(reason)s”") % {"finding": sentence, "reason": reason}
        problems.append(sentence)
    good = _("Numbers, units, citations, links and the glossary’s words agree with the source; nothing is untranslated.")
    return Check(_("Compared with the source"), good, problems)


def entry_checks(sections: list[Section], renderer: Renderer) -> list[Check]:
    """All checks of a vocabulary entry."""
    paragraphs = _running_text(sections, renderer, {section.key for section in sections})
    return [reading_level(paragraphs, renderer.language)]


def _links(sections: Iterable[Section], renderer: Renderer) -> Iterable[str]:
    for target in renderer.links.values():
        if not target.is_public:
            yield _("A link leads to “%(page)s”, which readers cannot open. They see its words without a link.") % {
                "page": target.url
            }
    for section in sections:
        for address in (address for text in strings(section.pieces) for address in written_addresses(text)):
            yield _(
                "“%(section)s” links to the address %(address)s by hand. Choose the page instead: then the link follows it."
            ) % {
                "section": section.name,
                "address": address,
            }


def _numbers(sections: Iterable[Section], renderer: Renderer) -> Iterable[str]:
    for section in sections:
        if section.key not in _RUNNING_TEXT or section.key == SectionKey.TLDR:
            continue
        for piece in section.pieces:
            if piece["type"] in _SIGNED_ELSEWHERE or next(cited_keys([piece["value"]]), None):
                continue
            numbers = numbers_in(renderer.piece(piece))
            if numbers:
                yield ngettext(
                    "A passage in “%(section)s” states a number and cites nothing: %(numbers)s",
                    "A passage in “%(section)s” states numbers and cites nothing: %(numbers)s",
                    len(numbers),
                ) % {"section": section.name, "numbers": ", ".join(numbers)}


def _running_text(sections: Iterable[Section], renderer: Renderer, keys: Collection[str]) -> list[str]:
    """What is read from beginning to end, in plain paragraphs."""
    running = [section for section in sections if section.key in keys and section.key != REFERENCES]
    return [paragraph for section in running for paragraph in paragraphs_in(renderer.section(section))]


def length(paragraphs: Iterable[str], language: str) -> Check:
    """How long the running text is. Never a problem: the gate asks for what must be there."""
    measured = length_of(paragraphs, language)
    name = _("Length")
    if measured is None:
        return Check(name, _("There are no words yet."), [])
    counted = (
        ngettext("%(count)d character", "%(count)d characters", measured.count)
        if measured.in_characters
        else ngettext("%(count)d word", "%(count)d words", measured.count)
    ) % {"count": measured.count}
    sentence = ngettext(
        "%(length)s: about %(count)d minute to read aloud.",
        "%(length)s: about %(count)d minutes to read aloud.",
        measured.minutes,
    ) % {"length": counted, "count": measured.minutes}
    return Check(name, sentence, [])


def reading_level(paragraphs: Iterable[str], language: str) -> Check:
    """How hard the running text is to read."""
    measured = readability(paragraphs, language)
    name = _("Reading level")
    if measured is None or measured.lix is None:
        return Check(name, _("There is no trustworthy measure for this language. Judge by reading."), [])
    sentence = _describe(measured)
    is_hard = measured.level in {Level.HARD, Level.VERY_HARD}
    return Check(name, "" if is_hard else sentence, [sentence] if is_hard else [])


def _describe(measured: Readability) -> str:
    levels = {
        Level.VERY_EASY: _("very easy to read"),
        Level.EASY: _("easy to read"),
        Level.MEDIUM: _("of medium difficulty"),
        Level.HARD: _("hard to read"),
        Level.VERY_HARD: _("very hard to read"),
    }
    return _(
        "By its measure (LIX %(lix)d) the text is %(level)s. Sentences have %(average)s words on average; the longest has %(longest)d."
    ) % {
        "lix": measured.lix,
        "level": levels[measured.level] if measured.level else "",
        "average": measured.words_per_sentence,
        "longest": measured.longest_sentence,
    }
