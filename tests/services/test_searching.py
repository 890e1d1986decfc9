"""What the search keeps, in step with the rows that readers see: never with a draft, whoever saves it beside them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from articles import queries
from articles.domain.search import words as search_words
from articles.models import (
    ArticlePage,
    GlossaryTerm,
    RiskFactor,
    SearchDocument,
    SearchKey,
    SearchPosting,
    SearchWord,
    reviewed_entry,
)
from articles.services import entry_gate, publishing, searching
from articles.services.searching import keeping, rebuilding
from tests.editor.test_vocabulary_form import address, entry_form, send, sign_in
from tests.factories import (
    make_article,
    make_condition,
    make_glossary_term,
    make_risk_factor,
    make_superuser,
    publish,
    risk_factor_list_block,
)
from tests.signing import sign_off_entry


def found(query: str) -> set[int | None]:
    """The pages and terms that English readers are sent to."""
    return {row.page_id or row.term_id for row in queries.search(query, "en").documents}


def explained(page: Page) -> list[str]:
    """The terms that the articles under a page use, as search shows them."""
    rows = queries.terms_of(page, "en")
    return [queries.with_sections(rows)[row.pk][0][2] for row in rows]


# --- Drafts -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_keep__draft_of_a_term_in_the_edit_view__stays_unseen(client: Client) -> None:
    article = make_article(citations=0, title="Why does it glow?")
    term = make_glossary_term("glow", term_en="Glow", definition_en="Signed words.")
    sent = entry_form(GlossaryTerm, "en", key="glow", term_en="Glow", definition_en="Unsigned zebra.", also_known_as_en="Quagga")
    response = send(sign_in(client, make_superuser()), address(GlossaryTerm, "edit", term.pk), sent)
    assert response.status_code == 200
    assert GlossaryTerm.objects.get(pk=term.pk).get_latest_revision_as_object().definition_en == "Unsigned zebra."
    assert not found("zebra") | found("quagga")
    assert explained(article.get_parent()) == ["Signed words."]


@pytest.mark.django_db
def test_keep__objects_that_hold_a_draft_are_not_what_is_kept() -> None:
    term = make_glossary_term(term_en="Glow")
    term.definition_en = "Unsigned zebra."
    term.save(update_fields=["locked"])
    searching.keep_term(term.pk)
    assert not found("zebra")


@pytest.mark.django_db
def test_keep__draft_of_a_condition__renames_nothing() -> None:
    article = make_article(citations=0, parent=make_condition(title="Marble elbow"))
    condition = article.get_parent().specific
    condition.title, condition.also_known_as = "Quagga arm", "Zebra arm"
    condition.save_revision()
    assert not found("quagga") | found("zebra")
    assert found("marble") == {article.pk, condition.pk}


# --- What an article is found by beside its own words ------------------------------------------------------------------


@pytest.mark.django_db
def test_keep__condition_goes_down_and_up__articles_follow() -> None:
    article = make_article(citations=0, parent=make_condition(title="Marble elbow"))
    condition = article.get_parent().specific
    condition.unpublish()
    assert found("marble") == set()
    publish(condition)
    assert found("marble") == {article.pk, condition.pk}


@pytest.fixture
def listing() -> ArticlePage:
    factor = make_risk_factor("dusk", name_en="Moonlight")
    return make_article(citations=0, risk_factors=[risk_factor_list_block(factor)])


def _rename() -> None:
    factor = RiskFactor.objects.get(key="dusk")
    factor.name_en = "Starlight"
    sign_off_entry(factor).save()


def _hide() -> None:
    """As when a sign-off of the English words is withdrawn."""
    factor = RiskFactor.objects.get(key="dusk")
    with patch.object(entry_gate, "signed_languages", lambda entry: [code for code in entry.signed_languages if code != "en"]):
        publishing.enforce(reviewed_entry(factor, "en").subject, "en", None)


@pytest.mark.django_db
@pytest.mark.parametrize("change", [_rename, _hide, lambda: RiskFactor.objects.get(key="dusk").delete()])
def test_keep__risk_factor_changes__articles_that_list_it_follow(listing: ArticlePage, change: Callable[[], object]) -> None:
    assert found("moonlight") == {listing.pk}
    change()
    assert found("moonlight") == set()
    assert found("starlight") == ({listing.pk} if change is _rename else set())


@pytest.mark.django_db
def test_keep__draft_of_a_risk_factor__changes_nothing(listing: ArticlePage) -> None:
    factor = RiskFactor.objects.get(key="dusk")
    factor.name_en = "Zebra"
    factor.save_revision()
    assert found("zebra") == set()
    assert found("moonlight") == {listing.pk}


# --- Making it anew ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_rebuild__readers_go_on_finding_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = {make_article(citations=0, title="Why does it glow?").pk for _number in range(3)}
    meanwhile = []
    monkeypatch.setattr(keeping, "BATCH", 1)
    monkeypatch.setattr(rebuilding, "keep_pages", lambda *a, **k: (meanwhile.append(found("glow")), keep_pages(*a, **k)))
    keep_pages = keeping.keep_pages
    call_command("rebuild_search", verbosity=0)
    assert len(meanwhile) >= 3
    assert all(now == articles for now in meanwhile)


@pytest.mark.django_db
def test_rebuild__takes_away_what_is_public_no_more() -> None:
    article = make_article(citations=0, title="Why do zebras glow?")
    term = make_glossary_term(term_en="Quagga")
    ArticlePage.objects.filter(pk=article.pk).update(live=False)
    GlossaryTerm.objects.filter(pk=term.pk).update(live=False)
    assert SearchWord.objects.filter(word__in=["zebras", "quagga"]).count() == 2
    searching.rebuild()
    assert not SearchDocument.objects.filter(page=article) | SearchDocument.objects.filter(term=term)
    assert not SearchWord.objects.filter(word__in=["zebras", "quagga"])


@pytest.mark.django_db
def test_rebuild__makes_words_and_keys_anew() -> None:
    article = make_article(citations=0, title="Why do zebras glow?")
    keys = set(SearchKey.objects.filter(word__word="zebras").values_list("key", flat=True))
    SearchKey.objects.filter(word__word="zebras").delete()
    SearchPosting.objects.filter(document__page=article).delete()
    searching.rebuild()
    assert set(SearchKey.objects.filter(word__word="zebras").values_list("key", flat=True)) == keys
    assert found("zebras") == {article.pk}


# --- Two at once ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_keep__rows_are_locked_before_they_are_read() -> None:
    """PostgreSQL alone; on SQLite every transaction begins with the write lock."""
    article, term = make_article(citations=0), make_glossary_term()
    for keep in (lambda: searching.keep_pages([article.pk]), lambda: searching.keep_term(term.pk)):
        with CaptureQueriesContext(connection) as run:
            keep()
        first = next(query["sql"] for query in run if query["sql"].startswith("SELECT"))
        assert first.endswith("FOR NO KEY UPDATE") is connection.features.has_select_for_update


def test_stems__many_threads__each_word_its_own() -> None:
    known = {
        f"{root}{ending}": None for root in ("glow", "hum", "walk", "fract") for ending in ("ing", "ed", "s", "ation", "ful")
    }
    expected = {word: search_words.stem_of.__wrapped__(word, "en") for word in known}
    every = list(known) * 60
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            stems = list(pool.map(lambda word: search_words.stem_of.__wrapped__(word, "en"), every))
    finally:
        sys.setswitchinterval(interval)
    assert stems == [expected[word] for word in every]


@pytest.mark.django_db
def test_keep__an_article_costs_few_queries() -> None:
    article = make_article(citations=0)
    with CaptureQueriesContext(connection) as run:
        searching.keep_pages([article.pk])
    assert len(run) <= 4
