"""Where a reviewer's comment stands in the editor: at a field that exists, whatever a section begins with."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Comment

from articles.models import ArticlePage
from articles.models.signing_words import MayNotSignError, SigningError
from articles.services import comments
from tests.editor.desk.desk import edit_entry, make_signer, under_review
from tests.factories import (
    analogy_block,
    figure_block,
    image,
    key_figure_block,
    make_article,
    make_editor,
    make_glossary_term,
    make_risk_factor,
    question_answer_block,
    questions_to_ask_block,
    risk_factor_list_block,
    text_block,
)

pytestmark = pytest.mark.django_db


def path_of(*blocks: Any) -> str:
    page = ArticlePage.objects.get(pk=make_article(live=False, genetics=list(blocks)).pk)
    path = comments.content_path(page, "genetics")
    assert Comment(contentpath=path).has_valid_contentpath(page)
    return path


@pytest.mark.parametrize(
    ("block", "field"),
    [
        (text_block(), ""),
        (analogy_block(), ".title"),
        (question_answer_block(), ".question"),
        (key_figure_block(), ".value"),
    ],
    ids=["text", "analogy", "question", "key figure"],
)
def test_content_path__is_the_first_field_of_the_first_block(block: Any, field: str) -> None:
    assert path_of(block, text_block()) == f"genetics.{block['id']}{field}"


def test_content_path__of_a_picture_is_its_caption() -> None:
    figure = figure_block(image())
    assert path_of(figure) == f"genetics.{figure['id']}.caption"


def test_content_path__of_questions_to_ask_is_the_next_block() -> None:
    text = text_block()
    assert path_of(questions_to_ask_block(), text) == f"genetics.{text['id']}"


def test_content_path__passes_over_lists_which_carry_no_comments() -> None:
    text = text_block()
    assert path_of(risk_factor_list_block(make_risk_factor()), text) == f"genetics.{text['id']}"
    assert path_of(risk_factor_list_block(make_risk_factor())) == "genetics_heading"
    assert path_of() == "genetics_heading"


def test_content_path__of_no_references_is_the_title() -> None:
    page = ArticlePage.objects.get(pk=make_article(live=False, citations=0).pk)
    assert comments.content_path(page, "references") == "title"


@pytest.mark.parametrize("text", ["", "  \n", "x" * (comments.LONGEST + 1)])
def test_comment__without_words_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(SigningError):
        comments.comment(under_review(), "tldr", text, by=make_signer())
    assert not Comment.objects.exists()


def test_comment__by_who_wrote_it_is_refused() -> None:
    author = make_signer()
    with pytest.raises(MayNotSignError, match="Nobody signs their own words"):
        comments.comment(under_review(by=author), "tldr", "Mine.", by=author)


def test_comment__on_vocabulary_is_refused() -> None:
    (request,) = edit_entry(make_glossary_term(languages=["en"], live=False), by=make_editor(), definition_en="It hums.")
    with pytest.raises(SigningError, match="kept with articles only"):
        comments.comment(request, "tldr", "Hm.", by=make_signer())
