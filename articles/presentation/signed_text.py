"""A signed text as the ledger keeps it, part by part, as simple HTML to be compared word by word. Never shown as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from articles.blocks import ReferencesBlock, SectionBodyBlock
from articles.domain.streams import chosen_keys, strings
from articles.models import Disclaimer, RiskFactor, VocabularyEntry

Content = Mapping[str, Any]

#: What a link within the site leads to, in a form that no browser follows.
PAGE_LINK: Final = "page:"
_CITATION: Final = re.compile(r'<a id="[^"]*" linktype="citation">(.*?)</a>', re.DOTALL)
_PAGE: Final = re.compile(r'<a id="(\d+)" linktype="page">')
_BODY: Final = SectionBodyBlock()
_REFERENCES: Final = ReferencesBlock()


@dataclass(frozen=True, slots=True)
class Named:
    """The words that entries of the vocabulary are known by to readers today, by model and key."""

    language: str
    entries: Mapping[tuple[type[VocabularyEntry], int], VocabularyEntry] = field(default_factory=dict)

    def name(self, model: type[VocabularyEntry], key: int) -> str:
        entry = self.entries.get((model, key))
        text = entry.for_readers(entry.title_field, self.language) if entry else None
        return text.text if text else _("an entry that is no longer public")


def named_in(contents: Iterable[Content], language: str) -> Named:
    """The names of all entries that these texts choose. At most two queries."""
    texts = list(contents)
    chosen: list[tuple[type[VocabularyEntry], set[int]]] = [
        (RiskFactor, {key for text in texts for key in chosen_keys(text.get("sections"), "factors")}),
        (Disclaimer, {text["disclaimer"] for text in texts if text.get("disclaimer")}),
    ]
    found = {(model, pk): entry for model, keys in chosen if keys for pk, entry in model.objects.in_bulk(keys).items()}
    return Named(language, found)


@dataclass(frozen=True, slots=True)
class SignedText:
    """One signed text."""

    content: Content
    named: Named

    def plain(self, name: str) -> str:
        return lines(self.content.get(name) or "")

    def heading(self, section: str) -> str:
        return str(self.content.get("headings", {}).get(section) or "")

    def blocks(self, section: str) -> list[Any]:
        return list(self.content.get("sections", {}).get(section) or [])

    def references(self) -> list[Any]:
        return list(self.content.get("references") or [])

    def disclaimer(self) -> str:
        chosen = self.content.get("disclaimer")
        return lines(self.named.name(Disclaimer, chosen) if chosen else _("the site’s usual one"))

    def block(self, child: Any) -> str:
        """A block of a section."""
        return self._html(_BODY.child_blocks.get(child["type"]), child["value"])

    def reference(self, child: Any) -> str:
        value = {name: "" if part is None else str(part) for name, part in child["value"].items()}
        known = [value.get(name, "") for name in _REFERENCES.child_blocks["reference"].child_blocks]
        return lines(" · ".join(part for part in known if part))

    def _html(self, block: Any, value: Any) -> str:
        match block:
            case None:  # of a kind that there is no more
                return "".join(map(lines, strings(value)))
            case ImageBlock():
                return self._picture(value or {})
            case blocks.StructBlock():
                return "".join(self._html(child, value[name]) for name, child in block.child_blocks.items() if name in value)
            case blocks.ListBlock():
                return "".join(self._html(block.child_block, item["value"]) for item in value or [])
            case blocks.RichTextBlock():
                return _PAGE.sub(rf'<a href="{PAGE_LINK}\1">', _CITATION.sub(r"<sup>\1</sup>", value or ""))
            case SnippetChooserBlock():
                return lines(self.named.name(RiskFactor, value))
            case blocks.ChoiceBlock():
                return lines(str(dict(block.field.choices).get(value, value)))
            case _:
                return lines("" if value is None else str(value))

    def _picture(self, value: Mapping[str, Any]) -> str:
        """By its own words and, where two sign-offs differ in it, its file."""
        kept = self.content.get("pictures", {}).get(str(value.get("image")), {})
        words = value.get("alt_text") or _("picture without words")
        return f'<p><img src="{escape(kept.get("sha1", ""))}" alt="{escape(words)}"></p>{lines(kept.get("credit") or "")}'


def lines(text: str) -> str:
    """Plain text, a paragraph a line."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
