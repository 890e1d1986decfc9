"""What readers are told of a risk factor or a disclaimer whose source is newer than the words that they read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext

from articles.domain.signoffs import Severity
from articles.models import ReviewPolicy, RiskFactor, SourceEdition
from tests.factories import make_article, make_disclaimer, make_risk_factor, risk_factor_list_block, text_block
from tests.site.reader import queries_of, read, words
from tests.workflow.entries import edit, sign, translated_factor

pytestmark = pytest.mark.django_db


def changed(severity: Severity, key: str = "moonlight") -> RiskFactor:
    factor = translated_factor(key)
    edit(factor, explanation_en="It burns.")
    sign(factor, "en", severity=severity)
    return factor


def listing(*factors: RiskFactor, language: str = "es", **fields: Any) -> str:
    page = make_article(language, risk_factors=[text_block(), risk_factor_list_block(*factors)], **fields)
    return str(page.get_url())


def told(client: Client, address: str) -> list[str]:
    return [words(item) for item in read(client, address).select(".newer")]


def sentence(language: str = "es") -> str:
    with translation.override(language):
        return gettext("There is a newer version of this text in %(language)s.") % {"language": gettext("English")}


def test_change_for_safety__is_told_at_once_in_the_readers_language(client: Client) -> None:
    address = listing(changed(Severity.SAFETY), make_risk_factor())
    assert told(client, address) == [sentence()]
    assert "Luz de luna" in read(client, address).select_one(".risk-factors").text


def test_change_of_meaning__is_told_after_the_days_of_grace(client: Client) -> None:
    address = listing(changed(Severity.MEANING))
    assert told(client, address) == []
    ReviewPolicy.objects.create(grace_days=3)
    SourceEdition.objects.update(published_at=timezone.now() - timedelta(days=4))
    assert told(client, address) == [sentence()]


def test_editorial_change__is_not_told_and_nobody_else_is_told_either(client: Client) -> None:
    ReviewPolicy.objects.create(grace_days=0)
    assert told(client, listing(changed(Severity.EDITORIAL, "dust"))) == []
    factor = changed(Severity.SAFETY)
    assert told(client, listing(factor, language="en")) == []
    assert told(client, listing(factor, language="fr")) == []  # they read the new source, which stands in


def test_disclaimer__whose_source_is_newer_says_so(client: Client) -> None:
    disclaimer = make_disclaimer(["en"])
    edit(disclaimer, title_es="Aviso", text_es="Pregunte a su rodilla.")
    sign(disclaimer, "es")
    disclaimer.refresh_from_db()
    address = str(make_article("es", disclaimer=disclaimer).get_url())
    assert told(client, address) == []
    edit(disclaimer, text_en="Ask a lamp at once.")
    sign(disclaimer, "en", severity=Severity.SAFETY)
    assert [words(item) for item in read(client, address).select("#disclaimer .newer")] == [sentence()]


def test_page__costs_no_more_where_entries_say_what_they_were_made_from_however_many(client: Client) -> None:
    without = listing(make_risk_factor(), make_risk_factor())
    one = listing(changed(Severity.SAFETY, "one"))
    three = listing(*(changed(Severity.SAFETY, key) for key in ("two", "three", "four")))
    costs = []
    for address in (without, one, three):
        read(client, address)
        costs.append(len(queries_of(lambda: read(client, address))))  # noqa: B023
    assert costs == [costs[0]] * 3
