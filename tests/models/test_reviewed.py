"""What is signed: everything that a reader would notice, and nothing that only an editor or a program would."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from articles.models import ArticleImage, ArticlePage, reviewed_edition, reviewed_entry, reviewed_languages, subject_of
from tests.editor.forms import edit_address, notices
from tests.editor.unchanged_form import unchanged_form
from tests.factories import (
    Block,
    analogy_block,
    block,
    callout_block,
    cite,
    comparison_block,
    figure_block,
    image,
    image_file,
    key_figure_block,
    locale,
    make_article,
    make_condition,
    make_disclaimer,
    make_glossary_term,
    make_risk_factor,
    make_superuser,
    page_link,
    question_answer_block,
    reference,
    risk_factor_list_block,
    set_default_disclaimer,
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
    copy.locale = locale("en")
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


# --- Round trips -----------------------------------------------------------------------------------------------------


def every_block() -> dict[str, Any]:
    """An article with every kind of block, and rich text with everything that it may hold."""
    linked, factor = make_condition(), make_risk_factor()
    rich = (
        f"<h3>Why?</h3><p>Not <b>every</b> <i>day</i>, see {page_link(linked)} and "
        f'<a href="https://example.org/?a=1&amp;b=2">there</a>.{cite("ref-1")} 5 &lt; 7 &amp; 3&nbsp;mg</p>'
        "<ul><li>One</li><li>Two <b><i>both</i></b></li></ul><ol><li>First</li></ol>"
    )
    return {
        "causes": [
            text_block(rich),
            analogy_block(limit="Here\nit stops."),
            question_answer_block(),
            comparison_block(),
            figure_block(image(credit="Lamp"), caption="A caption", credit="Its own"),
            figure_block(image(), alt_text="", decorative=True),
        ],
        "genetics": [callout_block(urgency="urgent"), key_figure_block("ref-1"), key_figure_block("ref-1", unit="")],
        "risk_factors": [risk_factor_list_block(factor, make_risk_factor(), factor)],
        "research": [text_block("<p>النص العربي و 3 <b>مم</b></p>")],
        "references": [reference("ref-1", doi="10.1000/x(1)y", pmid="123", url="https://example.org/ref")],
        "tldr": "First line.\nSecond line.",
        "tldr_heading": " With space ",
    }


def test_every_block__is_in_the_round_trip() -> None:
    """Whoever adds a kind of block adds it here."""
    page = draft(**every_block())
    used = {child["type"] for _section, body in page.body_streams() for child in body.raw_data}
    assert used == set(ArticlePage._meta.get_field("causes").stream_block.child_blocks)


@pytest.mark.parametrize("times", [1, 3])
def test_digest__survives_the_editors_own_form_when_nothing_is_changed(client: Client, times: int) -> None:
    set_default_disclaimer()
    client.force_login(make_superuser())
    page = draft(**every_block())
    before, revisions = digest(page.get_latest_revision_as_object()), page.revisions.count()
    for _time in range(times):
        response = client.post(edit_address(page), unchanged_form(client, page), follow=True)
        assert "has been updated" in notices(response)
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.revisions.count() == revisions + times
    assert digest(page.get_latest_revision_as_object()) == before


def test_digest__follows_a_change_in_the_editors_own_form(client: Client) -> None:
    set_default_disclaimer()
    client.force_login(make_superuser())
    page = draft(**every_block())
    before = digest(page)
    client.post(edit_address(page), {**unchanged_form(client, page), "genetics-1-value-value": "70"})
    assert digest(ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()) != before


def test_digest__is_the_same_for_row_revision_and_copy_of_the_object() -> None:
    page = draft(**every_block())
    digests = {
        digest(page),
        digest(ArticlePage.objects.get(pk=page.pk)),
        digest(page.get_latest_revision_as_object()),
        digest(Page.objects.get(pk=page.pk).specific),
    }
    assert len(digests) == 1


# --- Vocabulary ------------------------------------------------------------------------------------------------------


def test_entry__is_one_text_in_each_language_that_it_carries() -> None:
    factor = make_risk_factor("moonlight", languages=["en", "de"])
    texts = list(reviewed_languages(factor))
    assert [text.language for text in texts] == ["en", "de"]
    assert {text.subject for text in texts} == {"riskfactor:moonlight"} == {subject_of(factor)}
    assert len({text.digest for text in texts}) == 2
    assert [text.title for text in texts] == ["Name of moonlight [en]", "Name of moonlight [de]"]


def test_entry__changes_one_language_by_its_words_and_all_by_what_they_share() -> None:
    factor = make_risk_factor(languages=["en", "de"])
    before = {text.language: text.digest for text in reviewed_languages(factor)}
    factor.name_de = "Anders"
    after = {text.language: text.digest for text in reviewed_languages(factor)}
    assert (after["en"] == before["en"], after["de"] == before["de"]) == (True, False)
    factor.modifiable = not factor.modifiable
    shared = {text.language: text.digest for text in reviewed_languages(factor)}
    assert not set(shared.values()) & set(after.values())


def test_entry__does_not_change_by_locks_versions_or_space() -> None:
    term = make_glossary_term()
    before = reviewed_entry(term, "en").digest
    term.locked, term.live, term.definition_en = True, False, f" {term.definition_en}\r\n"
    assert reviewed_entry(term, "en").digest == before


def test_entries_of_one_key__are_different_subjects() -> None:
    assert subject_of(make_risk_factor("glimmer")) != subject_of(make_glossary_term("glimmer"))
