"""Reading a file, whatever its format: by its name and its content, within the limits."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from articles.domain.intake import Passage

from .kinds import FileKind, decoded, kind_by_name, refuse_other_content
from .limits import (
    MOST_BYTES,
    MOST_BYTES_OF_WORD,
    MOST_CHARACTERS,
    refuse_empty,
    refuse_too_large,
    refuse_too_many_characters,
    refuse_too_many_passages,
)
from .marked import read_markdown
from .markup import Page, read_html
from .plain import read_plain
from .report import Cleaned
from .word import read_word

#: Characters that no text needs and some databases refuse, and those that hide or turn the direction of others.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def most_bytes(name: str) -> int:
    """How large a file of this name may be. Raises IntakeError for kinds of files that are not taken."""
    return MOST_BYTES_OF_WORD if kind_by_name(name) is FileKind.WORD else MOST_BYTES


def read_file(name: str, data: bytes, language: str, cleaned: Counter[Cleaned]) -> Page:
    """The passages of a file. Raises IntakeError for what is too large, of another kind, hostile or empty."""
    kind = kind_by_name(name)
    refuse_too_large(len(data), most_bytes(name))
    refuse_other_content(data, kind)
    page = read_word(data, cleaned) if kind is FileKind.WORD else _read_text(decoded(data, kind), kind, language, cleaned)
    passages = [_without_control(passage) for passage in page.passages]
    refuse_too_many_passages(passages)
    refuse_too_many_characters("".join(passage.text for passage in passages))
    refuse_empty(passages)
    return Page(passages, _CONTROL.sub("", page.title))


def _read_text(text: str, kind: FileKind, language: str, cleaned: Counter[Cleaned]) -> Page:
    cleaned[Cleaned.CONTROL] += len(_CONTROL.findall(text))
    if kind is FileKind.HTML:
        return read_html(text, cleaned)
    if kind is FileKind.MARKDOWN:
        if len(text) > 2 * MOST_CHARACTERS:  # links included; reading more than is taken would only cost time
            refuse_too_many_characters(text)
        return read_markdown(text, cleaned)
    refuse_too_many_characters(text)
    return Page(read_plain(text, language), "")


def _without_control(passage: Passage) -> Passage:
    return Passage(passage.kind, _CONTROL.sub("", passage.html), passage.level, passage.aside)
