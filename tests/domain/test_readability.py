"""The reading level, by a declared formula."""

from __future__ import annotations

import pytest

from articles.domain.readability import Level, readability


def test_readability__lix_is_words_per_sentence_plus_share_of_long_words() -> None:
    # 10 words in 2 sentences, 2 of them of more than six letters: 5 + 20.
    measured = readability(["The knee is glimmering now. It hums on most evenings."], "en")
    assert measured is not None
    assert (measured.words, measured.sentences, measured.longest_sentence) == (10, 2, 5)
    assert (measured.lix, measured.level) == (25, Level.VERY_EASY)


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_readability__has_a_formula_for_these_languages(language: str) -> None:
    measured = readability(["Un dos tres."], language)
    assert measured is not None
    assert measured.lix is not None


def test_readability__measures_only_sentences_where_there_is_no_formula() -> None:
    measured = readability(["العظم نسيج حي. إنه يتجدد."], "ar")
    assert measured is not None
    assert (measured.sentences, measured.lix, measured.level) == (2, None, None)


def test_readability__says_nothing_of_languages_without_spaces_or_of_no_words() -> None:
    assert readability(["骨头是活的组织。"], "zh-hans") is None
    assert readability(["", "1 — 2"[3:3]], "en") is None


@pytest.mark.parametrize(
    ("text", "sentences"),
    [("It rose by 1.5 in a year.", 1), ("Nimm z. B. Milch. Gut.", 2), ("Really?! Yes.", 2), ("No stop at all", 1), ("A\nB", 2)],
)
def test_readability__where_a_sentence_ends(text: str, sentences: int) -> None:
    measured = readability([text], "de")
    assert measured is not None
    assert measured.sentences == sentences


@pytest.mark.parametrize(
    ("words", "level"), [(29, Level.VERY_EASY), (30, Level.EASY), (40, Level.MEDIUM), (50, Level.HARD), (60, Level.VERY_HARD)]
)
def test_readability__bands(words: int, level: Level) -> None:
    measured = readability([" ".join(["knee"] * words) + "."], "en")
    assert measured is not None
    assert measured.level is level
