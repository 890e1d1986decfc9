"""An untouched site is in order, and proving it costs little."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import (
    LedgerEntry,
)
from tests.factories import (
    make_article,
    make_disclaimer,
    make_glossary_term,
    make_risk_factor,
    set_default_disclaimer,
    translate,
)
from tests.services.verification.running import head, verify

pytestmark = pytest.mark.django_db


def test_verification__of_an_untouched_site_says_what_it_looked_at_and_the_head_of_the_chain() -> None:
    set_default_disclaimer(make_disclaimer(["en", "de"]))
    article = make_article(images=1)
    translate(article, "de")
    make_article(live=False)
    make_glossary_term(languages=["en", "ar"])
    make_risk_factor(languages=["en"])
    make_risk_factor(languages=["en"], live=False)
    code, lines = verify()
    assert code == 0
    assert lines == [
        f"{LedgerEntry.objects.count()} entries, 2 editions, 5 vocabulary texts: all in order",
        f"Head of the chain: {head()}",
    ]


def test_verification__of_an_empty_site_is_in_order() -> None:
    assert verify() == (0, ["0 entries, 0 editions, 0 vocabulary texts: all in order"])


def test_verification__takes_a_few_queries_however_much_is_live(django_assert_max_num_queries: Any) -> None:
    for _n in range(6):
        make_article(images=1)
        make_glossary_term(languages=["en", "de"])
    with django_assert_max_num_queries(12):
        assert verify()[0] == 0


def test_verification__writes_nothing() -> None:
    make_article(images=1)
    with CaptureQueriesContext(connection) as queries:
        verify("--files")
    assert not [query["sql"] for query in queries if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]


def test_verification__says_the_same_in_json() -> None:
    make_article()
    code, lines = verify("--json")
    report = json.loads("\n".join(lines))
    assert code == 0
    assert report == {
        "problems": [],
        "in_order": True,
        "entries": LedgerEntry.objects.count(),
        "editions": 1,
        "vocabulary_texts": 6,
        "files": 0,
        "head": head(),
    }
