"""Conditions: their codes are checked as their systems write them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Page

from articles.models import ArticlePage, ConditionCode, ConditionPage, HomePage, InformationPage
from tests.factories import make_condition

GOOD = [
    ("icd-10", "M81"),
    ("icd-10", "M81.0"),
    ("icd-10-cm", "M81.0"),
    ("icd-10-cm", "M80.051A"),
    ("icd-11", "FB83.1"),
    ("snomed-ct", "64859006"),
    ("mesh", "D010024"),
]
BAD = [
    ("icd-10", "81.0"),
    ("icd-10", "M81.0X1A"),
    ("icd-10-cm", "MM1"),
    ("icd-10-cm", "M80.051AA"),
    ("icd-11", "FO83.1"),
    ("icd-11", "M81.0"),
    ("snomed-ct", "64859O06"),
    ("snomed-ct", "12345"),
    ("mesh", "X010024"),
    ("mesh", "D01002"),
]


def code(system: str, text: str, **fields: object) -> ConditionCode:
    return ConditionCode(**{"system": system, "code": text, "display_name": "Glimmer knee", **fields})


def refusal(wrong: ConditionCode) -> list[str]:
    """What the editor reads at the code's own field."""
    with pytest.raises(ValidationError) as refused:
        wrong.clean()
    assert list(refused.value.message_dict) == ["code"]
    return refused.value.message_dict["code"]


@pytest.mark.parametrize(("system", "text"), GOOD)
def test_code__as_its_system_writes_it(system: str, text: str) -> None:
    good = code(system, text)
    good.clean()
    assert good.code == text


@pytest.mark.parametrize(("system", "text"), BAD)
def test_code__otherwise_written_is_refused_with_an_example(system: str, text: str) -> None:
    (message,) = refusal(code(system, text))
    assert text in message
    assert dict(ConditionCode.SYSTEMS)[system] in message
    assert "example" in message


def test_snomed_code__with_a_wrong_check_digit_is_refused_as_such() -> None:
    (message,) = refusal(code("snomed-ct", "64859007"))
    assert "64859007" in message
    assert "check digit" in message
    assert "Copy it again" in message


def test_snomed_identifier__of_a_description_is_refused_as_such() -> None:
    (message,) = refusal(code("snomed-ct", "107244011"))
    assert "not of a concept" in message


@pytest.mark.parametrize(
    ("pasted", "kept"), [(" m81.0 ", "M81.0"), ("M81 .0", "M81.0"), ("\tM81.0\n", "M81.0")], ids=["edges", "within", "line"]
)
def test_code__is_kept_as_the_system_writes_it(pasted: str, kept: str) -> None:
    tidied = code("icd-10", pasted)
    tidied.clean()
    assert tidied.code == kept


@pytest.mark.parametrize("text", ["", "   "])
def test_code__left_empty_is_left_to_the_form(text: str) -> None:
    code("icd-10", text).clean()


@pytest.mark.django_db
def test_code__stands_once_in_a_condition() -> None:
    page = make_condition(codes=[{"system": "icd-10", "code": "M81", "display_name": "Glimmer knee"}])
    with pytest.raises(IntegrityError), transaction.atomic():
        code("icd-10", "M81", page=page).save()
    code("icd-10", "M80", page=page).save()
    code("icd-11", "FB83.1", page=page).save()
    code("icd-10", "M81", page=make_condition()).save()


@pytest.mark.django_db
def test_code__twice_in_one_condition_is_refused_with_a_message() -> None:
    page = make_condition(live=False, codes=[{"system": "icd-10", "code": "M81", "display_name": "Glimmer knee"}])
    with pytest.raises(ValidationError):
        code("icd-10", "M81", page=page).full_clean()


@pytest.mark.django_db
def test_condition__keeps_its_codes_in_order() -> None:
    page = make_condition(codes=[{"system": s, "code": c, "display_name": "Glimmer knee"} for s, c in reversed(GOOD[3:])])
    assert [stored.code for stored in ConditionPage.objects.get(pk=page.pk).codes.all()] == [c for _s, c in reversed(GOOD[3:])]


def test_names__are_split_by_line() -> None:
    assert ConditionPage(also_known_as=" Lamp knee \n\nMoon knee\r\nLamp knee").names == ["Lamp knee", "Moon knee"]


def test_tree__takes_conditions_under_home_pages_and_articles_under_conditions_only() -> None:
    assert ConditionPage.allowed_parent_page_models() == [HomePage]
    assert ConditionPage.allowed_subpage_models() == [ArticlePage]
    assert HomePage.allowed_subpage_models() == [ConditionPage, InformationPage]
    assert HomePage.allowed_parent_page_models() == [Page]
    assert ArticlePage.allowed_parent_page_models() == [ConditionPage]
    assert ArticlePage.allowed_subpage_models() == []


@pytest.mark.django_db
def test_home_pages__are_as_many_as_languages() -> None:
    """All of them are seeded, so no editor can add one more."""
    assert not HomePage.can_create_at(Page.objects.get(depth=1))


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"slug": "reviewers"}, {"title": "Reviewers", "slug": ""}], ids=["typed", "from the title"])
def test_slug__of_an_address_of_the_site_itself_is_refused(fields: dict[str, str]) -> None:
    """Nobody would ever see the page."""
    with pytest.raises(ValidationError) as refused:
        make_condition(**fields)
    assert set(refused.value.message_dict) == {"slug"}
