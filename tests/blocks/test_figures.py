"""Pictures: published only with a decision on their alternative text."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from PIL import Image as PillowImage

from articles.blocks.figures import FigureBlock
from articles.models import ArticleImage
from tests.factories import figure_block, image, image_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture() -> ArticleImage:
    return image(credit="Drawn by a marble elbow")


def stored(picture: ArticleImage, **values: Any) -> Any:
    block = FigureBlock()
    return block.to_python(figure_block(picture, **values)["value"])


def drawn(value: Any) -> BeautifulSoup:
    return BeautifulSoup(FigureBlock().render(value), "html.parser")


def test_figure__without_a_decision_on_alternative_text_is_refused(picture: ArticleImage) -> None:
    with pytest.raises(ValidationError) as refused:
        FigureBlock().clean(stored(picture, alt_text=""))
    errors = refused.value.block_errors["image"].block_errors
    assert list(errors) == ["alt_text"]
    assert "decorative" in errors["alt_text"].messages[0]


@pytest.mark.parametrize(
    ("decision", "alt"),
    [({"alt_text": "A knee"}, "A knee"), ({"alt_text": "", "decorative": True}, "")],
    ids=["text", "decorative"],
)
def test_figure__with_a_decision_is_shown_by_it(decision: dict[str, Any], alt: str, picture: ArticleImage) -> None:
    value = FigureBlock().clean(stored(picture, **decision))
    assert drawn(value).img["alt"] == alt


def test_figure__names_whom_the_picture_is_from_unless_it_says_otherwise(picture: ArticleImage) -> None:
    assert "Drawn by a marble elbow" in drawn(stored(picture)).figcaption.get_text()
    assert "Somebody else" in (words := drawn(stored(picture, credit="Somebody else")).figcaption.get_text())
    assert "marble elbow" not in words


def test_figure__whose_picture_was_deleted_shows_its_caption(picture: ArticleImage) -> None:
    block = figure_block(picture, caption="A knee by night")
    picture.delete()
    html = drawn(FigureBlock().to_python(block["value"]))
    assert html.img is None
    assert "A knee by night" in html.get_text()


def test_figure__offers_every_source_in_its_true_size(picture: ArticleImage) -> None:
    """What browsers reserve room by (`width`, `height`) must be what they get."""
    picture.file.save("wide.png", image_file("wide.png", (1200, 800)))
    ArticleImage.objects.filter(pk=picture.pk).update(width=1200, height=800)
    drawing = drawn(stored(ArticleImage.objects.get(pk=picture.pk)))
    shown = drawing.img
    assert (shown["loading"], shown["decoding"]) == ("lazy", "async")
    assert [source["type"] for source in drawing.select("picture > source")] == ["image/avif", "image/webp"]
    assert (int(shown["width"]), int(shown["height"])) in {(480, 320), (960, 640)}
    found = [offer.split() for element in drawing.select("[srcset]") for offer in str(element["srcset"]).split(", ")]
    assert len(found) == 6
    for address, width in [*found, [str(shown["src"]), f"{shown['width']}w"]]:
        with storages["renditions"].open(address.removeprefix(settings.MEDIA_URL)) as file, PillowImage.open(file) as opened:
            assert f"{opened.width}w" == width
            assert opened.width * 2 == opened.height * 3
