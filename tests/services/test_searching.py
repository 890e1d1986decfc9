"""What the search keeps, in step with the rows that readers see: never with a draft, whoever saves it beside them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from articles import queries
from articles.domain.search import words as search_words
from articles.models import ArticlePage, GlossaryTerm, SearchDocument, SearchKey, SearchPosting, SearchWord
from articles.services import publishing, searching
from articles.services.searching import keeping
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
    assert term.get_latest_revision_as_object().definition_en == "Unsigned zebra."
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


def _rename(article: ArticlePage) -> None:
    factor = queries.entry_of_key("dusk")
    factor.name_en = "Starlight"
    sign_off_entry(factor).save()


def _factor() -> object:
    from articles.models import RiskFactor

    return RiskFactor.objects.get(key="dusk")
