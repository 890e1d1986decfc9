"""The matrix as a spreadsheet: what it says, and that it computes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from articles.domain.basis import Behind
from articles.domain.signoffs import Severity
from articles.models import TranslationRequest, User
from articles.presentation.matrix_table import harmless, table
from tests.editor.translating.cells import cell, row


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_harmless__what_a_spreadsheet_would_compute_becomes_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Why?", "5 – 3", "“=”", "a@b", "لماذا"])
def test_harmless__leaves_other_text(text: str) -> None:
    assert harmless(text) == text


def test_table__has_a_line_for_each_text_and_the_same_columns_for_each_language() -> None:
    asked = TranslationRequest(due=date(2026, 5, 1), assignee=User(first_name="=Eva", last_name="Gil"))
    outdated = cell(
        exists=True,
        live=True,
        review_due=date(2026, 7, 1),
        asked=asked,
        behind=(Behind("causes", Severity.SAFETY, timezone.now()),),
    )
    head, line = table(
        [row(outdated, cell("fr", exists=True, touched=True, in_review=True), title="=Why?")], {}, ["en", "es", "fr"]
    )
    assert len(head) == len(line)
    assert [name for name in head if ":" not in name] == ["Text", "Title", "Condition", "en", "es", "fr"]
    values = dict(zip(head, line, strict=True))
    assert values["Title"] == "'=Why?"
    assert (values["en"], values["es"], values["fr"]) == ("Live", "Outdated", "In review")
    assert values["es: severity"] == "Safety"
    assert values["es: sections"] == "Causes"
    assert values["es: due"] == "2026-05-01"
    assert values["es: overdue"] == "yes"
    assert values["es: assigned to"] == "'=Eva Gil"
    assert values["fr: missing sign-offs"] == "1 language sign-off"
