"""Who may do what: the groups that every site starts with, as their members find the admin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.snippets.models import get_snippet_models

from articles.models import HomePage, User
from tests.factories import (
    LANGUAGES,
    home,
    image,
    make_article,
    make_disclaimer,
    make_editor,
    make_reviewer,
    make_superuser,
    make_translator,
    make_user,
)

pytestmark = pytest.mark.django_db

PEOPLE: dict[str, Callable[[], User]] = {
    "editor": make_editor,
    "translator": make_translator,
    "reviewer": make_reviewer,
    "administrator": make_superuser,
}

E, T, R, A = "editor", "translator", "reviewer", "administrator"
#: Who has which right. Administrators have them all.
RIGHTS = {
    "wagtailadmin.access_admin": {E, T, R},
    "simple_translation.submit_translation": {E, T},
    **{f"articles.view_{model}": {E, T, R} for model in ("glossaryterm", "riskfactor", "disclaimer")},
    **{f"articles.add_{model}": {E} for model in ("glossaryterm", "riskfactor", "disclaimer")},
    **{f"articles.change_{model}": {E, T} for model in ("glossaryterm", "riskfactor", "disclaimer")},
    **{f"articles.publish_{model}": {E} for model in ("glossaryterm", "riskfactor", "disclaimer")},
    **{f"articles.delete_{model}": set() for model in ("glossaryterm", "riskfactor", "disclaimer")},
    "articles.view_reviewerprofile": {E, R},
    **{f"articles.{verb}_reviewerprofile": set() for verb in ("add", "change", "publish", "delete")},
    "articles.view_translationrequest": {E, T, R},
    "articles.add_translationrequest": {E},
    "articles.change_sitesettings": set(),
    "articles.add_user": set(),
    "articles.change_user": set(),
    "articles.delete_user": set(),
    "auth.change_group": set(),
    "wagtailcore.change_site": set(),
    "wagtailcore.change_locale": set(),
    "wagtailcore.add_collection": set(),
    "wagtailredirects.add_redirect": set(),
    "wagtaildocs.add_document": set(),
}


@pytest.fixture(params=PEOPLE)
def who(request: pytest.FixtureRequest) -> str:
    role: str = request.param
    return role


@pytest.fixture
def client_of(who: str, client: Client) -> Client:
    client.force_login(PEOPLE[who]())
    return client


@pytest.mark.parametrize("right", RIGHTS)
def test_right__is_held_by_whom_it_is_meant_for(right: str, who: str) -> None:
    app, codename = right.split(".")
    assert Permission.objects.filter(content_type__app_label=app, codename=codename).exists()
    assert PEOPLE[who]().has_perm(right) is (who in RIGHTS[right] | {A})


def test_rights__on_pages() -> None:
    page = make_article()
    rights = {}
    for who, make in PEOPLE.items():
        on_page = page.permissions_for_user(make())
        on_parent = page.get_parent().permissions_for_user(make())
        rights[who] = {
            "add": on_parent.can_add_subpage(),
            "edit": on_page.can_edit(),
            "publish": on_page.can_publish(),
            "unpublish": on_page.can_unpublish(),
            "lock": on_page.can_lock(),
        }
    everything = dict.fromkeys(("add", "edit", "publish", "unpublish", "lock"), True)
    nothing = dict.fromkeys(everything, False)
    assert rights == {E: everything, T: {**nothing, "add": True, "edit": True}, R: nothing, A: everything}


def test_home_pages__are_edited_by_editors_and_made_by_nobody() -> None:
    assert home("de").permissions_for_user(make_editor()).can_edit()
    assert not HomePage.can_create_at(Page.objects.get(depth=1))


@pytest.mark.parametrize("make", [make_translator, make_reviewer])
def test_live_article__is_not_deleted_by_those_who_may_not_publish(make: Callable[[], User]) -> None:
    assert not make_article().permissions_for_user(make()).can_delete()


PLACES = {
    "pages": (lambda: reverse("wagtailadmin_explore", args=[home().pk]), {E, T}),
    "an article": (lambda: reverse("wagtailadmin_pages:edit", args=[make_article().pk]), {E, T}),
    "articles": (lambda: reverse("articles:index"), {E, T}),
    "glossary": (lambda: reverse("wagtailsnippets_articles_glossaryterm:list"), {E, T, R}),
    "a new glossary term": (lambda: reverse("wagtailsnippets_articles_glossaryterm:add"), {E}),
    "a disclaimer": (lambda: reverse("wagtailsnippets_articles_disclaimer:edit", args=[make_disclaimer().pk]), {E, T}),
    "a new reviewer": (lambda: reverse("wagtailsnippets_articles_reviewerprofile:add"), set()),
    "images": (lambda: reverse("wagtailimages:index"), {E}),
    "an image": (lambda: reverse("wagtailimages:edit", args=[image().pk]), {E}),
    "users": (lambda: reverse("wagtailusers_users:index"), set()),
    "a new user": (lambda: reverse("wagtailusers_users:add"), set()),
    "groups": (lambda: reverse("wagtailusers_groups:index"), set()),
    "settings": (lambda: reverse("wagtailsettings:edit", args=["articles", "sitesettings", Site.objects.get().pk]), set()),
    "sites": (lambda: reverse("wagtailsites:index"), set()),
    "languages": (lambda: reverse("wagtaillocales:index"), set()),
    "redirects": (lambda: reverse("wagtailredirects:index"), set()),
}


@pytest.mark.parametrize("place", PLACES)
def test_place__opens_for_whom_it_is_meant(place: str, who: str, client_of: Client) -> None:
    address, whom = PLACES[place]
    response = client_of.get(address(), follow=True)
    opened = response.status_code == 200 and not response.redirect_chain
    assert opened is (who in whom | {A})


def test_first_page__opens_for_everybody_who_works_here(client_of: Client) -> None:
    assert client_of.get(reverse("wagtailadmin_home")).status_code == 200


def test_admin__is_closed_to_accounts_without_a_group(client: Client) -> None:
    client.force_login(make_user())
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("wagtailadmin_login"))


def test_groups__are_those_that_this_project_means() -> None:
    """Wagtail's own "Moderators" could publish; nobody here means that."""
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Editors",
        "Medical reviewers",
        *(f"Translators ({language})" for language in LANGUAGES),
    }


def test_every_snippet__has_a_row_in_the_table_of_rights() -> None:
    for model in get_snippet_models():
        if model._meta.app_label == "articles":
            assert f"articles.publish_{model._meta.model_name}" in RIGHTS
