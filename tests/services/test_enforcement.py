"""Hiding what no longer stands is the rules' doing: whoever brings it about need not be somebody who may unpublish."""

from __future__ import annotations

import pytest

from articles.domain.signoffs import EntryKind, Meaning, Scope, Severity
from articles.models import ArticlePage, Reviewed, RiskFactor, User, reviewed_edition, reviewed_entry
from articles.services import ledger, signing
from articles.services.reauthentication import Presence
from tests.factories import make_article, make_reviewer, make_risk_factor, set_default_disclaimer

pytestmark = pytest.mark.django_db


def signed_by(reviewer: User, text: Reviewed) -> int:
    act = ledger.Act(
        EntryKind.SIGN_OFF,
        text,
        reviewer,
        meaning=Meaning.MEDICAL,
        scope=Scope.FULL,
        severity=Severity.MEANING,
        completes=True,
    )
    return ledger.append(act)[0].sequence


def test_withdrawal__by_a_reviewer_who_may_not_unpublish_takes_the_edition_down() -> None:
    set_default_disclaimer()
    reviewer, page = make_reviewer(), make_article(live=False)
    sequence = signed_by(reviewer, reviewed_edition(page))
    page.save_revision().publish()
    assert not page.permissions_for_user(reviewer).can_unpublish()
    signing.withdraw(sequence, by=reviewer, presence=Presence(reviewer.pk), reason="I was wrong.")
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_withdrawal__by_a_reviewer_who_may_not_unpublish_takes_the_entry_down() -> None:
    reviewer, factor = make_reviewer(), make_risk_factor(live=False, languages=["en"])
    sequence = signed_by(reviewer, reviewed_entry(factor, "en"))
    factor.live = True
    factor.save()
    signing.withdraw(sequence, by=reviewer, presence=Presence(reviewer.pk), reason="I was wrong.")
    row = RiskFactor.objects.get(pk=factor.pk)
    assert (row.live, row.signed_languages) == (False, [])
