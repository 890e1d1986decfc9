"""What the search keeps of an edition, a condition or a glossary term."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from articles.domain.markup import Form, tokens_of
from articles.domain.names import split_names
from articles.domain.search import Field, Weight, impacts, stems, surface_words
from articles.domain.sections import BODY_SECTIONS, SECTION_KINDS, SectionKey
from articles.domain.segments import FieldShape, Kind, texts
from articles.models import ArticlePage, ConditionPage, GlossaryTerm, RiskFactor, SearchDocument
from articles.models.translatable import raw_content


@dataclass(frozen=True)
class Draft:
    """A document before it is kept. `names` are what it is called; `sections` what may be shown of it."""

    kind: SearchDocument.Kind
    language: str
    key: int
    fields: Sequence[Field]
    names: Sequence[str] = ()
    sections: Sequence[tuple[str, str, str]] = field(default_factory=tuple)

    @property
    def digest(self) -> str:
        content = [self.kind, self.language, [[item.weight, item.text] for item in self.fields], self.names, self.sections]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    def impacts(self) -> dict[str, int]:
        return impacts(self.fields, self.language)

    def name_keys(self) -> set[str]:
        return {" ".join(found) for name in self.names if (found := name_stems(name, self.language))}

    def words(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for item in self.fields:
            if item.weight is not Weight.REFERENCE:  # full of other languages' words and of names
                found.update(surface_words(item.text, self.language))
        return found


def name_stems(name: str, language: str) -> list[str]:
    """As `articles.domain.search.names_in` reads them in a query: of Chinese, the characters without their pairs."""
    found = stems(name, language)
    return [stem for stem in found if len(stem) == 1 or not "\u3400" <= stem[0] <= "\u9fff"]


def article_draft(
    page: ArticlePage, condition: ConditionPage | None, factors: Iterable[RiskFactor], shape: Mapping[str, FieldShape]
) -> Draft:
    """An edition by its own words, by the names of its condition, and by the risk factors that it lists."""
    language = page.locale.language_code
    sections = _sections(page, shape)
    names = [condition.title, *condition.names] if condition else []
    known = [text for factor in factors if (text := factor.for_readers("name", language)) and text.language == language]
    answer = [text for anchor, _heading, text in sections if anchor == SectionKey.TLDR]
    return Draft(
        SearchDocument.Kind.ARTICLE,
        language,
        page.pk,
        [
            Field(Weight.TITLE, page.title),
            Field(Weight.NAME, "\n".join(names)),
            Field(Weight.ANSWER, "\n".join([*answer, page.search_description])),
            *(Field(Weight.HEADING, heading) for _anchor, heading, _text in sections),
            Field(
                Weight.TEXT,
                "\n".join([*(text for anchor, _h, text in sections if anchor != SectionKey.TLDR), *(n.text for n in known)]),
            ),
            Field(Weight.REFERENCE, "\n".join(str(reference.get("title") or "") for reference in page.raw_references())),
        ],
        sections=sections,
    )


def condition_draft(page: ConditionPage) -> Draft:
    names = [page.title, *page.names]
    fields = [Field(Weight.TITLE, page.title), Field(Weight.TITLE, "\n".join(page.names))]
    return Draft(SearchDocument.Kind.CONDITION, page.locale.language_code, page.pk, fields, names=names)


def term_draft(term: GlossaryTerm, language: str) -> Draft | None:
    """None in a language in which readers may not see it, or in which it has no name."""
    name = term.for_readers("term", language)
    if name is None or name.language != language:
        return None
    definition, others = term.for_readers("definition", language), term.for_readers("also_known_as", language)
    names = [name.text, *(split_names(others.text) if others and others.language == language else [])]
    text = definition.text if definition and definition.language == language else ""
    fields = [Field(Weight.TITLE, "\n".join(names)), Field(Weight.TEXT, text)]
    return Draft(SearchDocument.Kind.TERM, language, term.pk, fields, names=names, sections=[("", names[0], text)])


def _sections(page: ArticlePage, shape: Mapping[str, FieldShape]) -> list[tuple[str, str, str]]:
    """Anchor, heading and plain text of each section that readers can be sent to."""
    shown = {SectionKey.TLDR.value, *(section.value for section in BODY_SECTIONS)}
    said: dict[str, list[str]] = {section: [] for section in shown}
    for text in texts(raw_content(page), {name: of for name, of in shape.items() if name in shown}):
        said[text.section].append(plain(text.value) if text.kind is Kind.HTML else text.value)
    return [
        (kind.anchor, page.heading(kind.key), "\n".join(part.strip() for part in said[kind.key.value]))
        for kind in SECTION_KINDS
        if kind.key.value in shown
    ]


@lru_cache(maxsize=512)
def plain(html: str) -> str:
    """The words of rich text as a person reads them, paragraphs on lines of their own. Kept, because most passages of an
    article are what they were when it was last published."""
    spoken = (token.words if token.form is Form.WORDS else "\n" if token.is_structure else "" for token in tokens_of(html))
    return "\n".join(line.strip() for line in "".join(spoken).splitlines() if line.strip())


def documents_fields(draft: Draft) -> dict[str, Any]:
    of = "term_id" if draft.kind == SearchDocument.Kind.TERM else "page_id"
    return {
        "kind": draft.kind,
        "language": draft.language,
        of: draft.key,
        "digest": draft.digest,
        "sections": [list(section) for section in draft.sections],
    }
