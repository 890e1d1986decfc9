"""What is signed: everything that a reader would notice, and nothing that only an editor or a program would."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from articles.models import ArticleImage, ArticlePage, reviewed_edition
from tests.factories import (
    Block,
    analogy_block,
    block,
    callout_block,
    cite,
    figure_block,
    image,
    image_file,
    key_figure_block,
    locale,
    make_article,
    make_condition,
    make_disclaimer,
    make_risk_factor,
    make_superuser,
    page_link,
    question_answer_block,
    questions_to_ask_block,
    reference,
    risk_factor_list_block,
    stream,
    text_block,
    translate,
)

pytestmark = pytest.mark.django_db


def digest(page: ArticlePage) -> str:
    return reviewed_edition(page).digest


def draft(**fields: Any) -> ArticlePage:
    page = make_article(live=False, **fields)
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


# --- What is content -------------------------------------------------------------------------------------------------


def test_edition__names_its_subject_language_and_title() -> None:
    page = draft(title="Why do knees glimmer?")
    text = reviewed_edition(page)
    assert (text.subject, text.language, text.title) == (f"article:{page.translation_key}", "en", "Why do knees glimmer?")
    assert text.place == (text.subject, "en")
    assert (text.is_translation, text.source_language) == (False, None)


def test_untranslated_copy__has_another_digest_and_the_same_subject() -> None:
    """Without the language in it, an untranslated copy would pass as signed."""
    page = draft()
    copy = translate(page, "fr", live=False, title=page.title, tldr=page.tldr)
    source, text = reviewed_edition(page), reviewed_edition(copy)
    assert text.subject == source.subject
    assert text.digest != source.digest
    assert (text.is_translation, text.source_language) == (True, "en")
    copy.locale, copy.basis = locale("en"), {}
    assert digest(copy) == source.digest


FIELDS: dict[str, Any] = {
    "title": "Why do elbows glimmer?",
    "seo_title": "Elbows",
    "search_description": "About elbows.",
    "tldr": "Because of elbows.",
    **{f"{name}_heading": "Why elbows?" for name in ("tldr", "causes", "genetics", "risk_factors", "research", "disclaimer")},
    **{name: stream(text_block("<p>Elbows.</p>")) for name in ("causes", "genetics", "risk_factors", "research")},
    "references": stream(block("reference", reference("ref-9"))),
}


@pytest.mark.parametrize("name", FIELDS)
def test_digest__changes_with_every_field_that_readers_meet(name: str) -> None:
    page = draft()
    before = digest(page)
    setattr(page, name, FIELDS[name])
    assert digest(page) != before


def test_digest__changes_with_the_disclaimer_that_is_chosen() -> None:
    page = draft()
    before = digest(page)
    page.disclaimer = make_disclaimer()
    assert digest(page) != before


def causes(*blocks: Block) -> str:
    page = ArticlePage(title="Why?", locale=locale("en"), translation_key=uuid.UUID(int=1), causes=stream(*blocks))
    return digest(page)


def test_digest__changes_with_the_order_of_blocks() -> None:
    first, second = text_block("<p>One.</p>"), text_block("<p>Two.</p>")
    assert causes(first, second) != causes(second, first)


def test_digest__changes_with_the_target_of_a_link_whose_words_stay() -> None:
    """Wagtail's own comparison shows no difference for it."""
    one, other = make_condition(), make_condition()
    assert causes(text_block(f"<p>{page_link(one)}</p>")) != causes(text_block(f"<p>{page_link(other)}</p>"))
    assert causes(text_block('<p><a href="https://a.example">x</a></p>')) != causes(
        text_block('<p><a href="https://b.example">x</a></p>')
    )


