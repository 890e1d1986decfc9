"""Every page of a demonstration says that it is one; no other page does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import ArticlePage, SiteSettings
from tests.factories import LANGUAGES, make_article, mark_as_demonstration, set_default_disclaimer
from tests.site.reader import one, preview, read, said, words

pytestmark = pytest.mark.django_db

WARNING = "The people named here are invented, and no clinician has read these texts. Do not rely on them for your health."
PAGES: dict[str, tuple[Callable[[ArticlePage], str], int]] = {
    "home": (lambda article: f"/{article.locale.language_code}/", 200),
    "condition": (lambda article: article.get_parent().url, 200),
    "article": (lambda article: article.url, 200),
    "404": (lambda article: f"{article.url}none/", 404),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_demonstration__is_said_first_on_every_page(client: Client, language: str) -> None:
    mark_as_demonstration()
    article = make_article(language)
    for address, status in PAGES.values():
        soup = read(client, address(article), status=status)
        banner = one(soup, ".demonstration")
        assert said(WARNING, language) in words(banner)
        assert (banner.find_next("header"), banner.find_previous("main")) == (soup.header, None)


def test_demonstration__is_not_said_elsewhere(client: Client) -> None:
    mark_as_demonstration(False)
    article = make_article()
    for address, status in PAGES.values():
        soup = read(client, address(article), status=status)
        assert soup.select(".demonstration") == []
        assert "emonstration" not in words(soup)


def test_demonstration__is_said_in_previews() -> None:
    mark_as_demonstration()
    assert WARNING in words(one(preview(make_article(live=False)), ".demonstration"))


def test_site_without_stored_settings__is_shown_and_stores_none(client: Client) -> None:
    """Reading never writes."""
    read(client, "/en/")
    read(client, "/en/none/", status=404)
    assert not SiteSettings.objects.exists()
    set_default_disclaimer()
    read(client, make_article().url)
    assert SiteSettings.objects.count() == 1
