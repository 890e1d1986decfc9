"""Glossary terms are explained where they first stand in each section, in the article's own language and no other."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import reviewed_edition
from tests.factories import LANGUAGES, analogy_block, make_article, make_glossary_term, question_answer_block, text_block
from tests.site.reader import one, preview, read, words
from tests.site.test_hostile_text import HARMLESS, HOSTILE, assert_inert

pytestmark = pytest.mark.django_db

IN_EACH = {
    "en": ("Marble elbow", "Marble elbows are rare."),
    "es": ("Codo de mármol", "Los codos de mármol son raros."),
    "fr": ("Coude de marbre", "Les coudes de marbre sont rares."),
    "de": ("Marmorner Ellbogen", "Man sieht marmorne Ellbogen selten."),
    "ar": ("مرفق رخامي", "وللمرفق الرخامي لمعان."),
    "zh-hans": ("大理石肘", "大理石肘很少见。"),
}


def terms_in(soup: BeautifulSoup, section: str = "causes") -> list[str]:
    return [words(button) for button in soup.select(f"#{section} button.term")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_term__is_a_button_that_opens_its_explanation(client: Client, language: str) -> None:
    name, sentence = IN_EACH[language]
    if language == "ar":
        name = "المرفق الرخامي"
    column = language.replace("-", "_")
    make_glossary_term("elbow", **{f"term_{column}": name, f"definition_{column}": "Shiny.", f"pronunciation_{column}": "EL-bo"})
    soup = read(client, make_article(language, causes=[text_block(f"<p>{sentence}</p><p>{sentence}</p>")], citations=0).url)
    button = one(soup, "#causes button.term")
    note = one(soup, f"#{button['popovertarget']}")
    assert button["type"] == "button"
    assert (note.name, note.has_attr("popover"), note.parent) == ("span", True, button.parent)
    assert words(one(note, ".term-name")) == name
    assert words(one(note, ".term-definition")) == "Shiny."
    assert words(one(note, ".term-sound bdi")) == "EL-bo"
    assert one(note, "a")["href"] == f"/{language}/glossary/#elbow"
    close = one(note, "button")
    assert (close["popovertarget"], close["popovertargetaction"]) == (button["popovertarget"], "hide")


def test_term__first_in_each_section_by_any_of_its_names_and_with_ids_of_its_own(client: Client) -> None:
    make_glossary_term("knee", term_en="Knee", also_known_as_en="Genu\nPatella")
    make_glossary_term("lamp", term_en="Knee lamp")
    text = [text_block("<h3>Knee</h3><p>The genu, a knee, a knee lamp.</p>")]
    soup = read(client, make_article(causes=text, genetics=text, citations=0).url)
    assert terms_in(soup) == terms_in(soup, "genetics") == ["genu", "knee lamp"]
    assert len(soup.select("#causes .term-note:not(.term-again)")) == len(soup.select("#genetics .term-again")) == 2
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))


def test_term__not_where_it_is_not_signed_or_not_public(client: Client) -> None:
    make_glossary_term("knee", languages=["de"], term_de="Knee", definition_de="Etwas.")
    make_glossary_term("elbow", live=False, term_en="Elbow")
    article = make_article(causes=[text_block("<p>A knee and an elbow.</p>")], citations=0)
    assert terms_in(read(client, article.url)) == []
    assert terms_in(preview(article)) == []


def test_term__in_the_preview_too_and_not_in_what_is_signed(client: Client) -> None:
    article = make_article(causes=[text_block("<p>A knee.</p>")], citations=0)
    before = reviewed_edition(article).digest
    make_glossary_term("knee", term_en="Knee")
    assert terms_in(preview(article)) == terms_in(read(client, article.url)) == ["knee"]
    assert reviewed_edition(article).digest == before


def test_term__in_words_that_are_hostile(client: Client) -> None:
    make_glossary_term("knee", term_en="Knee", definition_en=HOSTILE[:400], pronunciation_en=HOSTILE[:100])
    blocks = [
        analogy_block(title=HOSTILE, limit=f"Knee {HOSTILE}"[:300]),
        question_answer_block(question="Knee?", answer="<p>Yes</p>"),
    ]
    soup = read(client, make_article(causes=blocks, citations=0).url)
    assert_inert(soup)
    assert terms_in(soup) == ["Knee"]
    assert HARMLESS[:20] in words(one(soup, "#causes .term-definition"))
