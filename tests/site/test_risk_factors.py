"""Risk factors in an article: two groups, and no language silently mixed into another."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils.translation import get_language_info

from articles.models import RiskFactor
from tests.factories import make_article, make_risk_factor, risk_factor_list_block, text_block
from tests.site.reader import DIRECTIONS, TAGS, one, read, words

pytestmark = pytest.mark.django_db


def section_of(client: Client, *factors: RiskFactor, language: str = "en") -> BeautifulSoup | Tag:
    return one(
        read(client, make_article(language, risk_factors=[text_block(), risk_factor_list_block(*factors)]).url), "#risk-factors"
    )


def test_risk_factors__in_two_groups_each_in_the_chosen_order(client: Client) -> None:
    moon, age, lamp = make_risk_factor("moon"), make_risk_factor("age", modifiable=False), make_risk_factor("lamp")
    section = section_of(client, moon, age, lamp)
    headings = [words(heading) for heading in section.select("h3")]
    assert len(headings) == len(set(headings)) == 2
    groups = [[words(term) for term in group.select("dt")] for group in section.select("dl")]
    assert groups == [["Name of moon [en]", "Name of lamp [en]"], ["Name of age [en]"]]


@pytest.mark.parametrize("modifiable", [True, False])
def test_risk_factors__an_empty_group_is_left_out(client: Client, modifiable: bool) -> None:
    section = section_of(client, make_risk_factor(modifiable=modifiable))
    assert len(section.select("h3")) == len(section.select("dl")) == 1


def test_risk_factor__name_explanation_and_advice(client: Client) -> None:
    section = words(section_of(client, make_risk_factor("moon"), language="fr"))
    assert section.index("Name of moon [fr]") < section.index("Explanation of moon [fr]") < section.index("Advice on moon [fr]")


def test_risk_factor__without_advice_has_no_empty_place_for_it(client: Client) -> None:
    section = section_of(
        client, make_risk_factor(advice_en=""), make_risk_factor(languages=["de"], advice_de=None, name_en="Moon")
    )
    assert [element for element in section.select("dt, dd") if not words(element)] == []


def test_risk_factor__in_the_language_of_the_edition_is_not_marked(client: Client) -> None:
    section = section_of(client, make_risk_factor(), language="ar")
    assert section.select("[lang]") == []


@pytest.mark.parametrize(
    ("edition", "written_in"), [("de", "en"), ("ar", "en"), ("en", "ar"), ("fr", "zh-hans")], ids=lambda language: language
)
def test_risk_factor__in_another_language_says_so(client: Client, edition: str, written_in: str) -> None:
    section = section_of(client, make_risk_factor("moon", languages=[written_in]), language=edition)
    for text in (f"Name of moon [{written_in}]", f"Explanation of moon [{written_in}]", f"Advice on moon [{written_in}]"):
        marked = [element for element in section.select("[lang]") if words(element) == text]
        assert [(element["lang"], element["dir"]) for element in marked] == [(TAGS[written_in], DIRECTIONS[written_in])]
    endonym = get_language_info(written_in)["name_local"]
    assert endonym.casefold() in words(one(section, "dt")).casefold()


def test_risk_factor__each_text_falls_back_by_itself(client: Client) -> None:
    factor = make_risk_factor("moon", languages=["en"], name_de="Mond")
    section = section_of(client, factor, language="de")
    assert words(one(section, "dt")) == "Mond"
    assert [words(element) for element in section.select('dd [lang="en"]') if "moon" in words(element)] == [
        "Explanation of moon [en]",
        "Advice on moon [en]",
    ]


def test_risk_factor__taken_back_or_deleted_is_left_out(client: Client) -> None:
    taken_back, deleted, kept = make_risk_factor("moon"), make_risk_factor("lamp"), make_risk_factor("age")
    article = make_article(risk_factors=[text_block(), risk_factor_list_block(taken_back, deleted, kept)])
    taken_back.unpublish()
    RiskFactor.objects.filter(pk=deleted.pk).delete()
    assert [words(term) for term in read(client, article.url).select("#risk-factors dt")] == ["Name of age [en]"]
