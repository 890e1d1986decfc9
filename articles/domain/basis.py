"""What a translation was made from, section by section, and where its source has moved on since.

A *basis* is plain JSON, kept with each draft of a translation: section → `edition`, the number of the ledger entry that
completed the review of the source edition (None where it was prepared ahead of a signature), `digest`, that of the source's
section then, and who brought it up to date (`kind`, `by`, `at`, `reason`). The sections of an edition are those of
`section_digests`; those of a vocabulary entry are its fields.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final

from .digest import canonical_json, reviewed_part
from .sections import BODY_SECTIONS, SectionKey
from .signoffs import Severity
from .streams import chosen_keys

#: Parts of an edition that are no sections of an article, yet translated, or the same in all languages, like them.
TITLE: Final = "title"
REFERENCES: Final = "references"
#: Everything that a translation is compared in, in the order in which readers meet it.
COMPARED: Final = (
    TITLE,
    SectionKey.TLDR.value,
    *(section.value for section in BODY_SECTIONS),
    SectionKey.DISCLAIMER.value,
    REFERENCES,
)
#: What the title's section holds.
_TITLES: Final = ("title", "seo_title", "search_description")
_ORDER: Final = (Severity.EDITORIAL, Severity.MEANING, Severity.SAFETY)

#: Parts of an entry's content that say whose words it holds.
_ABOUT_THE_TEXT: Final = frozenset({"subject", "language", "basis"})

Basis = Mapping[str, Mapping[str, Any]]
Content = Mapping[str, Any]


class Declared(StrEnum):
    """How a section came to be in step with the source edition that its basis names."""

    MADE = "made"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class SignedEdition:
    """A source edition whose review is complete: its sections' digests, and how grave its signers called its change.

    `sequence` is the number of the ledger entry that completed the review. `published` is when readers last got it.
    """

    sequence: int
    digest: str
    sections: Mapping[str, str]
    severity: Severity
    published: datetime | None
    #: When its review was complete.
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """A section of a translation whose source has changed its meaning since, and when readers got the new source."""

    section: str
    severity: Severity
    since: datetime


def section_digests(content: Content) -> dict[str, str]:
    """The digest of each section of an edition's content: its heading, its words, the pictures that it shows."""
    return {name: _digest(_section(content, name)) for name in COMPARED}


def field_digests(content: Content) -> dict[str, str]:
    """The digest of each field of a vocabulary entry's content in one language. What all languages share is among them."""
    return {name: _digest(value) for name, value in content.items() if name not in _ABOUT_THE_TEXT}


def compared_digests(content: Content) -> dict[str, str]:
    """The digests of whatever a translation of this text is compared in: an edition's sections, an entry's fields."""
    return section_digests(content) if "sections" in content else field_digests(content)


def basis_digests(basis: Basis) -> dict[str, str]:
    """What of a basis is signed with the words: which source each section is a translation of."""
    return {section: str(entry["digest"]) for section, entry in basis.items()}


def is_prepared_ahead(basis: Basis) -> bool:
    """Whether any section was translated from a draft that nobody had signed."""
    return any(entry.get("edition") is None for entry in basis.values())


def made_from(digests: Mapping[str, str], edition: int | None, *, by: int | None, at: datetime) -> dict[str, dict[str, Any]]:
    """The basis of a new translation: every section from the same source edition."""
    return {section: entry(digest, edition, Declared.MADE, by=by, at=at) for section, digest in digests.items()}


def entry(digest: str, edition: int | None, kind: Declared, *, by: int | None, at: datetime, reason: str = "") -> dict[str, Any]:
    """One section's part of a basis."""
    return {"digest": digest, "edition": edition, "kind": kind.value, "by": by, "at": at.isoformat(), "reason": reason}


def declared(
    basis: Basis, section: str, kind: Declared, *, edition: SignedEdition, by: int | None, at: datetime, reason: str = ""
) -> dict[str, Any]:
    """The basis after somebody declared a section in step with a source edition.

    What stood there before is kept beside it, so that it can be taken back. The same declaration again changes nothing.
    Raises KeyError for a section that the source does not have.
    """
    kept = basis.get(section, {})
    digest = edition.sections[section]
    if (kept.get("digest"), kept.get("kind"), kept.get("reason")) == (digest, kind.value, reason):
        return dict(basis)
    before = kept["previous"] if kept.get("digest") == digest and "previous" in kept else _alone(kept)
    return {**basis, section: {**entry(digest, edition.sequence, kind, by=by, at=at, reason=reason), "previous": before}}


def taken_back(basis: Basis, section: str) -> dict[str, Any]:
    """The basis without what was declared of a section last."""
    kept = basis.get(section, {})
    if "previous" not in kept:
        return dict(basis)
    return {
        name: kept["previous"] if name == section else made for name, made in basis.items() if name != section or kept["previous"]
    }


def _alone(made: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in made.items() if name != "previous"}


