"""The content digest: whatever a reader would notice changes it, and nothing else does."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.domain.digest import PRESENTATION_ONLY, canonical_json, content_digest, reviewed_part

LANGUAGES = ["en", "es", "fr", "de", "ar", "zh-hans"]

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
blocks = st.fixed_dictionaries({"type": st.sampled_from(["text", "callout"]), "value": words, "id": st.uuids().map(str)})
editions = st.fixed_dictionaries(
    {
        "kind": st.just("article"),
        "language": st.sampled_from(LANGUAGES),
        "title": words,
        "tldr": words,
        "sections": st.fixed_dictionaries({"causes": st.lists(blocks, max_size=4), "genetics": st.lists(blocks, max_size=4)}),
    }
)

EDITION: dict[str, Any] = {
    "language": "en",
    "title": "Why do knees glimmer?",
    "sections": {
        "causes": [
            {"type": "text", "id": "a", "value": "<p>Moonlight.</p>"},
            {"type": "key_figure", "id": "b", "value": {"value": "7", "unit": "moons", "source": "ref-1"}},
            {"type": "risk_factor_list", "id": "c", "value": {"factors": [{"type": "item", "id": "d", "value": 3}]}},
        ]
    },
}


def changed(path: list[Any], value: Any) -> dict[str, Any]:
    """The edition with one value replaced."""
    edition = copy.deepcopy(EDITION)
    target = edition
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return edition


# --- What changes it -------------------------------------------------------------------------------------------------


@given(editions, st.sampled_from(["title", "tldr"]), words)
def test_digest__another_word_changes_it(edition: dict[str, Any], field: str, word: str) -> None:
    assume(word != edition[field])
    assert content_digest({**edition, field: word}) != content_digest(edition)


@given(editions, st.sampled_from(LANGUAGES))
def test_digest__without_the_language_an_untranslated_copy_would_pass_as_signed(edition: dict[str, Any], language: str) -> None:
    """Design, section 4: the same words under another language are other content."""
    same = language == edition["language"]
    assert (content_digest({**edition, "language": language}) == content_digest(edition)) is same


@given(editions, st.randoms())
def test_digest__the_order_of_blocks_is_content(edition: dict[str, Any], chance: random.Random) -> None:
    shuffled = copy.deepcopy(edition)
    chance.shuffle(shuffled["sections"]["causes"])
    same = [(b["type"], b["value"]) for b in shuffled["sections"]["causes"]] == [
        (b["type"], b["value"]) for b in edition["sections"]["causes"]
    ]
    assert (content_digest(shuffled) == content_digest(edition)) is same


@given(editions, editions)
def test_digest__equal_only_for_equal_content(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert (content_digest(first) == content_digest(second)) is (reviewed_part(first) == reviewed_part(second))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["title"], "Why do knees glimmer"),
        (["sections", "causes", 0, "value"], "<p>Moonlight!</p>"),
        (["sections", "causes", 0, "type"], "callout"),
        (["sections", "causes", 1, "value", "value"], "70"),
        (["sections", "causes", 1, "value", "unit"], "suns"),
        (["sections", "causes", 1, "value", "source"], "ref-2"),
        (["sections", "causes", 2, "value", "factors", 0, "value"], 4),
        (["sections", "causes", 2, "value", "factors"], []),
        (["sections", "causes"], []),
        (["sections", "genetics"], EDITION["sections"]["causes"]),
    ],
)
def test_digest__each_kind_of_change_is_seen(path: list[Any], value: Any) -> None:
    assert content_digest(changed(path, value)) != content_digest(EDITION)


def test_digest__a_number_is_not_its_spelling() -> None:
    digests = {content_digest({"language": "en", "value": value}) for value in (1, "1", True, 1.5, "1.5", None, "", [], {})}
    assert len(digests) == 9


def test_digest__composed_and_decomposed_letters_differ() -> None:
    """They look the same but are stored otherwise; a signature is for what is stored."""
    assert content_digest({"language": "fr", "title": "é"}) != content_digest({"language": "fr", "title": "e\u0301"})


# --- What does not ---------------------------------------------------------------------------------------------------


@given(editions, st.lists(st.uuids().map(str), min_size=8, max_size=8))
def test_digest__ids_of_blocks_do_not_change_it(edition: dict[str, Any], ids: list[str]) -> None:
    renamed = copy.deepcopy(edition)
    for section in renamed["sections"].values():
        for block in section:
            block["id"] = ids.pop()
    assert content_digest(renamed) == content_digest(edition)


@given(editions)
def test_digest__the_order_of_keys_does_not_change_it(edition: dict[str, Any]) -> None:
    assert content_digest(dict(reversed(edition.items()))) == content_digest(edition)


@given(editions)
def test_digest__survives_being_stored_as_json(edition: dict[str, Any]) -> None:
    """The ledger carries the content itself: read back, it must have the digest that was signed."""
    assert content_digest(json.loads(canonical_json(edition))) == content_digest(edition)


def test_presentation_only__is_the_listed_keys_of_blocks_and_nothing_else() -> None:
    assert frozenset({"id"}) == PRESENTATION_ONLY
    assert reviewed_part({"id": 7, "title": "x"}) == {"id": 7, "title": "x"}
    assert reviewed_part([{"type": "text", "value": {"id": 7}, "id": "a"}]) == [{"type": "text", "value": {"id": 7}}]


# --- What has none ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [{}, {"title": "x"}, {"language": ""}, {"language": None}])
def test_digest__content_without_a_language_is_refused(content: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="language"):
        content_digest(content)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, object(), b"bytes"])
def test_digest__values_that_json_does_not_know_are_refused(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        content_digest({"language": "en", "value": value})


def test_canonical_json__is_one_spelling() -> None:
    assert canonical_json({"b": [1, "ü"], "a": None}) == '{"a":null,"b":[1,"ü"]}'


def test_digest__never_changes_from_one_version_of_this_program_to_the_next() -> None:
    """A changed digest would unsign everything that was ever signed. If this fails, keep the old rule beside the new."""
    assert content_digest(EDITION) == "63adefd489fcc336b329b965ede2c3174199483510ab01decebf887687a15102"
