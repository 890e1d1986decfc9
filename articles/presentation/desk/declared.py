"""What the writers of a translation declared of it since its last review: which parts are in step with the source, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.domain.basis import Declared
from articles.models import VocabularyEntry
from articles.queries.desk import Contributed, DeskText

from .sections import Content, Section

_SHOWN = frozenset({Declared.UPDATED, Declared.UNCHANGED})


@dataclass(frozen=True, slots=True)
class DeclaredView:
    """`unchanged` parts were found to need no change, for the `reason`; the others were brought up to date.

    `who` is empty where the account is gone.
    """

    name: str
    unchanged: bool
    reason: str
    who: str
    at: datetime


def declared(
    text: DeskText, before: Content | None, sections: Iterable[Section], people: Sequence[Contributed]
) -> list[DeclaredView]:
    """In the order of the text. `before` is what the last review signed. No query: whoever declares something contributes."""
    basis = _basis(text)
    signed = (before or {}).get("basis", {})
    names = {person.user: person.name for person in people}
    return [
        DeclaredView(
            name=section.name,
            unchanged=made["kind"] == Declared.UNCHANGED,
            reason=made["reason"],
            who=names.get(made["by"], ""),
            at=datetime.fromisoformat(made["at"]),
        )
        for section in sections
        if (made := basis.get(section.key)) and made["kind"] in _SHOWN and made["digest"] != signed.get(section.key)
    ]


def _basis(text: DeskText) -> Mapping[str, Any]:
    if isinstance(text.draft, VocabularyEntry):
        of_language: Mapping[str, Any] = text.draft.basis.get(text.state.reviewed.language, {})
        return of_language
    of_edition: Mapping[str, Any] = text.draft.basis
    return of_edition
