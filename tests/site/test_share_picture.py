"""The address of an article's picture: for everybody, drawn once, and never of what is not public."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.test import Client
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Page

from articles.services import share_picture
from tests.factories import (
    LANGUAGES,
    alias_behind_the_gate,
    make_article,
    make_private,
    make_superuser,
    mark_as_demonstration,
)
from tests.site.reader import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_storage(settings: Settings, tmp_path: Path) -> None:
    own = {**settings.STORAGES["share_pictures"], "OPTIONS": {"location": tmp_path, "allow_overwrite": True}}
    settings.STORAGES = {**settings.STORAGES, "share_pictures": own}


@pytest.fixture
def drawings() -> Iterator[list[Any]]:
    """Whatever is drawn meanwhile."""
    made: list[Any] = []
    with patch.object(share_picture, "draw", side_effect=lambda *what: made.append(what) or draw(*what)):
        yield made


draw = share_picture.draw


def address(page: Page) -> str:
    return f"{page.url}picture/"


def kept(page: Page) -> list[str]:
    storage = storages["share_pictures"]
    return storage.listdir(str(page.pk))[1] if storage.exists(str(page.pk)) else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_picture__of_each_edition(client: Client, language: str) -> None:
    response = client.get(address(make_article(language)))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert not response.cookies


def test_picture__is_drawn_once(client: Client, drawings: list[Any]) -> None:
    article = make_article()
    first, second = client.get(address(article)), client.get(address(article))
    assert first.content == second.content
    assert len(drawings) == len(kept(article)) == 1


def test_picture__anew_when_the_title_or_the_site_changes(client: Client, drawings: list[Any]) -> None:
    article = make_article()
    etags = [client.get(address(article))["ETag"]]
    mark_as_demonstration()
    etags.append(client.get(address(article))["ETag"])
    Page.objects.filter(pk=article.pk).update(title="Else?")
    etags.append(client.get(address(article))["ETag"])
    assert len(set(etags)) == len(drawings) == 3
    assert kept(article) == [etags[-1].strip('"') + ".png"]  # those of the titles before are gone


def test_picture__that_is_known_is_not_sent_again(client: Client, drawings: list[Any]) -> None:
    article = make_article()
    etag = client.get(address(article))["ETag"]
    assert not etag.startswith("W/")
    again = client.get(address(article), headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert len(drawings) == 1


def test_picture__is_only_read(client: Client) -> None:
    article = make_article()
    head = client.head(address(article))
    assert (head.status_code, head.content, head["Content-Type"]) == (200, b"", "image/png")
    assert client.post(address(article)).status_code == 405
    assert client.get(f"{address(article)}more/").status_code == 404


NOT_FOR_READERS: dict[str, Callable[[], Page]] = {
    "draft": lambda: make_article(live=False),
    "private": lambda: make_private(make_article()),
    "alias": lambda: alias_behind_the_gate(make_article(), "fr"),
}


@pytest.mark.parametrize("make", NOT_FOR_READERS.values(), ids=NOT_FOR_READERS)
def test_picture__of_what_is_not_for_readers_is_never_drawn(
    client: Client, drawings: list[Any], make: Callable[[], Page]
) -> None:
    page = make()
    assert client.get(address(page)).status_code in (302, 404)
    client.force_login(make_superuser())
    assert client.get(address(page)).status_code in (302, 404)
    assert not drawings
    assert not kept(page)


def take_down_and_delete(article: Page) -> None:
    article.unpublish()
    article.delete()


@pytest.mark.parametrize("take", [Page.unpublish, take_down_and_delete], ids=lambda take: take.__name__)
def test_picture__of_an_article_that_was_taken_down_is_gone(
    client: Client, take: Callable[[Page], Any], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    article = make_article()
    client.get(address(article))
    [name] = kept(article)
    where, number = address(article), article.pk
    with django_capture_on_commit_callbacks(execute=True):
        take(article)
    assert client.get(where).status_code == 404
    assert not storages["share_pictures"].exists(f"{number}/{name}")


def test_picture__is_kept_where_nobody_can_ask_for_it(client: Client) -> None:
    article = make_article()
    client.get(address(article))
    [name] = kept(article)
    where = Path(storages["share_pictures"].path(f"{article.pk}/{name}"))
    assert where.exists()
    assert not where.is_relative_to(default_storage.path(""))


def test_picture__few_queries_and_none_more_for_a_long_article(client: Client) -> None:
    def cost(page: Page) -> int:
        client.get(address(page))
        return len(queries_of(lambda: client.get(address(page))))

    assert cost(make_article()) == cost(make_article(blocks=10, citations=10, images=3)) <= 9


def test_picture__of_which_only_a_part_was_written_is_drawn_again(client: Client, drawings: list[Any]) -> None:
    article = make_article()
    whole = client.get(address(article)).content
    storages["share_pictures"].save(f"{article.pk}/{kept(article)[0]}", ContentFile(whole[:100]))
    assert client.get(address(article)).content == whole
    assert client.get(address(article)).content == whole
    assert (len(drawings), len(kept(article))) == (2, 1)
