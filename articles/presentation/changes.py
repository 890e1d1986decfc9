"""What changed between two signed texts, in words: part by part, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from articles.domain.changes import BlockChange, Change, Segment, compare_html, is_changed, pair_blocks
from articles.domain.sections import BODY_SECTIONS, SectionKey
from articles.models import ArticlePage

from .signed_text import PAGE_LINK, SignedText, lines

CHANGE_NAMES: Final = {
    BlockChange.ADDED: pgettext_lazy("part of a text", "Added"),
    BlockChange.REMOVED: pgettext_lazy("part of a text", "Removed"),
    BlockChange.CHANGED: pgettext_lazy("part of a text", "Changed"),
    BlockChange.MOVED: pgettext_lazy("part of a text", "Moved to another place"),
    BlockChange.MOVED_AND_CHANGED: pgettext_lazy("part of a text", "Moved to another place and changed"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are marked alike. `note` says what of them cannot be seen: where a link leads."""

    text: str
    bold: bool
    italic: bool
    note: str


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring pieces that were added, removed, or left as they were."""

    change: Change
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class BlockView:
    change: BlockChange
    runs: list[Run]

    @property
    def label(self) -> str:
        return str(CHANGE_NAMES[self.change])


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the article in which something changed."""

    name: str
    blocks: list[BlockView]


def changes_between(old: SignedText, new: SignedText, page: ArticlePage) -> list[PartView]:
    """The parts that differ, in the article's order."""
    parts = [
        (_("Title"), _texts(old.plain("title"), new.plain("title"))),
        (
            _name(page, new, SectionKey.TLDR),
            [*_heading(page, old, new, SectionKey.TLDR), *_texts(old.plain("tldr"), new.plain("tldr"))],
        ),
        *(
            (_name(page, new, section), [*_heading(page, old, new, section), *_body(old, new, section)])
            for section in BODY_SECTIONS
        ),
        (
            _name(page, new, SectionKey.DISCLAIMER),
            [*_heading(page, old, new, SectionKey.DISCLAIMER), *_texts(old.disclaimer(), new.disclaimer())],
        ),
        (_("References"), list(_blocks(old.references(), new.references(), old.reference, new.reference))),
        (_("Title in search results"), _texts(old.plain("seo_title"), new.plain("seo_title"))),
        (_("Description in search results"), _texts(old.plain("search_description"), new.plain("search_description"))),
    ]
    return [PartView(name, blocks) for name, blocks in parts if blocks]


def _name(page: ArticlePage, text: SignedText, section: SectionKey) -> str:
    return text.heading(section) or page.default_heading(section)


def _heading(page: ArticlePage, old: SignedText, new: SignedText, section: SectionKey) -> list[BlockView]:
    return _texts(lines(_name(page, old, section)), lines(_name(page, new, section)))


def _texts(old: str, new: str) -> list[BlockView]:
    if old == new:
        return []
    change = BlockChange.ADDED if not old else BlockChange.REMOVED if not new else BlockChange.CHANGED
    return [_block(change, compare_html(old, new))]


def _body(old: SignedText, new: SignedText, section: SectionKey) -> Iterator[BlockView]:
    return _blocks(old.blocks(section), new.blocks(section), old.block, new.block)


def _blocks(
    old: Sequence[Any], new: Sequence[Any], html_of_old: Callable[[Any], str], html_of_new: Callable[[Any], str]
) -> Iterator[BlockView]:
    for pair in pair_blocks(old, new):
        before = html_of_old(pair.old) if pair.old is not None else ""
        after = html_of_new(pair.new) if pair.new is not None else ""
        segments = compare_html(before, after)
        if pair.change is not BlockChange.SAME:
            yield _block(pair.change, segments)
        elif is_changed(segments):  # what it points to is another one: the file of a picture, its credit
            yield _block(BlockChange.CHANGED, segments)


def _block(change: BlockChange, segments: Sequence[Segment]) -> BlockView:
    runs = [
        Run(change, [_piece(segment) for segment in group])
        for change, group in groupby(segments, key=lambda segment: segment.change)
    ]
    return BlockView(change, runs)


def _piece(segment: Segment) -> Piece:
    link = next((mark.removeprefix("link ") for mark in segment.marks if mark.startswith("link ")), "")
    shown = segment.change is not Change.SAME and link
    return Piece(segment.text, "bold" in segment.marks, "italic" in segment.marks, _link_note(link) if shown else "")


def _link_note(link: str) -> str:
    if link.startswith(PAGE_LINK):
        return _("(link to another page of this site)")
    return pgettext("where a link leads", "(link to %(address)s)") % {"address": link}
