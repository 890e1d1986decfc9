from __future__ import annotations

from typing import Any

import pytest

from articles.domain.streams import chosen_keys, has_text, strings

UUID = "0e4f9ee6-95a0-4f0b-9d1e-0d7f6c1f2a11"


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": UUID}


def item(value: Any) -> dict[str, Any]:
    return block("item", value)


@pytest.mark.parametrize(
    "raw",
    [
        "bone",
        "<p>bone</p>",
        "<p>骨</p>",
        "<p>less than <b>5</b> %</p>",
        "a < b",
        0,
        7,
        [block("text", "<p>bone</p>")],
        [block("text", ""), block("text", "<p>bone</p>")],
        [block("callout", {"urgency": "tip", "text": "<p>Move.</p>"})],
        [block("figure", {"image": {"image": 7, "decorative": False, "alt_text": ""}, "caption": "", "credit": ""})],
        [block("risk_factor_list", {"factors": [item(3)]})],
    ],
    ids=repr,
)
def test_has_text__words_or_a_chosen_object(raw: Any) -> None:
    assert has_text(raw)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        True,
        False,
        "",
        " \n\t\u00a0",
        "<p></p>",
        "<p> &nbsp;<br/></p>",
        "<ul><li></li></ul>",
        [],
        {},
        [block("text", "<p></p>")],
        [block("callout", {"urgency": "emergency", "text": ""})],
        [block("figure", {"image": {"image": None, "decorative": True, "alt_text": ""}, "caption": "", "credit": ""})],
        [block("risk_factor_list", {"factors": []})],
        [block("risk_factor_list", {"factors": [item(None)]})],
        [block("key_figure", {"value": "", "unit": "", "meaning": "", "source": ""})],
    ],
    ids=repr,
)
def test_has_text__settings_and_markup_alone_are_none(raw: Any) -> None:
    assert not has_text(raw)


def test_chosen_keys__of_nested_image_blocks() -> None:
    raw = [
        block("figure", {"image": {"image": 7, "decorative": False, "alt_text": "Bone"}, "caption": ""}),
        block("text", "<p>bone</p>"),
        block("figure", {"image": {"image": 5, "decorative": True, "alt_text": ""}, "caption": ""}),
    ]
    assert list(chosen_keys(raw, "image")) == [7, 5]


def test_chosen_keys__of_list_items_in_order_with_repeats() -> None:
    assert list(chosen_keys([block("risk_factor_list", {"factors": [item(3), item(1), item(3)]})], "factors")) == [3, 1, 3]


def test_chosen_keys__of_plain_lists() -> None:
    assert list(chosen_keys({"factors": [3, 1]}, "factors")) == [3, 1]


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "image",
        [],
        {"image": None},
        {"image": "7"},
        {"image": True},
        {"picture": 7},
        {"image": {"decorative": True}},
        {"factors": [item(None)]},
    ],
    ids=repr,
)
@pytest.mark.parametrize("name", ["image", "factors"])
def test_chosen_keys__none(raw: Any, name: str) -> None:
    assert list(chosen_keys(raw, name)) == []


def test_chosen_keys__only_under_the_name() -> None:
    raw = [block("figure", {"image": {"image": 7}}), block("risk_factor_list", {"factors": [item(3)]})]
    assert list(chosen_keys(raw, "factors")) == [3]


def test_strings__every_text_in_order() -> None:
    raw = [block("callout", {"urgency": "tip", "text": "<p>Move.</p>"}), {"n": [1, None, True, "last"]}]
    assert list(strings(raw)) == ["callout", "tip", "<p>Move.</p>", UUID, "last"]
