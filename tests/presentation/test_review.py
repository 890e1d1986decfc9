"""The facts behind an article's words: who signed, and the dates that follow."""

from __future__ import annotations

from datetime import date

import pytest

from articles.domain.signoffs import Meaning, Scope
from articles.models import ArticlePage, LedgerEntry, ReviewPolicy, subject_of
from articles.presentation.review import ReviewFacts, review_facts
from tests.factories import figure_block, image, make_article, text_block
from tests.reviewing import at, draft, make_signed_article, reviewer, revise, sign, withdraw
from tests.site.reader import queries_of

pytestmark = pytest.mark.django_db


def facts_of(page: ArticlePage) -> ReviewFacts:
    facts = review_facts(ArticlePage.objects.get(pk=page.pk))
    assert facts is not None
    return facts


def names(facts: ReviewFacts) -> list[tuple[str, str]]:
    return [(act.meaning, act.signer_name) for act in facts.signed]


def test_facts__none_for_a_draft_that_nobody_signed() -> None:
    assert review_facts(make_article(live=False)) is None


def test_facts__none_for_a_translation_with_one_of_two_sign_offs() -> None:
    page = make_article("de", live=False)
    sign(page, complete=False)
    assert review_facts(page) is None


def test_facts__none_for_words_that_sql_changed_behind_the_ledger() -> None:
    page = make_signed_article()
    ArticlePage.objects.filter(pk=page.pk).update(tldr="Something else.")
    assert review_facts(ArticlePage.objects.get(pk=page.pk)) is None


def test_facts__none_after_a_withdrawal() -> None:
    page = make_article(live=False)
    withdraw(sign(page), page)
    assert review_facts(page) is None


def test_dates__a_full_review_and_the_next_one_after_the_policy_s_interval() -> None:
    with at(2024, 8, 31):
        page = make_signed_article()
    ReviewPolicy.objects.create(review_interval_months=6)
    facts = facts_of(page)
    assert (facts.last_reviewed, facts.next_due, facts.updated) == (date(2024, 8, 31), date(2025, 2, 28), None)


def test_dates__a_change_signed_by_itself_moves_only_the_update() -> None:
    with at(2024):
        page = make_signed_article()
    with at(2025):
        revise(page, scope=Scope.CHANGES)
    facts = facts_of(page)
    assert (facts.last_reviewed, facts.next_due, facts.updated) == (date(2024, 1, 1), date(2026, 1, 1), date(2025, 1, 1))


def test_dates__a_later_full_review_moves_them_all() -> None:
    with at(2024):
        page = make_signed_article()
    with at(2025):
        revise(page, scope=Scope.CHANGES)
    with at(2026):
        revise(page)
    facts = facts_of(page)
    assert (facts.last_reviewed, facts.updated) == (date(2026, 1, 1), None)


def test_dates__a_signed_text_that_waits_for_its_hour_moves_nothing() -> None:
    with at(2024):
        page = make_signed_article()
    with at(2025):
        sign(draft(page, tldr="Signed, and not live yet."))
    assert facts_of(page).last_reviewed == date(2024, 1, 1)


def test_dates__none_where_only_a_change_still_stands() -> None:
    page = make_signed_article()
    signed = page.get_latest_revision().as_object()
    revise(page, scope=Scope.CHANGES)
    withdraw(LedgerEntry.objects.get(subject=subject_of(page), scope=Scope.FULL), signed)
    facts = facts_of(page)
    assert (facts.last_reviewed, facts.next_due, facts.is_overdue(date(1900, 1, 1))) == (None, None, True)
    assert facts.updated is not None


@pytest.mark.parametrize(("today", "overdue"), [(date(2026, 1, 1), False), (date(2026, 1, 2), True)])
def test_overdue__from_the_day_after_the_day_that_it_is_due_on(today: date, overdue: bool) -> None:
    with at(2024):
        page = make_signed_article()
    assert facts_of(page).is_overdue(today) is overdue


def test_signers__of_the_full_review_and_of_every_change_since_each_once() -> None:
    ada, bea = reviewer("ada"), reviewer("bea")
    page = make_signed_article(signed={"medical": ada})
    revise(page, scope=Scope.CHANGES, medical=bea)
    revise(page, scope=Scope.CHANGES, medical=ada)
    medical = Meaning.MEDICAL.value
    assert names(facts_of(page)) == [(medical, "Name of ada"), (medical, "Name of bea")]


def test_signers__not_those_of_an_earlier_full_review() -> None:
    page = make_signed_article(signed={"medical": reviewer("ada")})
    revise(page, medical=reviewer("bea"))
    assert [name for _meaning, name in names(facts_of(page))] == ["Name of bea"]


def test_signers__by_the_name_and_credentials_that_they_signed_with() -> None:
    ada = reviewer("ada")
    page = make_signed_article(signed={"medical": ada})
    ada.reviewer_profile.name_en, ada.reviewer_profile.credentials_en = "Another name", "Nothing"
    ada.reviewer_profile.save()
    (act,) = facts_of(page).signed
    assert (act.signer_name, act.signer_credentials) == ("Name of ada", "Degree of ada")


def test_facts__three_queries_at_most() -> None:
    page = make_signed_article(causes=[text_block(), figure_block(image())], citations=0)
    for _number in range(3):
        revise(page, scope=Scope.CHANGES)
    page = ArticlePage.objects.select_related("locale").get(pk=page.pk)
    assert len(queries_of(lambda: review_facts(page))) == 3
