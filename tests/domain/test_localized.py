from __future__ import annotations

import pytest

from articles.domain.localized import LocalizedText, pick_text

TEXTS = {"en": "bone", "es": "hueso", "ar": "عظم"}


def test_pick_text__wanted_language() -> None:
    assert pick_text(TEXTS, "ar", "en") == LocalizedText("عظم", "ar", stands_in=False)


def test_pick_text__source_stands_in() -> None:
    assert pick_text(TEXTS, "fr", "en") == LocalizedText("bone", "en", stands_in=True)


def test_pick_text__first_other_stands_in_where_the_source_has_none() -> None:
    assert pick_text({"en": "", "fr": "", "es": "hueso", "ar": "عظم"}, "fr", "en") == LocalizedText("hueso", "es", stands_in=True)


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\u00a0"])
def test_pick_text__blank_is_not_a_text(blank: str) -> None:
    assert pick_text({"fr": blank, "en": "bone"}, "fr", "en") == LocalizedText("bone", "en", stands_in=True)


@pytest.mark.parametrize("texts", [{}, {"en": ""}, {"en": "", "fr": " "}])
def test_pick_text__none_where_no_language_has_one(texts: dict[str, str]) -> None:
    assert pick_text(texts, "fr", "en") is None


def test_pick_text__strips() -> None:
    assert pick_text({"en": " bone\n"}, "en", "en") == LocalizedText("bone", "en")


def test_pick_text__variant_of_a_language_is_another_language() -> None:
    assert pick_text({"zh": "骨", "en": "bone"}, "zh-hans", "en") == LocalizedText("bone", "en", stands_in=True)


def test_localized_text__prints_as_its_text() -> None:
    assert str(LocalizedText("hueso", "es", stands_in=True)) == "hueso"
