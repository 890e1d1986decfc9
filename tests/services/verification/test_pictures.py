"""The files of pictures, which anybody may replace who reaches the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.models import (
    ArticleImage,
    ArticlePage,
)
from tests.factories import (
    make_article,
)
from tests.services.verification.running import kinds, problems, verify

pytestmark = pytest.mark.django_db


def picture_of(page: ArticlePage) -> ArticleImage:
    (key,) = (child["value"]["image"]["image"] for child in page.causes.raw_data if child["type"] == "figure")
    return ArticleImage.objects.get(pk=key)


def test_picture__whose_file_was_replaced_on_disk_is_found() -> None:
    page = make_article(images=1)
    make_article(images=1)
    assert kinds("--files") == []
    assert "2 picture files" in verify("--files")[1][0]
    Path(picture_of(page).file.path).write_bytes(b"another picture")
    assert kinds() == []
    (problem,) = problems("--files")
    assert (problem["kind"], problem["id"]) == ("file_replaced", str(picture_of(page).pk))
    assert page.title in problem["where"]


def test_picture__whose_file_is_gone_is_found() -> None:
    page = make_article(images=1)
    Path(picture_of(page).file.path).unlink()
    assert kinds("--files") == ["file_missing"]


def test_picture__that_no_reader_sees_is_not_read() -> None:
    page = make_article(images=1, live=False)
    Path(picture_of(page).file.path).unlink()
    assert kinds("--files") == []


@pytest.mark.parametrize("values", [{"credit": "Somebody else"}, {"file_hash": "0" * 40}], ids=["credit", "hash"])
def test_picture__whose_row_was_altered_by_raw_sql_makes_its_edition_not_as_signed(values: dict[str, str]) -> None:
    page = make_article(images=1)
    ArticleImage.objects.filter(pk=picture_of(page).pk).update(**values)
    assert kinds() == ["not_as_signed"]
