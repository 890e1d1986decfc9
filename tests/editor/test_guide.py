"""The guide: a person's own role first, with links that open; every other one below it, in every language of the admin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from articles.domain.signoffs import Meaning
from articles.editor.guide.parts import RoleKey
from articles.editor.guide.views import ROLES
from articles.models import User
from tests.editor.forms import soup
from tests.factories import LANGUAGES, make_editor, make_reviewer, make_superuser, make_translator, make_user
from tests.workflow.people import make_signer

pytestmark = pytest.mark.django_db

PEOPLE: dict[str, tuple[Callable[[], User], list[RoleKey]]] = {
    "editor": (make_editor, [RoleKey.EDITOR]),
    "translator": (lambda: make_translator(["es"]), [RoleKey.TRANSLATOR]),
    "medical": (lambda: make_signer(meanings=[Meaning.MEDICAL]), [RoleKey.MEDICAL]),
    "language": (lambda: make_signer(meanings=[Meaning.LANGUAGE]), [RoleKey.LANGUAGE]),
    "both": (make_signer, [RoleKey.MEDICAL, RoleKey.LANGUAGE]),
    "without a profile": (make_reviewer, [RoleKey.MEDICAL, RoleKey.LANGUAGE]),
    "administrator": (make_superuser, [RoleKey.ADMINISTRATOR]),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_guide__shows_the_own_role_first_and_its_links_open(client: Client, who: str) -> None:
    make, roles = PEOPLE[who]
    client.force_login(make())
    page = soup(client.get(reverse("guide")))
    assert [section["id"] for section in page.select(".desk section.desk-part")] == [role.value for role in roles]
    assert {part["id"] for part in page.select(".desk details")} == {role.key.value for role in ROLES} - {
        role.value for role in roles
    }
    links = [str(link["href"]) for link in page.select(".desk ol a")]
    assert links
    for link in links:
        answer = client.get(link, follow=True)
        assert answer.status_code == 200, link
        assert not answer.redirect_chain or "settings" in link, link


@pytest.mark.parametrize("language", LANGUAGES)
def test_guide__is_in_the_language_of_the_admin(client: Client, language: str) -> None:
    user = make_editor()
    UserProfile.objects.create(user=user, preferred_language=language)
    client.force_login(user)
    page = soup(client.get(reverse("guide")))
    assert page.html["lang"].lower() == language
    assert len(page.select(".desk ol > li")) == sum(len(role.steps) for role in ROLES)


def test_guide__says_of_each_role_what_is_not_possible_and_why() -> None:
    assert {role.key for role in ROLES} == set(RoleKey)
    for role in ROLES:
        assert len(role.steps) >= 4
        assert len(role.limits) >= 3
        assert all(str(limit.what) and str(limit.why) for limit in role.limits)


@pytest.mark.parametrize("make", [make_user, None], ids=["no group", "nobody"])
def test_guide__is_for_those_who_work_here(client: Client, make: Callable[[], User] | None) -> None:
    if make:
        client.force_login(make())
    answer = client.get(reverse("guide"))
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, reverse("wagtailadmin_login"))


def test_guide__is_only_read(client: Client) -> None:
    client.force_login(make_editor())
    assert client.post(reverse("guide")).status_code == 405


def test_help_menu__leads_to_the_guide_and_to_no_guide_of_wagtails(client: Client) -> None:
    client.force_login(make_editor())
    words = client.get(reverse("wagtailadmin_home")).content.decode()
    assert f'"{reverse("guide")}"' in words
    assert "guide.wagtail.org" not in words
    assert "whats-new-in-wagtail" not in words
