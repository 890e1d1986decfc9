"""How a text is laid out for translators: rich text by paragraphs, so that they meet words, and structure stays out of reach."""

from __future__ import annotations

from dataclasses import dataclass

from articles.domain.markup import Form, Piece, Token, pieces_of, whole
from articles.domain.segments import Kind, Segment


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the source and what the translation has in its place, if anything."""

    source: Piece
    own: Piece | None


def by_paragraphs(segment: Segment) -> list[Part] | None:
    """The source's pieces in order, each with its counterpart; None where the translation's paragraphs are other ones."""
    if segment.kind is not Kind.HTML:
        return [Part(_plain(segment.source), None if segment.own is None else _plain(segment.own))]
    source = pieces_of(segment.source)
    if segment.own is None:
        return [Part(piece, None) for piece in source]
    own = pieces_of(segment.own)
    if [_frame(piece) for piece in source] != [_frame(piece) for piece in own]:
        return None
    return [Part(*pair) for pair in zip(source, own, strict=True)]


def as_one(segment: Segment) -> list[Part]:
    """The whole text as one piece."""
    return [Part(whole(segment.source), None if segment.own is None else whole(segment.own))]


def _plain(text: str) -> Piece:
    return Piece((Token(Form.WORDS, text),), is_words=True)


def _frame(piece: Piece) -> list[str] | None:
    return None if piece.is_words else [token.meaning for token in piece.tokens if token.is_structure]