DIFFERENCES: dict[str, tuple[Block, Block]] = {
    "emphasis": (text_block("<p>Not <b>every</b> day.</p>"), text_block("<p>Not every day.</p>")),
    "citation": (text_block(f"<p>So.{cite('a-1')}</p>"), text_block(f"<p>So.{cite('b-1')}</p>")),
    "kind of list": (text_block("<ul><li>One</li></ul>"), text_block("<ol><li>One</li></ol>")),
    "space between words": (text_block("<p>in take</p>"), text_block("<p>intake</p>")),
    "kind of block": (callout_block(text="<p>Rest.</p>"), text_block("<p>Rest.</p>")),
    "urgency": (callout_block(urgency="tip"), callout_block(urgency="emergency")),
    "number": (key_figure_block(value="7"), key_figure_block(value="70")),
    "unit": (key_figure_block(unit="mg"), key_figure_block(unit="µg")),
    "source of a number": (key_figure_block("a-1"), key_figure_block("b-1")),
    "limit of an analogy": (analogy_block(limit="Here it stops."), analogy_block()),
    "question to ask": (questions_to_ask_block("Will it hum?"), questions_to_ask_block("Will it glow?")),
    "order of questions": (questions_to_ask_block("Why?", "When?"), questions_to_ask_block("When?", "Why?")),
    "answer": (question_answer_block(answer="<p>Yes.</p>"), question_answer_block(answer="<p>No.</p>")),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_digest__changes_with(name: str) -> None:
    one, other = DIFFERENCES[name]
    assert causes(one) != causes(other)


def test_digest__changes_with_the_risk_factors_and_their_order() -> None:
    one, other = make_risk_factor(), make_risk_factor()
    lists = [risk_factor_list_block(*factors) for factors in ([one], [one, other], [other, one])]
    assert len({causes(factors) for factors in lists}) == 3


@pytest.mark.parametrize("change", ["file", "credit"])
def test_digest__changes_with_what_readers_see_of_a_picture(change: str) -> None:
    picture = image()
    figure = figure_block(picture)
    before = causes(figure)
    setattr(picture, change, image_file("red.png", colour="red") if change == "file" else "Somebody else")
    picture.save()
    assert causes(figure) != before


@pytest.mark.parametrize("values", [{"alt_text": "Another"}, {"decorative": True}, {"caption": "C"}, {"credit": "D"}])
def test_digest__changes_with_what_stands_beside_a_picture(values: dict[str, Any]) -> None:
    picture = image()
    assert causes(figure_block(picture, **values)) != causes(figure_block(picture))


# --- What is none ----------------------------------------------------------------------------------------------------


def test_digest__does_not_change_with_the_ids_of_blocks() -> None:
    factor = make_risk_factor()
    one, other = risk_factor_list_block(factor), risk_factor_list_block(factor)
    assert one["id"] != other["id"]
    assert causes(one) == causes(other)


BESIDE: dict[str, Callable[[ArticlePage], dict[str, Any]]] = {
    "slug": lambda _page: {"slug": "another-address"},
    "menu": lambda _page: {"show_in_menus": True},
    "schedule": lambda _page: {"go_live_at": "2031-01-01T00:00:00Z", "expire_at": "2032-01-01T00:00:00Z"},
    "lock": lambda _page: {"locked": True},
    "owner": lambda _page: {"owner": make_superuser()},
    "draft title": lambda _page: {"draft_title": "Other"},
    "live": lambda _page: {"live": True},
}


@pytest.mark.parametrize("name", BESIDE)
def test_digest__does_not_change_with_what_is_beside_the_words(name: str) -> None:
    page = draft()
    before = digest(page)
    for field, value in BESIDE[name](page).items():
        setattr(page, field, value)
    assert digest(page) == before


def test_digest__does_not_change_with_the_place_in_the_tree() -> None:
    page = draft()
    before = digest(page)
    page.move(make_condition(), pos="last-child")
    assert digest(ArticlePage.objects.get(pk=page.pk)) == before


SAME: dict[str, tuple[Block, Block]] = {
    "space around a text": (key_figure_block(unit=" moons "), key_figure_block(unit="moons")),
    "two-character line breaks": (
        key_figure_block(meaning="One.\r\nTwo."),
        key_figure_block(meaning="One.\nTwo."),
    ),
    "keys of the editor's paragraphs": (
        text_block('<p data-block-key="ab1c2">So.</p>'),
        text_block("<p>So.</p>"),
    ),
    "space between paragraphs": (text_block("<p>One.</p>\n  <p>Two.</p>"), text_block("<p>One.</p><p>Two.</p>")),
    "order of attributes": (
        text_block('<p><a id="3" linktype="page">x</a></p>'),
        text_block('<p><a linktype="page" id="3">x</a></p>'),
    ),
    "a value that is empty and one that is missing": (
        block("analogy", {"title": "T", "text": "<p>x</p>", "limit": ""}),
        block("analogy", {"title": "T", "text": "<p>x</p>"}),
    ),
    "spelling of emphasis": (text_block("<p><strong>So</strong></p>"), text_block("<p><b>So</b></p>")),
}


@pytest.mark.parametrize("name", SAME)
def test_digest__is_the_same_for_another_spelling_of(name: str) -> None:
    one, other = SAME[name]
    assert causes(one) == causes(other)


def test_digest__is_the_same_for_a_picture_with_another_name() -> None:
    picture = image()
    figure = figure_block(picture)
    before = causes(figure)
    ArticleImage.objects.filter(pk=picture.pk).update(title="Another name", description="For editors")
    assert causes(figure) == before
