"""One spelling for equal rich text, and never one spelling for different words."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.html import canonical_html

# --- Rich text as editors write it -----------------------------------------------------------------------------------

words = st.text(st.sampled_from("ab7 &<>\"'\u00a0é骨ع\n"), max_size=8)
escaped = words.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        inner.map(lambda text: f"<b>{text}</b>"),
        inner.map(lambda text: f"<i>{text}</i>"),
        st.tuples(st.sampled_from(["https://a.example/", "https://b.example/?x=1&amp;y=2"]), inner).map(
            lambda pair: f'<a href="{pair[0]}">{pair[1]}</a>'
        ),
        st.just('<a data-cite="ref-1" linktype="citation"></a>'),
    )


inline = st.recursive(escaped, _wrapped, max_leaves=4)
lines = st.lists(inline, min_size=1, max_size=3).map("".join)
paragraphs = lines.map(lambda text: f'<p data-block-key="k">{text}</p>')
lists = st.lists(lines, min_size=1, max_size=3).map(
    lambda items: "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
)
rich_texts = st.lists(st.one_of(paragraphs, lists), max_size=4).map("".join)


def met_by_readers(html: str) -> list[str]:
    """The words of each paragraph as a browser shows them, white space collapsed; with marks and targets left as they are."""
    paragraphs = re.split(r"</?(?:p|ul|li)\b[^>]*>", html)
    return [text for text in (re.sub(r"[ \t\r\n]+", " ", unescape(part)).strip(" ") for part in paragraphs) if text]


@given(rich_texts)
def test_canonical_html__is_idempotent(html: str) -> None:
    once = canonical_html(html)
    assert canonical_html(once) == once


@given(rich_texts)
def test_canonical_html__keeps_every_word_mark_and_target(html: str) -> None:
    assert met_by_readers(canonical_html(html)) == met_by_readers(html)


@given(rich_texts, rich_texts)
def test_canonical_html__never_gives_different_texts_one_spelling(first: str, second: str) -> None:
    if met_by_readers(first) != met_by_readers(second):
        assert canonical_html(first) != canonical_html(second)


@given(st.text(st.sampled_from("<>&;/ab=\"' !-pbi"), max_size=30))
def test_canonical_html__is_idempotent_for_whatever_is_posted(html: str) -> None:
    once = canonical_html(html)
    assert canonical_html(once) == once


# --- Equal and different, one by one ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('<p data-block-key="a1b2c">Seven moons.</p>', "<p>Seven moons.</p>"),
        ("<p>One.</p>\n  <p>Two.</p>", "<p>One.</p><p>Two.</p>"),
        ("<p>Seven moons. </p>", "<p>Seven moons.</p>"),
        ("<p>  Seven moons.</p>", "<p>Seven moons.</p>"),
        ("<p><strong>Not</strong> <em>seven</em></p>", "<p><b>Not</b> <i>seven</i></p>"),
        ('<p><a href="/x" id="3">a</a></p>', '<p><a id="3" href="/x">a</a></p>'),
        ("<p>a &amp; b &eacute;</p>", "<p>a &#38; b é</p>"),
        ("<p>a<br/>b</p>", "<p>a<br>b</p>"),
        ("<ul>\n<li>One</li>\n<li>Two</li>\n</ul>", "<ul><li>One</li><li>Two</li></ul>"),
    ],
)
def test_canonical_html__spellings_of_the_same_text_are_one(first: str, second: str) -> None:
    assert canonical_html(first) == canonical_html(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<p>70 mg</p>", "<p>700 mg</p>"),
        ("<p>7 mg</p>", "<p>7 g</p>"),
        ("<p>Do <b>not</b> take it.</p>", "<p>Do not take it.</p>"),
        ('<p><a href="/safe">a</a></p>', '<p><a href="/unsafe">a</a></p>'),
        ('<p><a linktype="page" id="3">a</a></p>', '<p><a linktype="page" id="4">a</a></p>'),
        ('<p>x<a data-cite="ref-1"></a></p>', '<p>x<a data-cite="ref-2"></a></p>'),
        ("<p>One. Two.</p>", "<p>One.</p><p>Two.</p>"),
        ("<p>no one</p>", "<p>noone</p>"),
        ("<p><b>no</b> one</p>", "<p><b>no</b>one</p>"),
        ("<p>no <b>one</b></p>", "<p>no<b>one</b></p>"),
        ("<p>5&nbsp;mg</p>", "<p>5 mg</p>"),
        ("<p>a &lt;b&gt; c</p>", "<p>a <b> c</b></p>"),
        ("<ol><li>a</li></ol>", "<ul><li>a</li></ul>"),
        ("<p>H<sub>2</sub></p>", "<p>H<sup>2</sup></p>"),
        ("<p>ab</p>", "<p>ba</p>"),
    ],
)
def test_canonical_html__what_a_reader_would_notice_stays_different(first: str, second: str) -> None:
    assert canonical_html(first) != canonical_html(second)


def test_canonical_html__nothing_is_nothing() -> None:
    assert canonical_html("") == canonical_html("   \n") == ""
