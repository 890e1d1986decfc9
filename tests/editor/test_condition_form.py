"""Writing a condition: its codes are checked while they are typed in."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import ConditionPage
from tests.editor.forms import add_address, condition_form, notices, soup, tidy
from tests.factories import home, make_editor

pytestmark = pytest.mark.django_db

GOOD = ("snomed-ct", "64859006", "Glimmer knee")


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def send(editor: Client, *codes: tuple[str, str, str], publish: bool = False):  # type: ignore[no-untyped-def]
    form = {**condition_form(*codes), **({"action-publish": "1"} if publish else {})}
    return editor.post(add_address("conditionpage", home()), form, follow=True)


def said(response) -> str:  # type: ignore[no-untyped-def]
    return tidy(" ".join(item.get_text(" ") for item in soup(response).select(".error-message")))


@pytest.mark.parametrize("publish", [False, True], ids=["draft", "publication"])
def test_condition__with_good_codes_is_kept(editor: Client, publish: bool) -> None:
    response = send(editor, GOOD, ("icd-10", " m81 ", "Glimmer knee"), publish=publish)
    assert "created" in notices(response)
    page = ConditionPage.objects.get()
    assert [(code.system, code.code) for code in page.codes.all()] == [("snomed-ct", "64859006"), ("icd-10", "M81")]
    assert page.live is publish


@pytest.mark.parametrize("publish", [False, True], ids=["draft", "publication"])
def test_snomed_code__with_a_wrong_check_digit_is_refused_and_kept_as_typed(editor: Client, publish: bool) -> None:
    response = send(editor, ("snomed-ct", "64859007", "Glimmer knee"), publish=publish)
    assert "“64859007” is not a SNOMED CT code: its check digit is wrong" in said(response)
    assert soup(response).find("input", attrs={"name": "codes-0-code"})["value"] == "64859007"
    assert not ConditionPage.objects.exists()


def test_code__of_another_system_is_refused_with_an_example(editor: Client) -> None:
    response = send(editor, ("mesh", "M81", "Glimmer knee"))
    assert "not written like a code of MeSH" in said(response)
    assert "D010024" in said(response)


@pytest.mark.parametrize("again", ["M81", " m81 "])
def test_code__twice_is_refused_with_a_message(editor: Client, again: str) -> None:
    response = send(editor, ("icd-10", "M81", "Glimmer knee"), ("icd-10", again, "Shining knee"))
    assert response.status_code == 200
    assert not ConditionPage.objects.exists()
    assert tidy(soup(response).select_one("#id_codes-FORMS").get_text(" ")) or said(response)
    assert "duplicate" in tidy(soup(response).get_text(" ")).lower()


def test_condition__is_never_offered_below_a_condition(editor: Client) -> None:
    send(editor, GOOD)
    assert editor.get(add_address("conditionpage", ConditionPage.objects.get())).status_code in {302, 403}
