"""How texts and queries become the same words."""

from __future__ import annotations

import pytest

from articles.domain.search import (
    best_passages,
    correction_keys,
    distance,
    query_words,
    split_at_known,
    stems,
    tolerance,
    word_keys,
)

SAME = [
    ("en", "oestrogen", "estrogen"),
    ("en", "haemoglobin", "Hemoglobin"),
    ("en", "fractures", "fracture"),
    ("es", "nutricion", "nutrición"),
    ("es", "óseas", "osea"),
    ("fr", "l’ostéoporose", "osteoporose"),
    ("fr", "œufs", "oeuf"),
    ("fr", "qu’os", "os"),
    ("de", "Knochenbrüche", "knochenbruch"),
    ("de", "Knochenbrueche", "Knochenbrüche"),
    ("de", "Östrogen", "Oestrogen"),
    ("de", "Fuß", "Fuss"),
    ("ar", "هشاشة", "الهشاشه"),
    ("ar", "عِظَام", "العظم"),
    ("ar", "أسباب", "سبب"),
    ("ar", "والجينات", "جين"),
    ("ar", "١٢٣", "123"),
    ("zh-hans", "ＤＸＡ", "dxa"),
]


@pytest.mark.parametrize(("language", "one", "other"), SAME)
def test_stems__same_for_what_readers_take_for_the_same(language: str, one: str, other: str) -> None:
    assert stems(one, language) == stems(other, language) != []


@pytest.mark.parametrize(
    ("language", "question"),
    [("en", "why do I have it"), ("de", "warum habe ich das"), ("fr", "pourquoi est-ce que je l’ai"), ("zh-hans", "为什么")],
)
def test_stems__questions_are_made_of_nothing(language: str, question: str) -> None:
    assert stems(question, language) == []


def test_query_words__chinese_in_pairs_and_alone_where_there_is_no_pair() -> None:
    assert [word.stem for word in query_words("骨质疏松 钙", "zh-hans")] == ["骨质", "质疏", "疏松", "钙"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("brake", "break"),
        ("hereditery", "hereditary"),
        ("osteoperosis", "osteoporosis"),
        ("calsium", "calcium"),
        ("bonse", "bones"),
    ],
)
def test_spelling__brings_a_mistake_and_the_word_together(typed: str, meant: str) -> None:
    assert correction_keys(typed) & word_keys(meant)
    assert 0 < distance(typed, meant) <= tolerance(typed)


@pytest.mark.parametrize(("one", "other", "mistakes"), [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abd", 1), ("abc", "", 3)])
def test_distance__counts_mistakes(one: str, other: str, mistakes: int) -> None:
    assert distance(one, other) == distance(other, one) == mistakes


def test_split_at_known__parts_of_a_compound() -> None:
    assert split_at_known("alterserkrankungen", {"alter", "erkrankungen"}) == ["alter", "erkrankungen"]
    assert split_at_known("alterserkrankungen", {"alter"}) == []


def test_best_passages__where_most_words_stand_together_with_accents_kept() -> None:
    long = "Rien ici. " * 60 + "Un os fêlé guérit. " + "Encore rien. " * 60
    [passage] = best_passages([("a", "A", "Rien."), ("b", "B", long)], set(stems("fele os", "fr")), "fr")
    assert passage.anchor == "b"
    assert passage.cut_before
    assert passage.cut_after
    assert [piece.text for piece in passage.pieces if piece.is_hit] == ["os", "fêlé"]
    assert "".join(piece.text for piece in passage.pieces) in long


def test_best_passages__beginning_where_only_the_title_was_hit() -> None:
    [passage] = best_passages([("a", "A", "First."), ("b", "B", "Second.")], {"zzz"}, "en")
    assert (passage.anchor, [piece.is_hit for piece in passage.pieces]) == ("a", [False])
