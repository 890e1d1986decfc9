"""Names of the glossary are found as whole words, in the forms that each language bends them into."""

from __future__ import annotations

import pytest

from articles.domain.names import split_names
from articles.domain.terms import Terms, terms
from articles.services.demonstration import content
from tests.factories import LANGUAGES


def found(name: str, text: str, language: str = "en") -> list[str]:
    return [text[place.start : place.end] for place in Terms([("key", name)], language).find(text)]


@pytest.mark.parametrize(
    ("language", "name", "text", "expected"),
    [
        ("en", "Osteoclast", "OSTEOCLASTS and an osteoclast’s work", ["OSTEOCLASTS", "osteoclast"]),
        ("en", "Bone density", "low bone\n density, bone-density tests", ["bone\n density", "bone-density"]),
        ("en", "Biopsy", "two biopsies", ["biopsies"]),
        ("en", "Bone", "bonehead, backbone, bones", ["bones"]),
        ("en", "Bone density", "bone. Density is", []),
        ("en", "Bone mineral density (BMD)", "BMD, BMDs, bmd, bone mineral densities", ["BMD", "BMDs", "bone mineral densities"]),
        ("es", "Fractura por fragilidad", "las fracturas por fragilidad", ["fracturas por fragilidad"]),
        ("es", "Remodelación ósea", "REMODELACIÓN ÓSEA", ["REMODELACIÓN ÓSEA"]),
        ("es", "Lesión", "las lesiones", ["lesiones"]),
        ("fr", "Ostéoclaste", "d’ostéoclastes, l'ostéoclaste", ["ostéoclastes", "ostéoclaste"]),
        ("fr", "Épigénétique", "L’Epigénétique", ["Epigénétique"]),
        ("fr", "Œstrogènes", "les oestrogènes", ["oestrogènes"]),
        ("fr", "Côte", "à côté de la côte", ["côte"]),
        ("fr", "Taux hormonal", "des taux hormonaux", ["taux hormonaux"]),
        ("de", "Sekundäre Osteoporose", "bei einer sekundären Osteoporose", ["sekundären Osteoporose"]),
        ("de", "Osteoklast", "Osteoklasten, des Osteoklasten", ["Osteoklasten", "Osteoklasten"]),
        ("de", "Knochenbruch", "viele Knochenbrüche, des Knochenbruchs", ["Knochenbrüche", "Knochenbruchs"]),
        ("de", "Knochen", "Knochendichte", []),
        ("ar", "هشاشة العظام", "وبهشاشة العظام، هَشَاشَةُ العِظَامِ", ["وبهشاشة العظام", "هَشَاشَةُ العِظَامِ"]),
        ("ar", "الإستروجين", "هرمون استروجين وللإستروجين", ["استروجين", "وللإستروجين"]),
        ("ar", "ناقضة العظم", "ناقضات العظم لا بانيات العظم", ["ناقضات العظم"]),
        ("zh-hans", "骨质疏松症", "患骨质疏松症的人", ["骨质疏松症"]),
        ("zh-hans", "骨密度（BMD）", "骨密度即BMD，不是ABMDX", ["骨密度", "BMD"]),
    ],
)
def test_name__in_its_forms_and_as_a_whole_word(language: str, name: str, text: str, expected: list[str]) -> None:
    assert found(name, text, language) == expected


def test_several_names__the_longest_counts_and_none_within_another() -> None:
    known = Terms([("o", "Osteoporosis"), ("s", "Secondary osteoporosis"), ("o", "Thin bones")], "en")
    text = "Secondary osteoporosis, osteoporosis, thin bones."
    assert [(place.key, place.name) for place in known.find(text)] == [
        ("s", "Secondary osteoporosis"),
        ("o", "Osteoporosis"),
        ("o", "Thin bones"),
    ]


@pytest.mark.parametrize("name", ["", " ", "()", "—", "…", "(bmd)"])
def test_name_without_a_word__is_found_nowhere(name: str) -> None:
    assert found(name, "a () — … text") == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "ß" * 50, "İİ", "a" * 50_000, "- " * 5_000, "٠١٢"])
def test_strange_text__is_no_trouble(language: str, text: str) -> None:
    assert found("Bone density", text, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_demonstration__names_its_terms_in_every_language(language: str) -> None:
    """Terms that the invented article uses in each of its languages."""
    words = content.texts(language)
    names = tuple(
        (key, name)
        for key, term in words["glossary"].items()
        for name in split_names("\n".join([term["term"], *term["also_known_as"]]))
    )
    article = " ".join(str(block) for section in ("causes", "genetics", "research") for block in words["article"][section])
    used = {place.key for place in terms(names, language).find(article)}
    assert used >= {
        "osteoporosis", "osteoclast", "osteoblast", "oestrogen", "peak-bone-mass", "epigenetics", "microbiome",
        "secondary-osteoporosis",
    }  # fmt: skip
