"""What the language matrix reads: the state of texts that people worked on, in constant queries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.log_actions import LogContext

from articles import queries
from articles.domain.signoffs import Meaning, Severity
from articles.domain.translation_state import State
from articles.models import ArticlePage, GlossaryTerm, TranslationRequest, subject_of
from articles.queries.matrix import Cell, Row, in_step, matrix
from articles.queries.matrix_texts import LANGUAGES, conditions
from articles.queries.translation_work import open_tasks
from articles.services import signing, translation_requests, translations
from tests.editor.desk.desk import edit, edit_entry, submit
from tests.factories import (
    make_article,
    make_condition,
    make_editor,
    make_glossary_term,
    make_translator,
    set_default_disclaimer,
    translate,
)
from tests.matrix import fill
from tests.reviewing import at, make_signed_article, revise, sign
from tests.site.reader import queries_of

pytestmark = pytest.mark.django_db


def row_of(subject: str, kind: str = "article") -> Row:
    (found,) = [row for row in matrix(kind, conditions()) if row.subject == subject]
    return found


def cell_of(page: ArticlePage) -> Cell:
    return row_of(subject_of(page)).cells[page.locale.language_code]


def state(page: ArticlePage) -> tuple[State, State | None]:
    standing = cell_of(page).standing
    return standing.state, standing.beside


def test_article__from_missing_to_outdated_and_taken_down() -> None:
    set_default_disclaimer()
    source, translator = make_signed_article(title="Why?"), make_translator(languages=["es"])
    translate(source.get_parent().specific, "es")
    subject = subject_of(source)
    assert {code: cell.standing.state for code, cell in row_of(subject).cells.items()} == {
        "en": State.LIVE,
        **dict.fromkeys(LANGUAGES[1:], State.MISSING),
    }
    translation_requests.ask({subject: "Why?"}, ["es"], by=make_editor())
    assert row_of(subject).cells["es"].standing.state is State.NOT_STARTED
    with LogContext(user=translator):
        spanish = translations.start(source, "es", by=translator)
    assert state(spanish) == (State.NOT_STARTED, None)
    edit(spanish, by=translator, tldr="Por qué.")
    assert state(spanish) == (State.DRAFT, None)
    submit(spanish)
    found = cell_of(spanish)
    assert found.standing.state is State.IN_REVIEW
    assert found.missing == {Meaning.MEDICAL: 1, Meaning.LANGUAGE: 1}
    spanish = ArticlePage.objects.get(pk=spanish.pk)
    sign(spanish.get_latest_revision_as_object(), complete=False)
    assert cell_of(spanish).missing == {Meaning.MEDICAL: 1}
    revise(spanish, {"tldr": "Porque sí."})
    assert state(spanish)[0] is State.LIVE
    revise(source, {"tldr": "The moon does it."}, severity=Severity.SAFETY)
    found = cell_of(spanish)
    assert found.standing.state is State.OUTDATED
    assert [part.section for part in found.behind] == ["tldr"]
    assert found.standing.severity is Severity.SAFETY
    assert in_step([row_of(subject)], "es") == 0
    signing.take_down(spanish, "es", by=make_editor(), reason="Wrong.")
    assert state(spanish)[0] is State.TAKEN_DOWN


def test_live_article__is_overdue_when_its_last_full_review_is_too_old() -> None:
    with at(2020):
        source = make_signed_article()
    assert cell_of(source).standing.review_overdue
    assert cell_of(source).standing.state is State.LIVE
    revise(source)
    assert not cell_of(source).standing.is_overdue


def test_article__without_a_source_is_a_row_too_and_a_draft_typed_at_once_is_begun() -> None:
    page = make_article("de", live=False, title="Warum?")
    found = row_of(subject_of(page))
    assert (found.title, found.language, found.has_source) == ("Warum?", "de", False)
    assert found.cells["en"].standing.state is State.MISSING
    assert found.cells["de"].standing.state is State.DRAFT


def test_entry__of_the_vocabulary_stands_by_each_language() -> None:
    term = make_glossary_term("glimmer", languages=["en", "es", "fr"])
    subject = subject_of(term)
    translation_requests.ask({subject: "glimmer"}, ["ar"], by=make_editor())
    edit_entry(term, make_editor(), term_de="Schimmer", definition_de="Ein Schimmer.", definition_fr="Une lueur.")
    signing.take_down(term, "es", by=make_editor(), reason="Wrong.")
    found = row_of(subject, "glossaryterm").cells
    assert {code: (cell.standing.state, cell.standing.beside) for code, cell in found.items()} == {
        "en": (State.LIVE, None),
        "es": (State.TAKEN_DOWN, None),
        "fr": (State.LIVE, State.IN_REVIEW),
        "de": (State.IN_REVIEW, None),
        "ar": (State.NOT_STARTED, None),
        "zh-hans": (State.MISSING, None),
    }


def test_matrix__narrows_by_title_in_any_language_and_by_condition() -> None:
    condition, other = make_condition(title="Knees"), make_condition(title="Elbows")
    one = make_article(parent=condition, title="Why do knees glimmer?")
    make_article(parent=other, title="Why do elbows hum?")
    translate(one, "es", title="¿Por qué brillan?", live=False)
    known = conditions()
    assert [row.title for row in matrix("article", known)] == ["Why do elbows hum?", "Why do knees glimmer?"]
    assert [row.title for row in matrix("article", known, title="BRILLAN")] == ["Why do knees glimmer?"]
    key = str(other.translation_key)
    assert [row.title for row in matrix("article", known, condition=key)] == ["Why do elbows hum?"]
    translate(other, "zh-hans", title="肘")
    assert conditions().names[key] == "Elbows"


@pytest.mark.parametrize("languages", [["en", "es"], LANGUAGES])
def test_matrix__eight_queries_with_one_row_and_with_sixty(languages: Iterable[str]) -> None:
    costs = []
    for number in (6, 60):
        fill(number, languages)
        costs.append(len(queries_of(lambda: matrix("article", conditions()))))
    assert costs[0] == costs[1] <= 8


def test_matrix__of_entries_takes_the_same_queries_for_one_and_for_many() -> None:
    costs = []
    for number in (1, 12):
        GlossaryTerm.objects.bulk_create(
            GlossaryTerm(key=f"term-{number}-{n}", term_en="Term", definition_en="Words") for n in range(number)
        )
        costs.append(len(queries_of(lambda: matrix("glossaryterm", conditions()))))
    assert costs[0] == costs[1] <= 8


def test_tasks__are_ones_own_first_then_for_safety_then_by_day() -> None:
    person, today = make_translator(languages=["es"]), timezone.localdate()
    for title, values in {
        "later": {"due": today + timedelta(days=9)},
        "sooner": {"due": today},
        "safety": {"why": "safety"},
        "whenever": {},
        "mine": {"assignee": person},
        "closed": {"closed_at": timezone.now()},
        "french": {"language": "fr"},
    }.items():
        TranslationRequest.objects.create(**{"subject": f"article:{title}", "language": "es", "title": title, **values})
    languages = queries.languages_written(person)
    found = open_tasks(languages, person.pk)
    assert [task.request.title for task in found] == ["mine", "safety", "sooner", "later", "whenever"]
    costs = []
    for number in (1, 20):
        TranslationRequest.objects.bulk_create(
            TranslationRequest(subject=f"{kind}{uuid.uuid4()}", language="es", title=str(n))
            for kind in ("article:", "glossaryterm:", "riskfactor:", "disclaimer:")
            for n in range(number)
        )
        costs.append(len(queries_of(lambda: open_tasks(languages, person.pk))))
    assert costs[0] == costs[1] == 5


def test_writers__are_known_by_the_languages_of_their_groups() -> None:
    translator, editor = make_translator(languages=["es", "ar"]), make_editor()
    make_translator(is_active=False)
    assert list(queries.writers().items()) == [(translator, {"es", "ar"}), (editor, frozenset(LANGUAGES))]
