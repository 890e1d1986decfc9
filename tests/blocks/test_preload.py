"""Loading what blocks point to once for a page."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from articles.blocks import SectionBodyBlock, preloaded
from articles.models import ArticleImage, RiskFactor
from tests.factories import Block, figure_block, image, make_condition, make_risk_factor, page_link, risk_factor_list_block

pytestmark = pytest.mark.django_db


def values(*stored: Block) -> list[Any]:
    return [child.value for child in SectionBodyBlock().to_python(list(stored))]


def rich(html: str) -> str:
    return Template("{% load wagtailcore_tags %}{{ value|richtext }}").render(Context({"value": html}))


def test_choosers__are_served_without_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    picture, factors = image(), [make_risk_factor() for _n in range(3)]
    stored = [figure_block(picture), risk_factor_list_block(*factors), risk_factor_list_block(factors[0])]
    with (
        preloaded({ArticleImage: {picture.pk: picture}, RiskFactor: {factor.pk: factor for factor in factors}}),
        django_assert_num_queries(0),
    ):
        figure, all_factors, one_factor = values(*stored)
        assert figure["image"].pk == picture.pk
        assert all_factors.present == factors
        assert one_factor.present == factors[:1]


def test_same_image_twice__keeps_the_alternative_text_of_each_use() -> None:
    picture = image()
    uses = [
        figure_block(picture, alt_text="A knee by day"),
        figure_block(picture, alt_text="A knee by night"),
        figure_block(picture, alt_text="ignored", decorative=True),
    ]
    with preloaded({ArticleImage: {picture.pk: picture}}):
        pictures = [value["image"] for value in values(*uses)]
    assert [shown.contextual_alt_text for shown in pictures] == ["A knee by day", "A knee by night", ""]
    assert [shown.decorative for shown in pictures] == [False, False, True]


def test_object__that_is_not_preloaded_is_left_out_without_a_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    kept, missing = make_risk_factor(), make_risk_factor()
    picture = image()
    with preloaded({RiskFactor: {kept.pk: kept}, ArticleImage: {}}), django_assert_num_queries(0):
        factors, figure = values(risk_factor_list_block(missing, kept), figure_block(picture))
        assert factors.present == [kept]
        assert figure["image"] is None


def test_outside__blocks_load_for_themselves() -> None:
    picture, factor = image(), make_risk_factor()
    with preloaded({ArticleImage: {}, RiskFactor: {}}):
        pass
    figure, factors = values(figure_block(picture), risk_factor_list_block(factor))
    assert figure["image"].pk == picture.pk
    assert factors.present == [factor]


def test_kind__that_was_not_preloaded_loads_for_itself() -> None:
    factor = make_risk_factor()
    with preloaded({ArticleImage: {}}):
        assert values(risk_factor_list_block(factor))[0].present == [factor]


def test_after_an_error__nothing_stays_preloaded() -> None:
    factor = make_risk_factor()
    with pytest.raises(ZeroDivisionError), preloaded({RiskFactor: {}}):
        raise ZeroDivisionError
    assert values(risk_factor_list_block(factor))[0].present == [factor]


def test_links__lead_to_what_is_preloaded_without_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    named, instead, private = make_condition(), make_condition("de"), make_condition()
    html = f"<p>{page_link(named, 'one')} {page_link(private, 'other')}</p>"
    address = instead.url
    with preloaded({Page: {named.pk: instead}}), django_assert_num_queries(0):
        shown = rich(html)
    assert f'<a href="{address}">one</a>' in shown
    assert "<a>other</a>" in shown


def test_links__outside_lead_to_the_page_that_is_named() -> None:
    named = make_condition()
    assert f'<a href="{named.url}">one</a>' in rich(f"<p>{page_link(named, 'one')}</p>")


@pytest.mark.parametrize("key", ["", "seven", "99999999", "-1", "1; drop"])
def test_link__with_a_hostile_number_is_no_link(key: str) -> None:
    with preloaded({Page: {}}):
        assert "<a>x</a>" in rich(f'<p><a id="{key}" linktype="page">x</a></p>')
