"""Rich text is taken apart without loss, and whoever changes its markup is told what is missing, new or misplaced."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.markup import Damage, damage, pieces_of, same_words, tokens_of, words_as_html

PARTS = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i>",
    "<br/>",
    "<li>",
    "<",
    ">",
    "&",
    "&amp;",
    "&#x27;",
    "a",
    " ",
    "\n",
    "<!--",
    "</",
    "<a ",
    '"',
]
CITATION = '<a id="x" linktype="citation">[x]</a>'


@given(st.lists(st.sampled_from([*PARTS, CITATION, CITATION[:-4]]), max_size=16).map("".join) | st.text(max_size=60))
def test_any_text__is_put_together_again(text: str) -> None:
    assert "".join(token.raw for token in tokens_of(text)) == text
    assert "".join(piece.raw for piece in pieces_of(text)) == text
    assert damage(text, text) is None


@given(st.text(max_size=40))
def test_words__come_back_from_html(text: str) -> None:
    assert "".join(token.words for token in tokens_of(words_as_html(text))) == text


def test_spelling_of_characters__does_not_matter() -> None:
    assert same_words(tokens_of("<p>It&#x27;s &amp;&nbsp;so</p>"), tokens_of("<p>It's &amp;\u00a0so</p>"))
    assert not same_words(tokens_of("<p>It's</p>"), tokens_of("<p><b>It's</b></p>"))


MODEL = f"<p>One <b>two</b> {CITATION}</p><ul><li>Three</li></ul>"


@pytest.mark.parametrize(
    "text",
    [
        f"<p>Uno {CITATION} <strong>dos</strong></p><ul><li>Tres</li></ul>",
        f'<p data-block-key="k">Uno <b>dos</b></p><ul><li>Tres{CITATION}</li></ul>',
        '<p>Uno <b>dos</b><a linktype="citation" id="x">[x]</a></p><ul><li>Tres</li></ul>',
    ],
)
def test_markup__may_move_and_be_spelled_otherwise(text: str) -> None:
    assert damage(text, MODEL) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Uno dos</p><ul><li>Tres</li></ul>", Damage(missing=("<b>", "</b>", '<a id="x" linktype="citation">'))),
        (MODEL.replace('id="x"', 'id="y"'), Damage(('<a id="x" linktype="citation">',), ('<a id="y" linktype="citation">',))),
        (MODEL.replace("Three", "Tres <b"), Damage(unexpected=("<",))),
        (MODEL.replace("<b>two</b>", "</b>dos<b>"), Damage(misplaced="</b>")),
        (MODEL.replace("</p><ul>", "<ul></p>"), Damage(misplaced="<ul>")),
        (MODEL + "<script>x</script>", Damage(unexpected=("<script>", "</script>"))),
        (MODEL.replace("<p>", "<p onclick=x>"), Damage(("<p>",), ('<p onclick="x">',))),
    ],
)
def test_damage__says_what_it_is(text: str, expected: Damage) -> None:
    assert damage(text, MODEL) == expected


@pytest.mark.parametrize(
    "text", ["<a " * 100_000, '<a linktype="citation">' * 30_000, "<" * 300_000, "<a " + "x=" * 150_000 + ">", "&" * 300_000]
)
def test_hostile_text__takes_no_longer_than_its_length(text: str) -> None:
    began = time.monotonic()
    damage(text, MODEL)
    assert time.monotonic() - began < 5
