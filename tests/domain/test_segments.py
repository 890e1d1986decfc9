"""Texts are found by names that hold in every language, and written back without touching anything beside them."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from articles.domain.segments import (
    FieldShape,
    Kind,
    Segment,
    StreamShape,
    StructShape,
    TextShape,
    segments,
    texts,
    to_do,
    with_targets,
    without_place,
)

FIGURE = StructShape({"value": ("Value", TextShape(Kind.LINE, 30)), "meaning": ("Meaning", TextShape(Kind.TEXT))})
FIELDS = {
    "title": FieldShape("title", "Title", TextShape(Kind.LINE, 255)),
    "causes": FieldShape(
        "causes", "Causes", StreamShape({"text": ("Text", TextShape(Kind.HTML)), "key_figure": ("Key figure", FIGURE)})
    ),
}


def passage(name: Any, html: str = "<p>Hum.</p>") -> dict[str, Any]:
    return {"type": "text", "id": name, "value": html}


def figure(name: str, **values: Any) -> dict[str, Any]:
    return {"type": "key_figure", "id": name, "value": {"value": "7", "meaning": "moons", "source": "ref-1", **values}}


def keys(*blocks: Any) -> list[str]:
    return [text.key for text in texts({"title": "", "causes": list(blocks)}, FIELDS)]


def test_names__are_made_of_fields_and_block_ids() -> None:
    assert keys(passage("a"), figure("b")) == ["causes/a", "causes/b/value", "causes/b/meaning"]


@pytest.mark.parametrize("name", [None, "", "a/b", "x" * 65, "ü", "a b", 7.5])
def test_block_without_a_usable_id__is_named_by_its_place(name: Any) -> None:
    assert keys(passage("a"), passage(name)) == ["causes/a", "causes/@1"]


def test_blocks_with_the_same_id__are_named_by_their_places() -> None:
    assert keys(passage("a"), passage("a")) == ["causes/@0", "causes/@1"]


@pytest.mark.parametrize("raw", [None, "", [], "text", [None, 7, "x"], [{}], [{"type": "text"}], [{"type": "text", "value": {}}]])
def test_content_of_another_shape__holds_no_texts(raw: Any) -> None:
    assert list(texts({"causes": raw}, FIELDS)) == []


@pytest.mark.parametrize("html", ["", "<p></p>", "<p> </p><p><b></b></p>", '<p><a id="x" linktype="citation">[x]</a></p>'])
def test_passage_without_words__is_nothing_to_translate(html: str) -> None:
    assert keys(passage("a", html)) == []


def test_context__says_where_a_text_stands() -> None:
    (text,) = texts({"causes": [figure("b", value="")]}, FIELDS)
    assert (text.section, text.context, text.kind, text.limit) == ("causes", ("Causes", "Key figure", "Meaning"), Kind.TEXT, None)


def test_segments__pair_a_source_with_its_translation_by_name() -> None:
    source = {"title": "Why?", "causes": [passage("a"), figure("b")]}
    own = {"title": "¿Por qué?", "causes": [figure("b", value="", meaning="lunas")]}
    assert [(item.source, item.own) for item in segments(source, own, FIELDS)] == [
        ("Why?", "¿Por qué?"),
        ("<p>Hum.</p>", None),
        ("7", ""),
        ("moons", "lunas"),
    ]


def test_targets__are_written_into_their_places_alone() -> None:
    source = {"title": "Why?", "causes": [passage("a"), figure("b")]}
    own = {"title": "¿Por qué?", "causes": [figure("b", extra=[1]), {"type": "unknown", "id": "z", "value": None}]}
    before = copy.deepcopy(own)
    changed = with_targets(source, own, {"causes/b/meaning": "lunas"}, FIELDS)
    assert changed == {"causes": [figure("b", extra=[1], meaning="lunas"), own["causes"][1]]}
    assert own == before


def test_missing_blocks__are_put_in_after_the_one_before_them() -> None:
    source = {"causes": [passage("a"), passage("b"), figure("c"), passage("d")]}
    own = {"causes": [passage("b", "<p>B</p>"), passage("own", "<p>own</p>")]}
    targets = {"causes/a": "<p>A</p>", "causes/c/value": "siete"}
    changed = with_targets(source, own, targets, FIELDS)["causes"]
    assert [block["id"] for block in changed] == ["a", "b", "c", "own"]
    assert changed[2]["value"] == {"value": "siete", "meaning": "moons", "source": "ref-1"}
    assert without_place(source, {"causes": changed}, targets, FIELDS) == []


@pytest.mark.parametrize("value", [None, "text", 7, [1]])
def test_place_of_another_shape__is_told_instead_of_overwritten(value: Any) -> None:
    source, own = {"causes": [figure("b")]}, {"causes": [{"type": "key_figure", "id": "b", "value": value}]}
    targets = {"causes/b/value": "siete"}
    changed = with_targets(source, own, targets, FIELDS)
    assert changed == own
    assert without_place(source, {**own, **changed}, targets, FIELDS) == ["causes/b/value"]


def test_block_that_became_another_kind__is_told() -> None:
    source, own = {"causes": [figure("b")]}, {"causes": [passage("b")]}
    targets = {"causes/b/value": "siete"}
    assert without_place(source, {**own, **with_targets(source, own, targets, FIELDS)}, targets, FIELDS) == ["causes/b/value"]


def html_segment(own: str | None) -> Segment:
    return Segment("causes/a", "causes", (), Kind.HTML, None, "<p>One.</p><p>Two.</p>", own)


@pytest.mark.parametrize("own", [None, "", "<p>One.</p><p>Two.</p>", "<p>Uno.</p><p>Two.</p>"])
def test_work__is_what_nobody_translated_to_its_end(own: str | None) -> None:
    assert to_do([html_segment(own)], ()) == [html_segment(own)]


def test_work__is_what_is_outdated() -> None:
    done = html_segment("<p>Uno.</p><p>Dos.</p>")
    assert to_do([done], {"genetics"}) == []
    assert to_do([done], {"causes"}) == [done]
