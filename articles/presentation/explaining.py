"""Glossary terms explained where they first stand in each section of an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.template import loader
from django.utils.safestring import SafeString, mark_safe

from articles import queries
from articles.domain.explaining import explain
from articles.domain.terms import Terms, terms
from articles.queries import GlossaryEntry

from .frame import address_in

_TEMPLATE = "articles/partials/term.html"


@dataclass(frozen=True)
class Explainer:
    """The glossary of one language, loaded once for all sections of a page."""

    entries: Mapping[str, GlossaryEntry]
    language: str
    #: What an earlier section has explained. Paper has room for one explanation of each.
    _explained: set[str] = field(default_factory=set)

    @cached_property
    def _terms(self) -> Terms:
        return terms(tuple(name for entry in self.entries.values() for name in entry.names), self.language)

    @cached_property
    def _address(self) -> str:
        return address_in(self.language, "glossary")

    def section(self, anchor: str, html: str) -> SafeString:
        """A section's HTML with the first occurrence of each term as a button that opens its explanation."""
        if not self.entries:
            return mark_safe(html)  # noqa: S308 - rendered by templates
        template = loader.get_template(_TEMPLATE)

        def mark(key: str, word: str) -> str:
            context = {
                "id": f"term-{anchor}-{key}",
                "word": mark_safe(word),  # noqa: S308 - as it stood in the text
                "entry": self.entries[key],
                "address": f"{self._address}#{key}",
                "again": key in self._explained,
            }
            self._explained.add(key)
            return template.render(context)

        return mark_safe(explain(html, self._terms, mark))  # noqa: S308 - rendered by templates


def explainer(language: str) -> Explainer:
    """One query."""
    return Explainer({entry.key: entry for entry in queries.signed_glossary(language)}, language)
