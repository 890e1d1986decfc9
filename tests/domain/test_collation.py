"""Alphabetical order in each language, and the letters of an A to Z."""

from __future__ import annotations

import itertools

import pytest

from articles.domain.collation import initial, sort_key

IN_ORDER = {
    "en": ["3 facts", "Aorta", "bone density", "“Bone” talk", "bones", "Éclair", "zoster"],
    "es": ["2 huesos", "anchoa", "Ángel", "nadar", "nz", "ñandú", "oso", "¿Qué?"],
    "fr": ["cote", "côte", "étage", "été", "oeillet", "œuf", "offre"],
    "de": ["Adler", "Ähre", "Arzt", "Strasse", "Straße", "Stratege", "Übung", "Uhr", "Ulme"],
    "ar": ["إستروجين", "التهاب", "آلام", "أنسجة", "بروتين", "عضلة", "العظم", "هرمون", "الهشاشة", "DXA"],
    "zh-hans": ["3 天", "成骨细胞", "雌激素", "DXA", "钙", "骨质疏松", "髋部", "破骨细胞", "维生素D", "重度"],
}
INITIALS = [
    ("en", "éclair", "E"),
    ("en", "“bone” talk", "B"),
    ("en", "3 facts", "#"),
    ("en", "", "#"),
    ("en", "Ωmega", "Ω"),
    ("es", "Ñandú", "Ñ"),
    ("es", "n\u0303andú", "Ñ"),
    ("es", "¿Qué?", "Q"),
    ("fr", "œuf", "O"),
    ("de", "Übung", "U"),
    ("de", "ẞ", "S"),
    ("ar", "العظم", "ع"),
    ("ar", "التهاب المفاصل", "ا"),
    ("ar", "أنسجة", "ا"),
    ("ar", "DXA", "D"),
    ("zh-hans", "骨质疏松", "G"),
    ("zh-hans", "重度", "Z"),
    ("zh-hans", "长期", "C"),
    ("zh-hans", "ＤＸＡ", "D"),
]


@pytest.mark.parametrize("language", IN_ORDER)
def test_sort_key__titles_stand_as_their_readers_expect(language: str) -> None:
    titles = IN_ORDER[language]
    assert sorted(set(titles), key=lambda title: sort_key(title, language)) == titles


@pytest.mark.parametrize(("language", "title", "letter"), INITIALS, ids=lambda value: str(value))
def test_initial__letter_under_which_readers_look(language: str, title: str, letter: str) -> None:
    assert initial(title, language) == letter


@pytest.mark.parametrize("language", IN_ORDER)
def test_initial__each_letter_stands_in_one_place(language: str) -> None:
    everything = sorted(
        itertools.chain(*IN_ORDER.values(), ["", "\0", "\ud800", "🦴"]), key=lambda title: sort_key(title, language)
    )
    letters = [letter for letter, _group in itertools.groupby(everything, key=lambda title: initial(title, language))]
    assert len(letters) == len(set(letters))
