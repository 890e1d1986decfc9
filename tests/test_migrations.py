"""What the migrations seed, and that they can be taken back and applied again, on a scratch database of the kind in use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from pytest_django import DjangoDbBlocker
from wagtail.models import GroupPagePermission, Locale, Page, Site

from articles.models import HomePage
from tests.factories import LANGUAGES
from tests.migrated import own_database

# --- What every site starts with -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_languages__are_seeded() -> None:
    assert sorted(Locale.objects.values_list("language_code", flat=True)) == sorted(LANGUAGES)


@pytest.mark.django_db
def test_home_pages__are_live_editions_of_one_page() -> None:
    homes = list(HomePage.objects.select_related("locale"))
    assert sorted(page.locale.language_code for page in homes) == sorted(LANGUAGES)
    assert len({page.translation_key for page in homes}) == 1
    assert all(page.live and page.depth == 2 and page.introduction for page in homes)
    assert len({page.title for page in homes}) == len({page.introduction for page in homes}) == len(LANGUAGES)
    assert len({page.slug for page in homes}) == len(LANGUAGES)


@pytest.mark.django_db
def test_page_tree__holds_the_home_pages_and_nothing_else_and_is_sound() -> None:
    assert Page.objects.filter(depth=2).count() == Page.objects.count() - 1 == len(LANGUAGES)
    assert Page.objects.get(depth=1).numchild == len(LANGUAGES)
    assert not any(Page.find_problems())


@pytest.mark.django_db
def test_site__is_one_and_shows_every_language() -> None:
    site = Site.objects.get()
    assert site.is_default_site
    assert site.root_page.locale.language_code == settings.LANGUAGE_CODE
    assert {page.locale.language_code: page.url for page in HomePage.objects.select_related("locale")} == {
        language: f"/{language}/" for language in LANGUAGES
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Editors", *(f"Translators ({code})" for code in LANGUAGES), "Medical reviewers"])
def test_group__is_seeded_and_reaches_the_admin(name: str) -> None:
    group = Group.objects.get(name=name)
    assert group.permissions.filter(content_type__app_label="wagtailadmin", codename="access_admin").exists()
    assert GroupPagePermission.objects.filter(group=group).exists() is (name != "Medical reviewers")


# --- There and back --------------------------------------------------------------------------------------------------

Manage = Callable[..., str]
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def scratch(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """The environment of a process that works on a migrated database of its own."""
    with own_database(tmp_path, f"scratch_{os.getpid()}", django_db_blocker) as environment:
        yield environment


@pytest.fixture
def manage(scratch: dict[str, str]) -> Manage:
    """Runs a management command on the scratch database; gives what it prints."""

    def run(*arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=scratch, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    return run


SEEDED = """
import json
from django.contrib.auth.models import Group
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Locale, Page, Site
from articles.models import HomePage
print(json.dumps({
    "languages": sorted(Locale.objects.values_list("language_code", flat=True)),
    "homes": sorted(HomePage.objects.values_list("locale__language_code", "slug", "title", "introduction", "url_path")),
    "articles of one": HomePage.objects.values("translation_key").distinct().count(),
    "pages": Page.objects.count(),
    "problems": [list(map(str, problem)) for problem in Page.find_problems()],
    "sites": list(Site.objects.values_list("hostname", "port", "is_default_site", "root_page__slug")),
    "groups": {
        group.name: {
            "rights": sorted(group.permissions.values_list("content_type__app_label", "codename")),
            "pages": sorted(GroupPagePermission.objects.filter(group=group).values_list("page__depth", "permission__codename")),
            "images": sorted(GroupCollectionPermission.objects.filter(group=group).values_list("permission__codename", flat=True)),
        }
        for group in Group.objects.all()
    },
}))
"""

WITH_CONTENT = """
from articles.models import ConditionPage, HomePage, InformationPage, User
from django.contrib.auth.models import Group
HomePage.objects.get(locale__language_code="en").add_child(instance=ConditionPage(title="Glimmer knee", slug="glimmer-knee"))
for language in ("en", "de"):
    page = InformationPage(title="Privacy", kind="privacy")
    HomePage.objects.get(locale__language_code=language).add_child(instance=page)
User.objects.create_user("translator").groups.add(Group.objects.get(name="Translators (es)"))
"""

KEPT = """
import json
from articles.models import ConditionPage, User
page = ConditionPage.objects.get()
print(json.dumps([page.title, page.url, sorted(User.objects.get().groups.values_list("name", flat=True))]))
"""


def look(manage: Manage, script: str) -> Any:
    return json.loads(manage("shell", "--no-imports", "--command", script).splitlines()[-1])


def test_seeding__can_be_taken_back_and_done_again(manage: Manage) -> None:
    """With nothing but the seeds, and then with what people made: a home page that holds pages stays and is found again. So
    does a translator, though of every language then: before there were groups by language, there was one for all."""
    seeded = look(manage, SEEDED)
    assert [home[0] for home in seeded["homes"]] == sorted(LANGUAGES)
    assert not any(seeded["problems"])

    manage("migrate", "articles", "0002", "--verbosity", "0")
    without = look(manage, SEEDED)
    assert without["homes"] == []
    assert without["sites"] == []
    assert without["pages"] == 1
    assert not [name for name in without["groups"] if name.startswith(("Translators", "Medical reviewers"))]
    assert not any(without["problems"])

    manage("migrate", "--verbosity", "0")
    assert look(manage, SEEDED) == seeded

    kept = look(manage, WITH_CONTENT + KEPT)
    assert kept == ["Glimmer knee", "/en/glimmer-knee/", ["Translators (es)"]]

    manage("migrate", "articles", "0002", "--verbosity", "0")

    manage("migrate", "--verbosity", "0")
    assert look(manage, KEPT) == [*kept[:2], sorted(f"Translators ({language})" for language in LANGUAGES)]
    again = look(manage, SEEDED)
    assert [home[0] for home in again["homes"]] == sorted(LANGUAGES)
    assert again["articles of one"] == 1
    assert not any(again["problems"])
