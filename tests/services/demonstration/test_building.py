"""Building the demonstration: all of it or nothing, once, and never over somebody's work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.models.signals import post_save
from django.utils import translation
from pytest_django import Settings

from articles.models import (
    ArticleImage,
    ArticlePage,
    GlossaryTerm,
)
from articles.services import demonstration
from articles.services.demonstration.building import OtherContentError
from tests.factories import (
    LANGUAGES,
    home,
    image,
    make_condition,
    make_disclaimer,
    make_glossary_term,
    make_risk_factor,
    make_user,
)
from tests.rows import everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@contextmanager
def breaking_while_writing(language: str) -> Iterator[None]:
    """The machine fails just after the article's first row in a language was written."""

    def fail(instance: ArticlePage, **_kwargs: Any) -> None:
        if instance.locale.language_code == language:
            raise ConnectionError("the machine fell asleep")

    post_save.connect(fail, sender=ArticlePage)
    try:
        yield
    finally:
        post_save.disconnect(fail, sender=ArticlePage)


# --- From nothing ----------------------------------------------------------------------------------------------------


def test_build__does_not_depend_on_the_language_of_whoever_runs_it_and_says_what_it_does() -> None:
    said: list[str] = []
    with translation.override("ar"):
        demonstration.build(said.append)
    assert GlossaryTerm.objects.get(key="osteoclast").term_en == "Osteoclast"
    assert ArticlePage.objects.get(slug="causes", locale__language_code="en").title == "What causes osteoporosis?"
    assert len(said) >= 4
    for language in LANGUAGES[1:]:
        assert any(message.endswith(f" {language}") for message in said)


# --- Never over somebody's work --------------------------------------------------------------------------------------


def edited_home_page() -> None:
    page = home("de")
    page.title = "Knie"
    page.save_revision()


OTHER_CONTENT: list[Callable[[], object]] = [
    make_condition,
    make_user,
    image,
    make_disclaimer,
    make_glossary_term,
    make_risk_factor,
    edited_home_page,
]


@pytest.mark.parametrize("other", OTHER_CONTENT, ids=lambda other: other.__name__)
def test_build__refuses_a_database_with_other_content_and_changes_nothing(other: Callable[[], object]) -> None:
    other()
    before = everything()
    with pytest.raises(OtherContentError):
        demonstration.build()
    assert everything() == before


# --- All of it or nothing --------------------------------------------------------------------------------------------


def test_interrupted_build__leaves_nothing_and_can_be_run_again() -> None:
    before = everything()
    with breaking_while_writing("es"), pytest.raises(ConnectionError):
        demonstration.build()
    assert everything() == before
    demonstration.build()
    assert ArticlePage.objects.filter(live=True, slug="causes").count() == len(LANGUAGES)
    assert ArticleImage.objects.count() == 1


# --- Never in production ---------------------------------------------------------------------------------------------


def test_build__is_refused_by_production_settings(settings: Settings, data_dir: Path) -> None:
    settings.DEMONSTRATION_ALLOWED = False
    before = everything()
    with pytest.raises(ImproperlyConfigured, match="production"):
        demonstration.build()
    assert everything() == before
    assert list(data_dir.iterdir()) == []
