"""Rich text taken apart without losing a character: words, inline markup, and the structure of paragraphs around them.

`canonical_html` decides whether two texts say the same; this keeps how each was stored.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from itertools import groupby
from typing import Final

_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_IN_CITATION: Final = re.compile(r"[^<>]*</a>")
_NAME: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_STRUCTURE: Final = frozenset({"p", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "hr"})
_VOID: Final = frozenset({"br", "hr", "img", "embed"})
_SAME: Final = {"strong": "b", "em": "i"}
#: What the editor puts on paragraphs for its own use.
_EDITORS_OWN: Final = frozenset({"data-block-key"})
#: A longer tag, in characters, is none that the editor writes, and is not looked into.
_LONGEST_TAG: Final = 3000


class Form(StrEnum):
    WORDS = "words"
    OPENING = "opening"
    CLOSING = "closing"
    #: Something that stands for itself: a line break, a citation with its mark.
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Token:
    """A run of words or one piece of markup, as it is stored."""

    form: Form
    raw: str
    #: The tag's name and attributes in one spelling, without the editor's own; empty for words.
    meaning: str = ""

    @property
    def is_structure(self) -> bool:
        return self.form is not Form.WORDS and _name(self.raw) in _STRUCTURE

    @property
    def words(self) -> str:
        """Words as a person reads them."""
        return html.unescape(self.raw)


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring tokens: a paragraph's words with their inline markup, or the structure between two paragraphs."""

    tokens: tuple[Token, ...]
    is_words: bool

    @property
    def raw(self) -> str:
        return "".join(token.raw for token in self.tokens)


def tokens_of(text: str) -> list[Token]:
    """Joined again, the tokens' `raw` is the text."""
    found: list[Token] = []
    end = 0
    for match in _TAG.finditer(text):
        if match.start() < end:  # within a citation
            continue
        if match.start() > end:
            found.append(Token(Form.WORDS, text[end : match.start()]))
        token = _markup(match.group())
        rest = _IN_CITATION.match(text, match.end()) if 'linktype="citation"' in token.meaning else None
        if rest:
            token = Token(Form.ALONE, match.group() + rest.group(), token.meaning)
        found.append(token)
        end = match.start() + len(token.raw)
    if end < len(text):
        found.append(Token(Form.WORDS, text[end:]))
    return found


def pieces_of(text: str) -> list[Piece]:
    """Structure and paragraphs by turns. Joined again, the pieces' `raw` is the text."""
    runs = [
        Piece(tuple(run), not is_structure and _has_words(run))
        for is_structure, group in groupby(tokens_of(text), key=lambda token: token.is_structure)
        for run in [list(group)]
    ]
    return [
        Piece(tuple(token for piece in group for token in piece.tokens), is_words)
        for is_words, group in groupby(runs, key=lambda piece: piece.is_words)
    ]


def whole(text: str) -> Piece:
    """A text as one piece, structure included."""
    return Piece(tuple(tokens_of(text)), is_words=True)


def words_as_html(words: str) -> str:
    """Words as rich text stores them."""
    return html.escape(words, quote=False)


def same_words(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether two runs of tokens differ in nothing but the spelling of characters (`&#x27;` is an apostrophe)."""
    return [_spelled(token) for token in one] == [_spelled(token) for token in other]


@dataclass(frozen=True, slots=True)
class Damage:
    """How a text's markup differs from what it must have. Empty tuples where nothing is wrong with them."""

    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    #: The first tag that does not fit where it stands: it closes nothing, is never closed, or the paragraphs differ.
    misplaced: str = ""


def damage(text: str, model: str) -> Damage | None:
    """What is wrong with a text that must carry exactly the markup of `model`: every link, citation and emphasis as often,
    and the same paragraphs in the same order. Within and between paragraphs, inline markup may change its place."""
    new, old = tokens_of(text), tokens_of(model)
    missing, unexpected = _marks(old) - _marks(new), _marks(new) - _marks(old)
    strays = ["<"] * (_strays(new) - _strays(old))
    if missing or unexpected or strays:
        return Damage(tuple(missing.elements()), (*unexpected.elements(), *strays))
    misplaced = _misplaced(new, old)
    return Damage(misplaced=misplaced) if misplaced else None


def _markup(raw: str) -> Token:
    if raw.startswith("</"):
        return Token(Form.CLOSING, raw, f"</{_SAME.get(_name(raw), _name(raw))}>")
    return Token(Form.ALONE if _name(raw) in _VOID else Form.OPENING, raw, _meaning(raw))


def _name(raw: str) -> str:
    match = _NAME.match(raw)
    return match[1].lower() if match else ""


class _FirstTag(HTMLParser):
    """Reads a tag's attributes as browsers do."""

    meaning = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = sorted((name, value or "") for name, value in attrs if name not in _EDITORS_OWN)
        attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in kept)
        self.meaning = self.meaning or f"<{_SAME.get(tag, tag)}{attributes}>"


def _meaning(raw: str) -> str:
    if len(raw) > _LONGEST_TAG:
        return raw
    parser = _FirstTag()
    parser.feed(raw)
    parser.close()
    return parser.meaning or raw


def _has_words(tokens: Sequence[Token]) -> bool:
    return any(token.form is Form.WORDS and token.words.strip() for token in tokens)


def _spelled(token: Token) -> str:
    return token.raw if token.form is not Form.WORDS else token.words


def _marks(tokens: Sequence[Token]) -> Counter[str]:
    return Counter(token.meaning for token in tokens if token.form is not Form.WORDS)


def _strays(tokens: Sequence[Token]) -> int:
    """Signs in the words that could begin a tag."""
    return sum(token.raw.count("<") for token in tokens if token.form is Form.WORDS)


def _misplaced(new: Sequence[Token], old: Sequence[Token]) -> str:
    structure = zip(_frame(new), _frame(old), strict=True)
    if differs := next((mine for mine, theirs in structure if mine != theirs), ""):
        return differs
    return "" if _unbalanced(old) else _unbalanced(new)


def _frame(tokens: Sequence[Token]) -> list[str]:
    return [token.meaning for token in tokens if token.is_structure]


def _unbalanced(tokens: Sequence[Token]) -> str:
    """The first tag that closes another one than was opened last, or that is never closed; empty if all is well."""
    open_tags: list[Token] = []
    for token in tokens:
        if token.form is Form.OPENING:
            open_tags.append(token)
        elif token.form is Form.CLOSING and (not open_tags or _closing(open_tags.pop()) != token.meaning):
            return token.meaning
    return open_tags[-1].meaning if open_tags else ""


def _closing(token: Token) -> str:
    return f"</{_SAME.get(_name(token.raw), _name(token.raw))}>"


def pairs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The positions of each opening tag and of the one that closes it, of those that fit together."""
    open_tags: list[int] = []
    for index, token in enumerate(tokens):
        if token.form is Form.OPENING:
            open_tags.append(index)
        elif token.form is Form.CLOSING and open_tags and _closing(tokens[open_tags[-1]]) == token.meaning:
            yield open_tags.pop(), index
