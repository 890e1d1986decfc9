"""The form of a reviewer's profile: what a person may sign is stated by an administrator, and never by themselves."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import Tag
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.domain.signoffs import Meaning
from articles.models import ReviewerProfile, User
from tests.editor.forms import field, field_errors, notices, soup, tidy
from tests.factories import LANGUAGES, make_editor, make_reviewer, make_superuser, make_translator

pytestmark = pytest.mark.django_db

OWN = "This is your own profile."


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make_superuser(username="administrator"))
    return client


def address(view: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_articles_reviewerprofile:{view}", args=args)


def form(**values: Any) -> dict[str, Any]:
    return {
        "key": "ada",
        "user": "",
        "competences": ["medical"],
        "languages": ["en"],
        "valid_from": "",
        "valid_until": "",
        "registration": "",
        "photo": "",
        **{
            f"{name}_{code.replace('-', '_')}": ""
            for name in ("name", "credentials", "specialty", "biography")
            for code in LANGUAGES
        },
        "name_en": "Ada Invented",
        "credentials_en": "MD",
        "specialty_en": "Knees",
        **values,
    }


def send(client: Client, where: str, *, publish: bool = True, **values: Any) -> HttpResponse:
    response: HttpResponse = client.post(where, {**form(**values), **({"action-publish": "1"} if publish else {})}, follow=True)
    assert response.status_code == 200
    return response


def profile_of(user: User | None = None, **fields: Any) -> ReviewerProfile:
    return ReviewerProfile.objects.create(
        **{"key": "ada", "user": user, "name_en": "Ada", "credentials_en": "MD", "specialty_en": "Knees", "live": True, **fields}
    )


def boxes(response: HttpResponse, name: str) -> list[Tag]:
    return list(soup(response).select(f'input[type="checkbox"][name="{name}"]'))


def test_form__offers_competences_and_languages_as_boxes_and_both_dates(administrator: Client) -> None:
    response = administrator.get(address("add"))
    assert [box["value"] for box in boxes(response, "competences")] == ["medical", "language"]
    assert [box["value"] for box in boxes(response, "languages")] == LANGUAGES
    for name in ("valid_from", "valid_until"):
        assert field(response, name).find("input", attrs={"name": name})


def test_form__keeps_what_was_ticked_and_dated(administrator: Client) -> None:
    send(
        administrator,
        address("add"),
        competences=["medical", "language"],
        languages=["en", "ar"],
        valid_from="2026-01-01",
        valid_until="2026-12-31",
    )
    profile = ReviewerProfile.objects.get()
    assert profile.live
    assert profile.qualification().competences == {Meaning.MEDICAL, Meaning.LANGUAGE}
    assert profile.languages == ["en", "ar"]
    assert (str(profile.valid_from), str(profile.valid_until)) == ("2026-01-01", "2026-12-31")
    response = administrator.get(address("edit", profile.pk))
    assert [box["value"] for box in boxes(response, "competences") if box.has_attr("checked")] == ["medical", "language"]
    assert [box["value"] for box in boxes(response, "languages") if box.has_attr("checked")] == ["en", "ar"]


def test_form__takes_competences_away_again(administrator: Client) -> None:
    profile = profile_of(competences=["medical"], languages=["en"])
    send(administrator, address("edit", profile.pk), competences=[], languages=["en"])
    assert ReviewerProfile.objects.get().competences == []


@pytest.mark.parametrize("publish", [True, False])
def test_dates__in_the_wrong_order_are_refused_at_the_last_day_and_kept(administrator: Client, publish: bool) -> None:
    response = send(administrator, address("add"), publish=publish, valid_from="2026-06-02", valid_until="2026-06-01")
    assert "The last day is before the first." in field_errors(response, "valid_until")
    assert soup(response).find("input", attrs={"name": "valid_until"})["value"] == "2026-06-01"
    assert not ReviewerProfile.objects.exists()


def test_dates__of_a_single_day_are_taken(administrator: Client) -> None:
    send(administrator, address("add"), valid_from="2026-06-01", valid_until="2026-06-01")
    assert ReviewerProfile.objects.get().qualification().is_valid(ReviewerProfile.objects.get().valid_from)


@pytest.mark.parametrize(("name", "value"), [("competences", "surgical"), ("languages", "tlh")])
def test_choice__that_does_not_exist_is_refused_at_its_field(administrator: Client, name: str, value: str) -> None:
    response = send(administrator, address("add"), **{name: [value]})
    assert value in field_errors(response, name)
    assert not ReviewerProfile.objects.exists()


@pytest.mark.parametrize("publish", [True, False])
def test_own_profile__is_changed_by_nobody_not_even_a_superuser(administrator: Client, publish: bool) -> None:
    profile = profile_of(User.objects.get(username="administrator"), competences=[])
    response = send(administrator, address("edit", profile.pk), publish=publish, user=str(profile.user_id))
    assert OWN in tidy(soup(response).get_text(" "))
    assert ReviewerProfile.objects.get().competences == []
    assert ReviewerProfile.objects.get().get_latest_revision_as_object().competences == []


@pytest.mark.parametrize("other", ["", "somebody"])
def test_own_profile__is_not_changed_by_naming_somebody_else_in_the_form(administrator: Client, other: str) -> None:
    profile = profile_of(User.objects.get(username="administrator"), competences=[])
    response = send(administrator, address("edit", profile.pk), user=other and str(make_reviewer().pk))
    assert OWN in tidy(soup(response).get_text(" "))
    assert ReviewerProfile.objects.get().user == profile.user


def test_own_profile__is_not_made_either(administrator: Client) -> None:
    response = send(administrator, address("add"), user=str(User.objects.get(username="administrator").pk))
    assert OWN in tidy(soup(response).get_text(" "))
    assert not ReviewerProfile.objects.exists()


def test_profile__of_somebody_else_is_made_and_changed(administrator: Client) -> None:
    reviewer = make_reviewer()
    send(administrator, address("add"), user=str(reviewer.pk))
    profile = ReviewerProfile.objects.get()
    assert profile.user == reviewer
    send(administrator, address("edit", profile.pk), user=str(reviewer.pk), name_en="Ada B. Invented")
    assert ReviewerProfile.objects.get().name_en == "Ada B. Invented"


def test_profile__goes_back_to_no_older_version_by_its_own_person(administrator: Client) -> None:
    profile = profile_of(User.objects.get(username="administrator"), competences=["medical"])
    older = profile.save_revision()
    profile.competences = []
    profile.save_revision().publish()
    where = address("revisions_revert", profile.pk, older.pk)
    response = send(administrator, where, user=str(profile.user_id))
    assert OWN in tidy(soup(response).get_text(" "))
    assert ReviewerProfile.objects.get().competences == []


@pytest.mark.parametrize("make", [make_editor, make_translator, make_reviewer])
def test_profile__is_changed_by_no_group(client: Client, make: Any) -> None:
    profile = profile_of(competences=[])
    client.force_login(make())
    response = send(client, address("edit", profile.pk))
    assert "permission" in notices(response)
    assert ReviewerProfile.objects.get().competences == []