def edition_of_section(section: str, made: Mapping[str, Any], editions: Sequence[SignedEdition]) -> SignedEdition | None:
    """The signed edition that a section was made from; for one that was prepared ahead, the first with these words.

    None if nobody ever signed them.
    """
    same = [edition for edition in editions if edition.sections.get(section) == made["digest"]]
    named = [edition for edition in same if edition.sequence == made.get("edition")]
    return next(iter(named or sorted(same, key=lambda edition: edition.sequence)), None)


def assembled(language: str, parts: Mapping[str, Content]) -> dict[str, Any]:
    """An edition's content, each section of it taken from another edition's. What no edition is given for is empty."""
    content: dict[str, Any] = {"language": language, "headings": {}, "tldr": "", "sections": {}, "references": [], "pictures": {}}
    content |= dict.fromkeys(_TITLES, "") | {"disclaimer": None}
    for name, whole in parts.items():
        match name:
            case "title":
                content |= {part: whole.get(part, "") for part in _TITLES}
            case "references" | "tldr" | "disclaimer":
                content[name] = whole.get(name)
            case _:
                content["sections"][name] = whole.get("sections", {}).get(name, [])
                content["pictures"] |= whole.get("pictures", {})
        if name in whole.get("headings", {}):
            content["headings"][name] = whole["headings"][name]
    return content


def live_edition(editions: Iterable[SignedEdition]) -> SignedEdition | None:
    """The one that readers got last, whether they can still open it or not."""
    published = [edition for edition in editions if edition.published is not None]
    return max(published, key=lambda edition: (edition.published, edition.sequence), default=None)


def behind(basis: Basis, live: SignedEdition, editions: Sequence[SignedEdition]) -> list[Behind]:
    """The sections of a translation that are outdated: an edition's in the order in which readers meet them, an entry's fields
    in the order of their names. A database may keep those of the basis in another order.

    `editions` are all signed editions of the source. A section is outdated if it differs from the live source's, and any
    change of it between the two was signed as one of meaning or safety. Editions that were signed and never shown, or
    withdrawn later, count as steps between: what the next signers said, they said of the step from there.
    """
    found = []
    for section, made in sorted(basis.items(), key=lambda item: _place(item[0])):
        severity = _severity(section, made, live, editions)
        if severity in (Severity.MEANING, Severity.SAFETY):
            found.append(Behind(section, severity, _since(section, made, live, editions)))
    return found


def _place(section: str) -> tuple[int, str]:
    return (COMPARED.index(section) if section in COMPARED else len(COMPARED), section)


def _severity(section: str, made: Mapping[str, Any], live: SignedEdition, editions: Sequence[SignedEdition]) -> Severity:
    if made["digest"] == live.sections.get(section):
        return Severity.EDITORIAL
    steps = _steps(section, made, live, editions)
    gravest = max((step.severity for step in steps), key=_ORDER.index, default=Severity.MEANING)
    if edition_of_section(section, made, editions) is None:  # nobody can say how little it is from what was never signed
        return max(gravest, Severity.MEANING, key=_ORDER.index)
    return gravest


def _since(section: str, made: Mapping[str, Any], live: SignedEdition, editions: Sequence[SignedEdition]) -> datetime:
    """When readers first got a change of the section that the translation lacks."""
    steps = _steps(section, made, live, editions)
    if edition_of_section(section, made, editions) is not None:
        steps = [step for step in steps if step.severity is not Severity.EDITORIAL]
    shown = [step.published for step in steps if step.published is not None]
    if not shown and live.published is None:
        raise ValueError("An edition that was never published is not live.")
    return min(shown, default=live.published)  # type: ignore[return-value]  # one of them is there


def _steps(section: str, made: Mapping[str, Any], live: SignedEdition, editions: Sequence[SignedEdition]) -> list[SignedEdition]:
    """The signed editions, between the basis and the live one, that changed the section.

    If the basis was never signed, from the first one that was signed after it on: that one holds other words already.
    """
    ordered = sorted(editions, key=lambda edition: edition.sequence)
    start = edition_of_section(section, made, editions)
    if start is None:
        run = [edition for edition in ordered if edition.sequence <= live.sequence and _is_later(edition, made)] or [live]
    else:
        first, last = sorted((start.sequence, live.sequence))
        run = [edition for edition in ordered if first <= edition.sequence <= last]
    changed = [after for before, after in pairwise(run) if before.sections.get(section) != after.sections.get(section)]
    return changed if start is not None else [run[0], *changed]


def _is_later(edition: SignedEdition, made: Mapping[str, Any]) -> bool:
    return edition.at is None or edition.at > datetime.fromisoformat(made["at"])


def _section(content: Content, name: str) -> Any:
    heading = content.get("headings", {}).get(name, "")
    match name:
        case "title":
            return [content.get(part) for part in _TITLES]
        case "references":
            return content.get("references")
        case "tldr" | "disclaimer":
            return [heading, content.get(name)]
        case _:
            blocks = content.get("sections", {}).get(name)
            shown = {str(key) for key in chosen_keys(blocks, "image")}
            return [heading, blocks, {key: value for key, value in content.get("pictures", {}).items() if key in shown}]


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical_json(reviewed_part(value)).encode()).hexdigest()
