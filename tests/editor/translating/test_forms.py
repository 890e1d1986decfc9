"""The matrix's filters, and asking for many translations: what they take and what they say of the rest. No database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from articles.domain.basis import Behind
from articles.domain.signoffs import Severity
from articles.editor.translating.filters import MatrixFilters
from articles.editor.translating.forms import MOST, RequestForm
from articles.models import TranslationRequest, User
from tests.editor.translating.cells import TODAY, cell, row

EVA, EDDA, NOBODY = User(pk=1, first_name="Eva", last_name="Gil"), User(pk=2, username="edda"), None
UNSAFE = (Behind("causes", Severity.SAFETY, None),)  # type: ignore[arg-type]
MINE = TranslationRequest(assignee=EVA, due=date(2026, 5, 1))
ROWS = {
    "missing": row(cell("es"), cell("fr", exists=True, live=True, review_due=TODAY)),
    "review": row(cell("es", exists=True, in_review=True), cell("fr")),
    "unsafe": row(cell("es", exists=True, live=True, behind=UNSAFE, changed=True, review_due=TODAY), cell("fr")),
    "mine": row(cell("es", asked=MINE), cell("fr", asked=TranslationRequest())),
}


def filters(query: str, **conditions: str) -> MatrixFilters:
    form = MatrixFilters(QueryDict(query), conditions=conditions)
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"missing", "review", "unsafe", "mine"}),
        ("language=es", {"missing", "review", "unsafe", "mine"}),
        ("state=missing&language=es", {"missing"}),
        ("state=missing", {"missing", "review", "unsafe"}),
        ("state=live&language=fr", {"missing"}),
        ("state=in_review", {"review"}),
        ("state=outdated", {"unsafe"}),
        ("state=draft", {"unsafe"}),
        ("state=unsafe", {"unsafe"}),
        ("state=unsafe&language=fr", set()),
        ("state=overdue", {"mine"}),
        ("assignee=mine", {"mine"}),
        ("assignee=mine&language=fr", set()),
        ("assignee=nobody", {"mine"}),
        ("assignee=nobody&language=es", set()),
        ("state=not_started&assignee=mine&language=es&language=fr", {"mine"}),
        ("state=nonsense", {"missing", "review", "unsafe", "mine"}),
        ("assignee=%00", {"missing", "review", "unsafe", "mine"}),
        ("language=xx&state=in_review", {"review"}),
    ],
)
def test_filters__match(query: str, names: set[str]) -> None:
    assert {name for name, found in ROWS.items() if filters(query).match(found, EVA.pk)} == names


@pytest.mark.parametrize(
    ("query", "languages"),
    [
        ("", ["en", "es", "fr", "de", "ar", "zh-hans"]),
        ("language=ar&language=es", ["en", "es", "ar"]),
        ("language=en", ["en"]),
        ("language=xx", ["en", "es", "fr", "de", "ar", "zh-hans"]),
    ],
)
def test_filters__choose_columns_the_source_first(query: str, languages: list[str]) -> None:
    assert filters(query).languages == languages


@pytest.mark.parametrize("query", ["state=nonsense", "language=xx", "condition=1;drop", "assignee=5", f"title={'x' * 300}"])
def test_filters__say_what_they_do_not_understand(query: str) -> None:
    assert len(filters(query, key="Knees").errors) == 1


def form(subjects: list[str] | None = None, **values: Any) -> RequestForm:
    posted = QueryDict(mutable=True)
    posted.setlist("subjects", ["missing", "mine"] if subjects is None else subjects)
    for name, value in {"languages": ["es"], "due": "", "assignee": "", **values}.items():
        posted.setlist(f"ask-{name}", value if isinstance(value, list) else [value])
    found = RequestForm(posted, writers={EVA: frozenset({"es"}), EDDA: frozenset({"es", "fr"})}, rows=ROWS)
    found.is_valid()
    return found


def test_request__of_two_texts_by_somebody() -> None:
    asked = form(languages=["es"], assignee="1", due="2026-07-01")
    assert not asked.errors
    assert asked.rows == [ROWS["missing"], ROWS["mine"]]
    assert asked.person == EVA
    assert asked.cleaned_data["due"] == date(2026, 7, 1)
    assert form().person is NOBODY


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"subjects": []}, "Tick at least one text"),
        ({"subjects": ["gone"]}, "not in the table any more"),
        ({"subjects": [str(number) for number in range(MOST + 1)]}, f"at most {MOST}"),
        ({"languages": []}, "Choose at least one language"),
        ({"languages": ["en"]}, "Select a valid choice"),
        ({"languages": ["xx\x00"]}, "Select a valid choice"),
        ({"due": "31/31/2026"}, "Enter a valid date"),
        ({"assignee": "99"}, "Select a valid choice"),
        ({"assignee": "x" * 5000}, "Select a valid choice"),
        ({"assignee": "1", "languages": ["es", "fr"]}, "Eva Gil does not write in: French"),
    ],
)
def test_request__that_is_refused_says_why(values: dict[str, Any], said: str) -> None:
    (complaint,) = [message for _field, message in form(**values).complaints]
    assert said in complaint


def test_request__names_the_languages_that_people_write() -> None:
    assert dict(form().fields["assignee"].choices)[2] == "edda (Spanish, French)"  # type: ignore[attr-defined]
