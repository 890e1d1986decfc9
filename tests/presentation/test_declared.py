"""What a reviewer is shown of the translators' declarations: those of this change alone."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from articles.domain.basis import Declared, basis_digests, entry
from articles.presentation.desk.declared import declared
from articles.presentation.desk.sections import Section
from articles.queries.desk import Contributed

AT = datetime(2024, 5, 3, 9, tzinfo=UTC)
SECTIONS = [Section("title", "Title", []), Section("causes", "Causes", []), Section("genetics", "Genetics", [])]
PEOPLE = [Contributed(7, "Rosa Reader", AT, AT, 1)]


def made(digest: str, kind: Declared, *, by: int | None = 7, reason: str = "") -> dict[str, Any]:
    return entry(digest, 3, kind, by=by, at=AT, reason=reason)


def shown(basis: dict[str, Any], before: dict[str, Any] | None) -> list[tuple[str, bool, str, str]]:
    text: Any = SimpleNamespace(draft=SimpleNamespace(basis=basis))
    content = {"basis": basis_digests(before)} if before is not None else None
    return [(view.name, view.unchanged, view.reason, view.who) for view in declared(text, content, SECTIONS, PEOPLE)]


OLD = made("old", Declared.MADE)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (OLD, {"causes": OLD}, []),
        (OLD, None, []),
        (made("new", Declared.UPDATED), {"causes": OLD}, [("Causes", False, "", "Rosa Reader")]),
        (made("new", Declared.UNCHANGED, reason="A typo."), {"causes": OLD}, [("Causes", True, "A typo.", "Rosa Reader")]),
        (made("new", Declared.UNCHANGED, reason="A typo."), {"causes": made("new", Declared.UNCHANGED)}, []),
        (made("new", Declared.UNCHANGED, reason="A typo."), {}, [("Causes", True, "A typo.", "Rosa Reader")]),
        (made("new", Declared.UNCHANGED, reason="A typo.", by=None), None, [("Causes", True, "A typo.", "")]),
        (made("new", Declared.UPDATED, by=8), None, [("Causes", False, "", "")]),
    ],
)
def test_declared__since_the_last_review(now: dict[str, Any], before: dict[str, Any] | None, expected: list[Any]) -> None:
    assert shown({"title": OLD, "causes": now}, before) == expected


def test_declared__nothing_where_nothing_says_what_it_was_made_from() -> None:
    assert shown({}, None) == []
