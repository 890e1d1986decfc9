"""Doses and measured values, which nobody may tell readers unsigned."""

from __future__ import annotations

import pytest

from articles.domain.parity import doses


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Take 5 mg of moonlight and 1,000 IU of starlight.", ["5 mg", "1,000 IU"]),
        (
            "en",
            [
                {
                    "type": "section",
                    "id": "3f2a1d5e-0000-4000-8000-5d11aa22bb33",
                    "value": {"text": "<p>Below <b>75 nmol/l</b>.</p>"},
                }
            ],
            ["75 nmol/l"],
        ),
        ("de", "Nimm 2,5 Gramm.", ["2,5 Gramm"]),
        ("fr", "5 milligrammes par jour", ["5 milligrammes par jour"]),
        ("es", "Tome 800 UI al día.", ["800 UI"]),
        ("ar", "خذ ٥ ملغ", ["٥ ملغ"]),
        ("zh-hans", "每天服用5毫克。", ["5毫克"]),
        ("en", "At 200 % text size, within 24 hours, 400 characters, 320 px, since 2024, 3 m from the door.", []),
        ("en", "", []),
    ],
)
def test_doses(language: str, text: object, found: list[str]) -> None:
    assert doses(text, language) == found
