"""What is signed survives the editor's own form; and the vocabulary, of which each language is a text of its own."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from articles.models import ArticlePage, reviewed_edition, reviewed_entry, reviewed_languages, subject_of
from tests.editor.forms import edit_address, notices
from tests.editor.unchanged_form import unchanged_form
from tests.factories import (
    analogy_block,
    callout_block,
    cite,
    comparison_block,
    figure_block,
    image,
    key_figure_block,
    make_article,
    make_condition,
    make_glossary_term,
    make_risk_factor,
    make_superuser,
    page_link,
    question_answer_block,
    questions_to_ask_block,
    reference,
    risk_factor_list_block,
    set_default_disclaimer,
    text_block,
)

pytestmark = pytest.mark.django_db


def digest(page: ArticlePage) -> str:
    return reviewed_edition(page).digest


def draft(**fields: Any) -> ArticlePage:
    page = make_article(live=False, **fields)
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


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
            questions_to_ask_block(),
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
