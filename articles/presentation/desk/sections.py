"""Signed or drafted content as sections of blocks that can be rendered, compared and set beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from articles.domain.sections import BODY_SECTIONS, SectionKey
from articles.models import Reviewed, VocabularyEntry
from articles.models.article import DEFAULT_HEADINGS
from articles.models.readiness import section_name

#: Sections of the desk that are no sections of an article.
TITLE, REFERENCES, PICTURES = "title", "references", "pictures"
#: What a section's own heading is called among its pieces.
HEADING: Final = "heading"

Content = Mapping[str, Any]


class Kind(StrEnum):
    """Kinds of pieces besides the blocks of streams."""

    PLAIN = "desk_plain"
    PARAGRAPHS = "desk_paragraphs"
    PICTURE = "desk_picture"
    DISCLAIMER = "desk_disclaimer"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text, by the name that editors know it by. `pieces` are stored blocks: id, type, value."""

    key: str
    name: str
    pieces: list[dict[str, Any]]


def edition_sections(content: Content) -> list[Section]:
    """An edition's content, in the order in which readers meet it."""
    return [
        Section(TITLE, _("Title and search texts"), list(_title_pieces(content))),
        _with_heading(content, SectionKey.TLDR, [_piece("text", Kind.PARAGRAPHS, content["tldr"])]),
        *(_with_heading(content, section, content["sections"].get(section.value, [])) for section in BODY_SECTIONS),
        _with_heading(content, SectionKey.DISCLAIMER, list(_disclaimer_pieces(content))),
        Section(REFERENCES, _("References"), list(content["references"])),
        Section(PICTURES, _("Picture files and credits"), list(_picture_pieces(content))),
    ]


def entry_sections(content: Content, model: type[VocabularyEntry]) -> list[Section]:
    """A vocabulary entry's content in one language, a section for each field."""
    return [
        Section(name, _field_name(model, name), [_piece("text", Kind.PARAGRAPHS, _words(value))])
        for name, value in content.items()
        if name not in {"subject", "language", "basis"}
    ]


def raw_pieces(*texts: Iterable[Section]) -> list[Any]:
    """The stored blocks of several texts, to load what they point to at once."""
    return [piece for text in texts for section in text for piece in section.pieces]


def sections_of(text: Reviewed | Content, model: type[VocabularyEntry] | None) -> list[Section]:
    """The sections of an edition or, with a model, of an entry."""
    content = text.content if isinstance(text, Reviewed) else text
    return entry_sections(content, model) if model else edition_sections(content)


def _title_pieces(content: Content) -> Iterable[dict[str, Any]]:
    for name in ("title", "seo_title", "search_description"):
        if content.get(name):
            yield _piece(name, Kind.PLAIN, content[name])


def _with_heading(content: Content, section: SectionKey, pieces: list[dict[str, Any]]) -> Section:
    heading = _piece(HEADING, Kind.PLAIN, content["headings"].get(section.value) or _usual_heading(section, content["language"]))
    return Section(section.value, section_name(section), [heading, *pieces])


def _usual_heading(section: SectionKey, language: str) -> str:
    with translation.override(language):
        return str(DEFAULT_HEADINGS[section])


def _disclaimer_pieces(content: Content) -> Iterable[dict[str, Any]]:
    """A chosen disclaimer by its key. Its words are signed by themselves."""
    yield _piece("disclaimer", Kind.DISCLAIMER, content.get("disclaimer"))


def _picture_pieces(content: Content) -> Iterable[dict[str, Any]]:
    for key, picture in content.get("pictures", {}).items():
        yield _piece(f"picture {key}", Kind.PICTURE, {"image": int(key), **picture})


def _piece(name: str, kind: str, value: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "value": value}


def _field_name(model: type[VocabularyEntry], name: str) -> str:
    label = str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # every field of an entry has one
    return label[:1].upper() + label[1:]


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value)
