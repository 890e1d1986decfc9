"""The pattern page shows everything there is, in every language, to those who work here and nobody else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.test.utils import WagtailTestUtils

from articles.editor.patterns.page import blocks
from articles.editor.patterns.samples import SAMPLES
from articles.models import User
from tests.factories import image, make_editor, make_risk_factor

pytestmark = pytest.mark.django_db

TEMPLATES = settings.BASE_DIR / "articles" / "templates" / "articles"
#: What stands in the head of a page, where nothing can be seen.
UNSEEN = {"partials/machines"}
LANGUAGES = [language for language, _name in settings.LANGUAGES]
INCLUDED = re.compile(r'"articles/(partials/\w+)\.html"')


@pytest.fixture
def shown(client: Client) -> Any:
    image()
    make_risk_factor()
    client.force_login(make_editor())
    response = client.get(reverse("patterns"))
    assert response.status_code == 200
    return WagtailTestUtils.get_soup(response.content)


def included_by(file: Path) -> set[str]:
    """The partials that a template includes, by themselves or through others."""
    direct = set(INCLUDED.findall(file.read_text(encoding="utf-8")))
    return direct.union(*(included_by(TEMPLATES / f"{name}.html") for name in direct))


def test_every_partial__is_shown() -> None:
    """A new partial needs an example in `articles/editor/patterns/samples.py`, unless one that is shown includes it."""
    sampled = {f"partials/{sample.partial}" for sample in SAMPLES}
    files = [*(TEMPLATES / f"{name}.html" for name in sampled), *(TEMPLATES / "blocks").glob("*.html")]
    covered = sampled.union(*(included_by(file) for file in files))
    assert {f"partials/{file.stem}" for file in (TEMPLATES / "partials").glob("*.html")} - UNSEEN <= covered


def test_every_component__is_shown_in_every_language_and_direction(shown: Any) -> None:
    columns = shown.select(".pattern-language")
    assert [column["id"].removeprefix("language-") for column in columns] == LANGUAGES
    assert [column["dir"] for column in columns] == ["ltr", "ltr", "ltr", "ltr", "rtl", "ltr"]
    for column in columns:
        patterns = column.select(".pattern")
        assert len(patterns) == len(SAMPLES) + len(blocks())
        for pattern in patterns:
            name = pattern.select_one(".pattern-name").extract().get_text()
            assert pattern.get_text(strip=True) or pattern.svg, name


def test_interface_and_blocks__speak_the_language_of_their_column(shown: Any) -> None:
    answers = {column.select_one(".card .kind, .card a").get_text() for column in shown.select(".pattern-language")}
    assert len(answers) == len(LANGUAGES)


def test_ids__are_given_once__and_every_label_finds_its_own(shown: Any) -> None:
    ids = [element["id"] for element in shown.select("[id]")]
    assert len(ids) - len(set(ids)) == 0
    for element in shown.select("[aria-labelledby], label[for]"):
        for name in (element.get("aria-labelledby") or element.get("for")).split():
            assert name in ids


def test_page__uses_the_readers_style_sheet__and_nothing_of_the_admins(shown: Any) -> None:
    sheets = [link["href"] for link in shown.select('link[rel="stylesheet"]')]
    assert sheets == ["/static/articles/site.css", "/static/articles/editor/patterns.css"]
    assert not shown.select("script:not([src]), [style], style")


def test_anonymous_visitor__is_sent_to_the_login(client: Client) -> None:
    response = client.get(reverse("patterns"))
    assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("wagtailadmin_login"))


def test_account_without_the_admin__is_refused(client: Client) -> None:
    client.force_login(User.objects.create_user("reader", password="not-a-member-of-staff"))
    response = client.get(reverse("patterns"))
    assert response.status_code in {302, 403}
    assert b"pattern-language" not in response.content


def test_page__can_only_be_read(client: Client) -> None:
    client.force_login(make_editor())
    assert client.post(reverse("patterns")).status_code == 405


def test_reports_menu__leads_to_the_page(client: Client) -> None:
    client.force_login(make_editor())
    assert reverse("patterns") in client.get(reverse("wagtailadmin_home")).content.decode()
