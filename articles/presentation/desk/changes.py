"""What changed between two texts, section by section, ready to print with `ins` and `del`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.domain.changes import (
    PARAGRAPH_END,
    BlockChange,
    BlockPair,
    Change,
    Segment,
    compare_html,
    is_changed,
    pair_blocks,
)

from .rendering import Renderer
from .sections import Section

_IMAGE, _LINK = "image ", "link "


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words that changed alike. `notes` say what `ins` and `del` cannot show: emphasis, targets, pictures."""

    change: str
    text: str
    bold: bool
    italic: bool
    is_number: bool
    picture: str
    notes: list[str]


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block: what became of it, in a word or two, and its paragraphs."""

    change: str
    label: str
    paragraphs: list[list[Run]]


@dataclass(frozen=True, slots=True)
class SectionChange:
    key: str
    name: str
    changed: bool
    blocks: list[BlockView]


def changes(old: Sequence[Section], new: Sequence[Section], before: Renderer, after: Renderer) -> list[SectionChange]:
    """Every section of the new text, compared with the old one's."""
    earlier = {section.key: section for section in old}
    return [_section(section, earlier.get(section.key, Section(section.key, section.name, [])), before, after) for section in new]


def _section(new: Section, old: Section, before: Renderer, after: Renderer) -> SectionChange:
    pairs = pair_blocks(old.pieces, new.pieces)
    views = [_block(pair, before, after) for pair in pairs]
    return SectionChange(new.key, new.name, any(pair.change is not BlockChange.SAME for pair in pairs), views)


def _block(pair: BlockPair, before: Renderer, after: Renderer) -> BlockView:
    old = str(before.piece(pair.old)) if pair.old else ""
    new = str(after.piece(pair.new)) if pair.new else ""
    segments = compare_html(old, new)
    return BlockView(pair.change.value, _label(pair.change, segments), _paragraphs(segments))


def _label(change: BlockChange, segments: Sequence[Segment]) -> str:
    match change:
        case BlockChange.ADDED:
            return pgettext("part of a text", "Added")
        case BlockChange.REMOVED:
            return pgettext("part of a text", "Removed")
        case BlockChange.MOVED:
            return pgettext("part of a text", "Moved")
        case BlockChange.MOVED_AND_CHANGED:
            return pgettext("part of a text", "Moved and changed")
        case BlockChange.CHANGED if not is_changed(segments):
            return _("Changed in a way that its words do not show: look at the page.")
        case BlockChange.CHANGED:
            return pgettext("part of a text", "Changed")
        case _:
            return ""


def _paragraphs(segments: Sequence[Segment]) -> list[list[Run]]:
    """Runs by paragraph. Where a paragraph's end was itself added or removed, a mark stands for it."""
    paragraphs: list[list[Run]] = [[]]
    for run in _runs(segments):
        parts = run.text.split(PARAGRAPH_END)
        for index, part in enumerate(parts):
            is_last = index == len(parts) - 1
            text = part if is_last or run.change == Change.SAME else f"{part}¶"
            if text:
                paragraphs[-1].append(_with_text(run, text))
            if not is_last:
                paragraphs.append([])
    return [paragraph for paragraph in paragraphs if any(run.text.strip() for run in paragraph)]


def _with_text(run: Run, text: str) -> Run:
    return replace(run, text=text)


def _runs(segments: Sequence[Segment]) -> Iterator[Run]:
    for is_same, group in groupby(segments, key=lambda segment: segment.change is Change.SAME):
        hunk = list(group)
        for segment in hunk:
            yield _run(segment, [] if is_same else _notes(segment, hunk))


def _run(segment: Segment, notes: list[str]) -> Run:
    picture = next((mark.removeprefix(_IMAGE) for mark in segment.marks if mark.startswith(_IMAGE)), "")
    return Run(
        change=segment.change.value,
        text=segment.text,
        bold="bold" in segment.marks,
        italic="italic" in segment.marks,
        is_number=segment.is_number,
        picture=picture if picture.startswith("/") or "://" in picture else "",
        notes=notes,
    )


def _notes(segment: Segment, hunk: Iterable[Segment]) -> list[str]:
    """The marks that the other side of the change lacks; where nothing stands on the other side, targets and pictures."""
    others = {mark for other in hunk if other.change is not segment.change for mark in other.marks}
    replaced = any(other.change is not segment.change for other in hunk)
    marks = [mark for mark in segment.marks if mark not in others and (replaced or mark.startswith((_LINK, _IMAGE)))]
    return [_mark(mark) for mark in marks]


def _mark(mark: str) -> str:
    if mark.startswith(_LINK):
        return _("link to %(target)s") % {"target": mark.removeprefix(_LINK)}
    if mark.startswith(_IMAGE):
        return _("picture %(file)s") % {"file": mark.removeprefix(_IMAGE).rsplit("/", 1)[-1]}
    if mark.startswith("language "):
        return _("marked as language %(code)s") % {"code": mark.removeprefix("language ")}
    return _emphasis().get(mark, mark)


def _emphasis() -> dict[str, str]:
    return {
        "bold": pgettext("emphasis", "bold"),
        "italic": pgettext("emphasis", "italic"),
        "heading": pgettext("emphasis", "heading"),
        "list item": pgettext("emphasis", "item of a list"),
        "raised": pgettext("emphasis", "raised"),
    }
