"""The risk-factor list: grouped, and only of what the vocabulary still has."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from articles.blocks.risk_factors import RiskFactorListBlock
from articles.models import RiskFactor
from tests.factories import make_risk_factor, risk_factor_list_block

pytestmark = pytest.mark.django_db


def stored(*factors: RiskFactor) -> Any:
    return RiskFactorListBlock().to_python(risk_factor_list_block(*factors)["value"])


def headings(value: Any) -> list[str]:
    html = BeautifulSoup(RiskFactorListBlock().render(value), "html.parser")
    return [heading.get_text(strip=True) for heading in html.find_all("h3")]


def test_list__is_grouped_in_the_order_of_choice() -> None:
    curtains, moon, lamp = make_risk_factor(), make_risk_factor(modifiable=False), make_risk_factor()
    value = stored(curtains, moon, lamp)
    assert value.modifiable == [curtains, lamp]
    assert value.not_modifiable == [moon]
    assert len(headings(value)) == 2


def test_list__has_no_heading_over_an_empty_group() -> None:
    assert len(headings(stored(make_risk_factor()))) == 1
    assert len(headings(stored(make_risk_factor(modifiable=False)))) == 1


def test_list__leaves_out_what_was_deleted_or_taken_back() -> None:
    kept, deleted, draft = make_risk_factor(), make_risk_factor(), make_risk_factor(live=False)
    block = risk_factor_list_block(kept, deleted, draft)
    deleted.delete()
    assert RiskFactorListBlock().to_python(block["value"]).present == [kept]


def test_list__without_a_choice_is_refused_on_publication() -> None:
    with pytest.raises(ValidationError):
        RiskFactorListBlock().clean(stored())
