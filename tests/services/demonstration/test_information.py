"""The demonstration's pages about the site: one file a language, of one structure, published in each."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import InformationPage, User
from articles.models.information import INTRODUCTION_MAX_LENGTH
from articles.services.demonstration import content
from tests.factories import LANGUAGES
from tests.site.reader import one, read

TRANSLATIONS = [language for language in LANGUAGES if language != "en"]
KINDS = [kind for kind in InformationPage.Kind.values if kind != "other"]


def blocks(language: str) -> list[tuple[str, dict[str, Any]]]:
    return [(kind, block) for kind, page in content.information(language).items() for block in page["body"]]


def outline(language: str) -> list[tuple[str, Any]]:
    """The structure without the words."""
    return [
        (kind, [(name, value if name in {"block", "urgency"} else _tags(value)) for name, value in block.items()])
        for kind, block in blocks(language)
    ]


def _tags(text: str) -> list[str]:
    return [tag.name for tag in BeautifulSoup(text, "html.parser").find_all(True)]


def test_files__are_one_for_each_language() -> None:
    assert sorted(path.stem for path in (content.DIRECTORY / "information").glob("*.toml")) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages__are_one_of_each_kind_and_fit_their_fields(language: str) -> None:
    pages = content.information(language)
    assert list(pages) == KINDS
    for page in pages.values():
        assert 0 < len(page["introduction"]) <= INTRODUCTION_MAX_LENGTH
    stream = InformationPage._meta.get_field("body")
    for kind in KINDS:
        value = stream.to_python(content.information_json(kind, language))
        stream.stream_block.clean(value)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translation__has_the_structure_of_the_english_pages_and_its_own_words(language: str) -> None:
    assert outline(language) == outline("en")
    english = {text for _kind, block in blocks("en") for name, text in block.items() if name not in {"block", "urgency"}}
    assert not [text for _kind, block in blocks(language) for text in block.values() if text in english]
    assert "12" in "".join(block.get("text", "") for kind, block in blocks(language) if kind == "privacy")


@pytest.mark.django_db
@pytest.mark.usefixtures("built")
def test_pages__are_live_editions_that_the_footer_links(client: Client) -> None:
    assert InformationPage.objects.filter(live=True).count() == len(KINDS) * len(LANGUAGES)
    assert InformationPage.objects.values("translation_key").distinct().count() == len(KINDS)
    for language in LANGUAGES:
        links = [str(link["href"]) for link in read(client, f"/{language}/").select("nav.site-links:last-of-type a")]
        assert links == [f"/{language}/{kind}/" for kind in KINDS]
    for link in links:
        assert len(one(read(client, link), "main").select("h2")) >= 3
    writers = {page.latest_revision.user for page in InformationPage.objects.select_related("latest_revision__user")}
    assert writers == set(User.objects.filter(username__in=["editor", "translator"]))
