"""What the words of one language say about where a text belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from articles.domain.sections import SectionKey


@dataclass(frozen=True, slots=True)
class TextCues:
    """Phrases in running text. A strong one counts for two; a single weak one decides nothing."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """The declared phrases of one language; “*” at the end of one stands for any ending of its last word.

    `headings` name a section, alone or within a longer heading. `leads` begin a short answer. `disclaims` occur in a
    disclaimer and hardly anywhere else; `replaces` and `counsel` make one where both are in a sentence. `labels` begin a
    line about the text's own review or date, `claims` occur in one.
    """

    headings: Mapping[SectionKey, tuple[str, ...]] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    text: Mapping[SectionKey, TextCues] = field(default_factory=dict)
    leads: tuple[str, ...] = ()
    disclaims: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    counsel: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
