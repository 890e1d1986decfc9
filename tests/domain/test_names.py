from __future__ import annotations

import pytest

from articles.domain.names import split_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (None, []),
        ("", []),
        (" \n\t\n", []),
        ("brittle bones", ["brittle bones"]),
        ("brittle bones\nporous bone", ["brittle bones", "porous bone"]),
        ("brittle bones\r\n  porous bone \r\n", ["brittle bones", "porous bone"]),
        ("thin bones\nbrittle bones\nthin bones", ["thin bones", "brittle bones"]),
        ("هشاشة العظام\n骨质疏松症", ["هشاشة العظام", "骨质疏松症"]),
        ("bone loss, thinning", ["bone loss, thinning"]),
    ],
)
def test_split_names__by_line_trimmed_without_repeats(text: str | None, names: list[str]) -> None:
    assert split_names(text) == names


def test_split_names__capitals_make_another_name() -> None:
    assert split_names("OP\nop") == ["OP", "op"]
