"""What a translation says of its source when that has moved on: nothing silent, and nothing before it matters."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from articles.domain.basis import REFERENCES, TITLE
from articles.domain.sections import SECTION_KINDS
from articles.domain.signoffs import Severity
from articles.models import ArticlePage
from articles.models.reviewed import SOURCE_LANGUAGE

from .frame import Alternate, Frame


@dataclass(frozen=True, slots=True)
class OutdatedSection:
    """`anchor` is empty for what has no place of its own on the page."""

    key: str
    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class OutdatedView:
    """Why this translation is not up to date, in which sections, and where the newer words are, if readers can open them.
    `language` is their language's name in the reader's."""

    safety: bool
    sections: list[OutdatedSection]
    source: Alternate | None
    language: str

    @property
    def anchors(self) -> set[str]:
        return {section.anchor for section in self.sections}


def outdated_view(page: ArticlePage, around: Frame) -> OutdatedView | None:
    """None for a source, and for a translation in step. The frame has asked for all that it takes."""
    outdated = around.steps.told(page, page.locale.language_code) if around.steps else []
    if not outdated:
        return None
    source = next((alternate for alternate in around.alternates if alternate.language.code == SOURCE_LANGUAGE), None)
    return OutdatedView(
        safety=any(section.severity is Severity.SAFETY for section in outdated),
        sections=[_section(page, section.section) for section in outdated],
        source=source,
        language=str(get_language_info(SOURCE_LANGUAGE)["name_translated"]),
    )


def _section(page: ArticlePage, key: str) -> OutdatedSection:
    if key == TITLE:
        return OutdatedSection(key, _("Title"), "")
    if key == REFERENCES:
        return OutdatedSection(key, _("References"), "references" if page.raw_references() else "")
    kind = next(kind for kind in SECTION_KINDS if kind.key == key)
    return OutdatedSection(key, page.heading(kind.key), kind.anchor)
