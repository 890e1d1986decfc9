"""Blocks that show something: a key figure, a picture."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model

from .base import SourceBlock, example
from .preload import PreloadedImageBlock

#: Languages that set a percent sign right after its number (Unicode CLDR 48, `percentFormat`); the others keep a space.
_PERCENT_TOUCHES = {"ar", "en", "zh-hans"}


class KeyFigure(blocks.StructValue):
    @property
    def gap(self) -> str:
        """What stands between the number and its unit."""
        return "" if self["unit"] == "%" and get_language() in _PERCENT_TOUCHES else "\N{NO-BREAK SPACE}"


class KeyFigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(
        max_length=30,
        label=_("Value"),
        help_text=_("The number or range as your language writes it, for example “60 to 80”."),
    )
    unit = blocks.CharBlock(max_length=40, required=False, label=_("Unit"), help_text=_("For example “%” or “micrograms a day”."))
    meaning = blocks.TextBlock(
        max_length=300, rows=2, label=_("What it means"), help_text=_("One plain sentence that a reader can repeat.")
    )
    source = SourceBlock(
        max_length=60,
        label=_("Source"),
        help_text=_("The short name of the reference that this figure comes from, as in the list of references."),
    )

    class Meta:
        icon = "order"
        label = _("Key figure")
        description = _("One number that matters, with its unit, its meaning and its source.")
        template = "articles/blocks/key_figure.html"
        value_class = KeyFigure
        preview_value = example(
            lambda: {
                "value": gettext("60 to 80"),
                "unit": "%",
                "meaning": gettext("of the differences in bone density between people are explained by their genes."),
                "source": "",
            }
        )


class FigureBlock(blocks.StructBlock):
    image = PreloadedImageBlock(
        label=_("Image"),
        help_text=_("Say in the alternative text what the picture tells, or mark it as decorative if it tells nothing."),
    )
    caption = blocks.CharBlock(max_length=250, required=False, label=_("Caption"))
    credit = blocks.CharBlock(
        max_length=150, required=False, label=_("Credit"), help_text=_("Who made the picture, and under which licence.")
    )

    class Meta:
        icon = "image"
        label = _("Figure")
        description = _("A picture with its alternative text, caption and credit.")
        template = "articles/blocks/figure.html"

    def get_preview_value(self) -> Any:
        image = get_image_model().objects.first()
        if image is not None:
            image.contextual_alt_text, image.decorative = image.description, False
        return self.normalize(
            {
                "image": image,
                "caption": gettext("Left: dense bone. Right: bone that has lost mass and structure."),
                "credit": gettext("Drawn for this article"),
            }
        )

    @property
    def is_previewable(self) -> bool:
        return True
