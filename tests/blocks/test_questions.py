"""Questions to take to the doctor: a few, short, translated one by one, and shown in the edition's language."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from articles.blocks import SectionBodyBlock
from articles.blocks.questions import QuestionsToAskBlock
from articles.blocks.required import is_half_filled
from articles.blocks.translatable import shape_of
from articles.domain.parity import findings
from articles.domain.segments import FieldShape, segments, with_targets
from articles.services.demonstration import content
from tests.factories import LANGUAGES, block, make_article, questions_to_ask_block
from tests.site.reader import one, read, words


def clean(*questions: str) -> None:
    asked = QuestionsToAskBlock()
    asked.clean(asked.to_python(questions_to_ask_block(*questions)["value"]))


def test_questions__are_one_to_eight_of_at_most_two_hundred_characters() -> None:
    clean("?" * 200)
    clean(*(f"{number}?" for number in range(8)))
    for wrong in (["?" * 201], [""], [f"{number}?" for number in range(9)]):
        with pytest.raises(ValidationError):
            clean(*wrong)
    none = QuestionsToAskBlock()
    with pytest.raises(ValidationError):
        none.clean(none.to_python({"questions": []}))


@pytest.mark.parametrize(("questions", "expected"), [(["Why?"], False), (["Why?", ""], True), ([], True)])
def test_questions__half_filled_are_not_ready(questions: list[str], expected: bool) -> None:
    raw = {"questions": [block("item", question) for question in questions]}
    assert is_half_filled(QuestionsToAskBlock(), raw) is expected


def test_questions__are_translated_one_by_one_under_their_own_names() -> None:
    shape = shape_of(SectionBodyBlock())
    assert shape is not None
    fields = {"causes": FieldShape("causes", "Causes", shape)}
    source = {"causes": [questions_to_ask_block("Why?", "When?")]}
    own = {"causes": [*source["causes"]]}
    first, second = segments(source, own, fields)
    assert (first.source, second.source, first.limit) == ("Why?", "When?", 200)
    changed = with_targets(source, own, {first.key: "Warum?", second.key: "Wann?"}, fields)
    assert [item["value"] for item in changed["causes"][0]["value"]["questions"]] == ["Warum?", "Wann?"]


def test_questions__left_out_by_a_translation_are_found_missing() -> None:
    asked, other = questions_to_ask_block(), questions_to_ask_block("Will the elbow hum as well?")
    sections = {"causes": [asked, other]}
    text = {"subject": "article:x", "title": "", "tldr": "", "headings": {}}
    left_out = {**text, "language": "de", "sections": {"causes": [asked]}}
    found = findings({**text, "language": "en", "sections": sections}, left_out)
    assert other["id"] in {finding.block for finding in found}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "Questions to ask your doctor"), ("ar", None), ("zh-hans", None)],
    ids=["en", "ar", "zh-hans"],
)
def test_questions__are_shown_as_a_list_under_a_heading(client: Client, language: str, heading: str | None) -> None:
    article = make_article(language, causes=[questions_to_ask_block("<b>Why?", "When?")], citations=0)
    box = one(read(client, article.url), "#causes .questions-to-ask")
    assert [words(item) for item in box.select("li")] == ["<b>Why?", "When?"]
    assert heading in (None, words(box.h3))


@pytest.mark.parametrize("language", LANGUAGES)
def test_demonstration__asks_as_many_questions_in_every_language(language: str) -> None:
    (asked,) = [found for found in content.texts(language)["article"]["research"] if found["block"] == "questions_to_ask"]
    assert len(asked["questions"]) == 5
    assert all(question.endswith(("?", "？", "؟")) and not any(map(str.isdigit, question)) for question in asked["questions"])
