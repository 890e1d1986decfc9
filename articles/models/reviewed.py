"""What a person signs: an edition, or an entry in one language, as plain values, with the name that the ledger knows it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from modeltranslation.utils import build_localized_fieldname
from wagtail import blocks

from articles.domain.basis import basis_digests
from articles.domain.digest import content_digest
from articles.domain.html import canonical_html
from articles.domain.sections import SECTION_KINDS
from articles.domain.streams import chosen_keys

from .article import ArticlePage
from .images import ArticleImage
from .translations import article_subject
from .vocabulary import VocabularyEntry

#: The language of source editions. Every other edition, and every other language of an entry, is a translation.
SOURCE_LANGUAGE = settings.LANGUAGE_CODE


@dataclass(frozen=True)
class Reviewed:
    """One text in one language. `content` holds everything that a reader meets of it, and the language itself."""

    subject: str
    language: str
    title: str
    content: Mapping[str, Any]

    @cached_property
    def digest(self) -> str:
        return content_digest(self.content)

    @property
    def place(self) -> tuple[str, str]:
        """What the ledger finds its acts by: subject and language."""
        return self.subject, self.language

    @property
    def is_translation(self) -> bool:
        return self.language != SOURCE_LANGUAGE

    @property
    def source_language(self) -> str | None:
        return SOURCE_LANGUAGE if self.is_translation else None


def subject_of(item: ArticlePage | VocabularyEntry) -> str:
    """What the ledger calls it: the same for all languages, and not used again for anything else."""
    if isinstance(item, ArticlePage):
        return article_subject(item.translation_key)
    return f"{item._meta.model_name}:{item.key}"


def reviewed_edition(page: ArticlePage, pictures: Mapping[int, ArticleImage] | None = None) -> Reviewed:
    """The edition as this object holds it, saved or not. One query more where it has pictures.

    Whoever looks at many editions gives the `pictures` that they use (see `picture_keys`), and saves those queries.
    """
    language, subject = page.locale.language_code, subject_of(page)
    sections = {section.value: _stored(stream) for section, stream in page.body_streams()}
    content = {
        "subject": subject,
        "language": language,
        "title": _text(page.title),
        "seo_title": _text(page.seo_title),
        "search_description": _text(page.search_description),
        "headings": {kind.key.value: _text(getattr(page, f"{kind.key}_heading")) for kind in SECTION_KINDS},
        "tldr": _text(page.tldr),
        "sections": sections,
        "disclaimer": page.disclaimer_id,
        "references": _stored(page.references),
        "pictures": _pictures(sections, pictures),
    }
    if basis := basis_digests(page.basis):
        content["basis"] = basis
    if page.machine_made:  # so that whoever confirms a machine's words answers for them, and signs none of them
        content["machine_made"] = sorted(page.machine_made)
    if reasons := {finding: str(given.get("reason", "")) for finding, given in page.check_reasons.items()}:
        content["reasons"] = reasons  # so that whoever gives one answers for it, and nobody replaces it between two sign-offs
    return Reviewed(subject, language, page.title, content)


def reviewed_entry(entry: VocabularyEntry, language: str) -> Reviewed:
    """An entry in one of its languages, as this object holds it. What all languages share is part of each."""
    subject = subject_of(entry)
    content = {
        "subject": subject,
        "language": language,
        **{name: _text(getattr(entry, build_localized_fieldname(name, language))) for name in entry.reviewed_fields()},
        **{name: getattr(entry, name) for name in entry.shared_content},
    }
    if basis := basis_digests(entry.basis.get(language, {})):
        content["basis"] = basis
    text = entry.localized(entry.title_field, language)
    return Reviewed(subject, language, text.text if text else entry.key, content)


def reviewed_languages(entry: VocabularyEntry) -> Iterator[Reviewed]:
    """The entry in each language that it carries any words in."""
    for language, _name in settings.LANGUAGES:
        if any(entry.has_language(field, language) for field in entry.reviewed_fields()):
            yield reviewed_entry(entry, language)


def _text(value: str | None) -> str:
    """Browsers send a line break as two characters, and nobody meets the space around a text."""
    return (value or "").replace("\r\n", "\n").strip()


def picture_keys(page: ArticlePage) -> set[int]:
    """The keys of the pictures that an edition's sections use."""
    return set(chosen_keys(list(page.raw_bodies().values()), "image"))


def _pictures(raw: Any, known: Mapping[int, ArticleImage] | None) -> dict[str, Any]:
    """What readers see of each picture that is used, wherever it is kept: the file itself, by its hash, and its credit."""
    keys = set(chosen_keys(raw, "image"))
    if known is None:
        known = ArticleImage.objects.in_bulk(keys) if keys else {}
    images = [known[key] for key in keys if key in known]
    return {str(image.pk): {"sha1": image.get_file_hash(), "credit": _text(image.credit)} for image in images}


def _stored(stream: Any) -> Any:
    """A stream's blocks as they are stored, in one spelling: what is empty is left out, rich text as `canonical_html`."""
    return _plain(stream.stream_block, stream.stream_block.get_prep_value(stream))


def _plain(block: blocks.Block, value: Any) -> Any:
    match block:
        case blocks.StreamBlock():
            return [_child(block.child_blocks.get(child["type"]), child) for child in value or []]
        case blocks.ListBlock():
            return [_child(block.child_block, _item(item)) for item in value or []]
        case blocks.StructBlock():
            values = {name: _plain(child, (value or {}).get(name)) for name, child in block.child_blocks.items()}
            return {name: plain for name, plain in values.items() if plain not in (None, "", False, [], {})}
        case blocks.RichTextBlock():
            return canonical_html(value or "")
        case _:
            return _text(value) if isinstance(value, str) else value


def _child(block: blocks.Block | None, child: Mapping[str, Any]) -> dict[str, Any]:
    value = child["value"] if block is None else _plain(block, child["value"])
    return {"type": child["type"], "id": child.get("id"), "value": value}


def _item(item: Any) -> Mapping[str, Any]:
    """An item of a list, which older programs stored without a type of its own."""
    return item if isinstance(item, dict) and "type" in item and "value" in item else {"type": "item", "value": item}
