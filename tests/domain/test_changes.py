"""What a reviewer is shown of a change: whatever a reader would notice, and no more than that."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.changes import (
    PARAGRAPH_END,
    BlockChange,
    Change,
    compare_html,
    is_changed,
    pair_blocks,
    tokens_of,
)


def shown(old: str, new: str) -> tuple[str, str]:
    """What is marked as removed and as added."""
    segments = compare_html(old, new)
    return tuple("".join(s.text for s in segments if s.change is kind) for kind in (Change.REMOVED, Change.ADDED))  # type: ignore[return-value]


# --- Words and numbers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("<p>Take 70 mg a week.</p>", "<p>Take 700 mg a week.</p>", "70 mg", "700 mg"),
        ("<p>Take 70 mg.</p>", "<p>Take 70 g.</p>", "70 mg", "70 g"),
        ("<p>Take 70\u00a0mg.</p>", "<p>Take 70\u00a0µg.</p>", "70\u00a0mg", "70\u00a0µg"),
        ("<p>1.5 litres</p>", "<p>15 litres</p>", "1.5", "15"),
        ("<p>1,000 people</p>", "<p>1.000 people</p>", "1,000", "1.000"),
        ("<p>5–10 years</p>", "<p>5–100 years</p>", "5–10", "5–100"),
        ("<p>20% of people</p>", "<p>20‰ of people</p>", "20%", "20‰"),
        ("<p>under <7 years</p>".replace("<7", "&lt;7"), "<p>under &gt;7 years</p>", "<7", ">7"),
        ("<p>It is not safe.</p>", "<p>It is safe.</p>", "not ", ""),
        ("<p>骨质疏松会痛</p>", "<p>骨质疏松不会痛</p>", "", "不"),
        ("<p>每天服用70毫克</p>", "<p>每天服用700毫克</p>", "70", "700"),
        ("<p>خذ ٧٠ ملغ</p>", "<p>خذ ٧٠٠ ملغ</p>", "٧٠", "٧٠٠"),
        ("<p>خذ ٧٫٥ ملغ</p>", "<p>خذ ٧٥ ملغ</p>", "٧٫٥", "٧٥"),
        ("<p>أكثر من ٢٠٪ منهم</p>", "<p>أكثر من ٣٠٪ منهم</p>", "٢٠٪", "٣٠٪"),
    ],
)
def test_compare_html__shows_the_whole_word_or_number_that_changed(old: str, new: str, removed: str, added: str) -> None:
    assert shown(old, new) == (removed, added)


@pytest.mark.parametrize("text", ["70", "700 mg", "1.5", "1,000", "٧٠", "٧٫٥", "20%", "٢٠٪", "5–10", "<7", "±2"])
def test_number__is_one_token_and_known_as_a_number(text: str) -> None:
    tokens = tokens_of(f"<p>{text.replace('<', '&lt;')}</p>")
    assert [(token.text, token.is_number) for token in tokens] == [(text, True)]


def test_number__with_its_unit_is_emphasised_in_the_comparison() -> None:
    segments = compare_html("<p>Take 70 mg a week.</p>", "<p>Take 700 mg a week.</p>")
    assert [(s.text, s.change) for s in segments if s.is_number] == [("70 mg", Change.REMOVED), ("700 mg", Change.ADDED)]


def test_compare_html__a_word_in_chinese_is_shown_by_the_character() -> None:
    segments = compare_html("<p>骨量减少</p>", "<p>骨量增加</p>")
    assert [(s.change, s.text) for s in segments] == [
        (Change.SAME, "骨量"), (Change.REMOVED, "减少"), (Change.ADDED, "增加"),
    ]  # fmt: skip


# --- Marks, targets, pictures: what Wagtail's own comparison does not show -------------------------------------------


def test_compare_html__wagtails_comparison_shows_no_difference_for_a_changed_link_target() -> None:
    """Design, section 4."""
    segments = compare_html('<p>See <a href="/safe">this</a>.</p>', '<p>See <a href="/unsafe">this</a>.</p>')
    changed = [(s.change, s.text, s.marks) for s in segments if s.change is not Change.SAME]
    assert changed == [(Change.REMOVED, "this", ("link /safe",)), (Change.ADDED, "this", ("link /unsafe",))]


def test_compare_html__wagtails_comparison_shows_no_difference_for_removed_bold() -> None:
    """Design, section 4."""
    segments = compare_html("<p>Do <b>not</b> stop.</p>", "<p>Do not stop.</p>")
    assert [(s.change, s.text, s.marks) for s in segments if s.text == "not"] == [
        (Change.REMOVED, "not", ("bold",)), (Change.ADDED, "not", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>Seven</p>", "<p><i>Seven</i></p>"),
        ("<p>Seven</p>", "<ul><li>Seven</li></ul>"),
        ("<p>Seven</p>", "<h3>Seven</h3>"),
        ("<p>m2</p>", "<p>m<sup>2</sup></p>"),
        ("<p>One. Two.</p>", "<p>One.</p><p>Two.</p>"),
        ('<p><a href="/x">Seven</a></p>', "<p>Seven</p>"),
        ('<p>x<sup><a href="#ref-1">1</a></sup></p>', '<p>x<sup><a href="#ref-2">1</a></sup></p>'),
        ('<img src="/a.png" alt="A knee">', '<img src="/b.png" alt="A knee">'),
        ('<img src="/a.png" alt="A knee">', '<img src="/a.png" alt="An elbow">'),
        ('<p>x</p><img src="/a.png" alt="A knee">', "<p>x</p>"),
        ('<p><span lang="la">Os</span></p>', '<p><span lang="fr">Os</span></p>'),
        ("<p>a b</p>", "<p>ab</p>"),
    ],
)
def test_compare_html__shows_whatever_else_a_reader_would_notice(old: str, new: str) -> None:
    assert is_changed(compare_html(old, new))
    assert is_changed(compare_html(new, old))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>One</p>\n<p>Two</p>", "<p>One</p><p>Two</p>"),
        ("<p>One  two</p>", "<p>One\ntwo</p>"),
        ("<p><strong>One</strong></p>", "<p><b>One</b></p>"),
        ('<p class="x" id="y">One</p>', "<p>One</p>"),
        ("<p>a &amp; b</p>", "<p>a &#38; b</p>"),
    ],
)
def test_compare_html__shows_nothing_that_no_reader_would_notice(old: str, new: str) -> None:
    assert not is_changed(compare_html(old, new))


htmls = st.lists(
    st.lists(
        st.sampled_from(["knee", "<b>not</b>", "70 mg", "7", "骨", "٧", '<a href="/x">so</a>', ".", "&amp;"]), max_size=6
    ).map(lambda words: f"<p>{' '.join(words)}</p>"),
    max_size=3,
).map("".join)


def text_of(html: str) -> str:
    return "".join(token.text for token in tokens_of(html))


@given(htmls, htmls)
def test_compare_html__both_texts_can_be_read_back_from_it(old: str, new: str) -> None:
    segments = compare_html(old, new)
    assert "".join(s.text for s in segments if s.change is not Change.ADDED) == text_of(old)
    assert "".join(s.text for s in segments if s.change is not Change.REMOVED) == text_of(new)
    assert is_changed(segments) is (tokens_of(old) != tokens_of(new))


@given(st.text(max_size=40))
def test_tokens_of__never_fails_on_whatever_is_stored(html: str) -> None:
    assert PARAGRAPH_END not in [token.text for token in tokens_of(html)[-1:]]


# --- Blocks ----------------------------------------------------------------------------------------------------------


def block(name: str, value: Any = "", kind: str = "text") -> dict[str, Any]:
    return {"id": name, "type": kind, "value": value or f"words of {name}"}


def changes(old: list[Any], new: list[Any]) -> list[tuple[str, str]]:
    return [(pair.change.value, (pair.new or pair.old)["id"]) for pair in pair_blocks(old, new)]


A, B, C, D = (block(name) for name in "ABCD")


def test_pair_blocks__the_same_blocks_are_the_same() -> None:
    assert changes([A, B], [A, B]) == [("same", "A"), ("same", "B")]


def test_pair_blocks__wagtails_comparison_shows_no_difference_for_a_moved_block() -> None:
    """Design, section 4. As few as possible count as moved."""
    assert changes([A, B, C, D], [B, C, D, A]) == [("same", "B"), ("same", "C"), ("same", "D"), ("moved", "A")]


def test_pair_blocks__added_and_removed() -> None:
    assert changes([A, C], [A, B, C]) == [("same", "A"), ("added", "B"), ("same", "C")]
    assert changes([A, B, C], [A, C]) == [("same", "A"), ("removed", "B"), ("same", "C")]
    assert changes([A, B], []) == [("removed", "A"), ("removed", "B")]
    assert changes([], [A, B]) == [("added", "A"), ("added", "B")]


def test_pair_blocks__removed_blocks_stand_where_they_stood() -> None:
    assert changes([A, B, C, D], [D]) == [("removed", "A"), ("removed", "B"), ("removed", "C"), ("same", "D")]


def test_pair_blocks__changed_in_words_in_kind_and_in_place() -> None:
    other, callout = block("A", "other words"), block("A", "words of A", kind="callout")
    assert changes([A], [other]) == [("changed", "A")]
    assert changes([A], [callout]) == [("changed", "A")]
    assert changes([A, B, C], [B, C, other]) == [("same", "B"), ("same", "C"), ("moved_and_changed", "A")]


def test_pair_blocks__exchanged_picture_is_a_change() -> None:
    old, new = (block("A", {"image": {"image": pk}, "caption": "x"}, kind="figure") for pk in (1, 2))
    assert changes([old], [new]) == [("changed", "A")]


block_lists = st.lists(st.sampled_from("ABCDEFG"), unique=True, max_size=7)


@given(block_lists, block_lists, st.sets(st.sampled_from("ABCDEFG")))
def test_pair_blocks__every_block_of_both_is_shown_once_and_in_order(
    before: list[str], after: list[str], edited: set[str]
) -> None:
    old = [block(name) for name in before]
    new = [block(name, "other words" if name in edited else "") for name in after]
    pairs = pair_blocks(old, new)
    assert [pair.new for pair in pairs if pair.new] == new
    assert sorted(pair.old["id"] for pair in pairs if pair.old) == sorted(before)
    for pair in pairs:
        name = (pair.new or pair.old)["id"]
        assert (pair.change is BlockChange.ADDED) is (name not in before)
        assert (pair.change is BlockChange.REMOVED) is (name not in after)
        if name in before and name in after:
            assert (pair.change in (BlockChange.CHANGED, BlockChange.MOVED_AND_CHANGED)) is (name in edited)


@given(block_lists, st.randoms())
def test_pair_blocks__nothing_moved_only_if_the_order_is_the_same(names: list[str], chance: Any) -> None:
    shuffled = list(names)
    chance.shuffle(shuffled)
    pairs = pair_blocks([block(name) for name in names], [block(name) for name in shuffled])
    assert any(pair.change is BlockChange.MOVED for pair in pairs) is (shuffled != names)


def test_pair_blocks__blocks_without_an_id_are_not_taken_for_each_other() -> None:
    """Content that a program wrote may lack ids: a removed warning must not hide behind another block without one."""
    old = [block("", "Safe."), block("", "But not at night.")]
    pairs = pair_blocks(old, [block("", "But not at night.")])
    assert [pair.old["value"] for pair in pairs if pair.change is BlockChange.REMOVED] == ["Safe."]
