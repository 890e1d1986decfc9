"""The risk-factor list: entries of the vocabulary, grouped by whether a person can change them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .preload import PreloadedSnippetChooserBlock


class RiskFactorListValue(blocks.StructValue):
    @property
    def modifiable(self) -> list[Any]:
        return [factor for factor in self.present if factor.modifiable]

    @property
    def not_modifiable(self) -> list[Any]:
        return [factor for factor in self.present if not factor.modifiable]

    @property
    def present(self) -> list[Any]:
        """The chosen entries that readers may see. An entry that was deleted or taken down is left out."""
        return [factor for factor in self["factors"] if factor is not None and factor.for_readers("name")]


class RiskFactorListBlock(blocks.StructBlock):
    factors = blocks.ListBlock(
        PreloadedSnippetChooserBlock("articles.RiskFactor", label=_("Risk factor")),
        min_num=1,
        label=_("Risk factors"),
        help_text=_(
            "Readers see them in two groups: what they can change, and what they cannot. Wording comes from the vocabulary."
        ),
    )

    class Meta:
        icon = "list-ul"
        label = _("Risk-factor list")
        description = _("Risk factors from the vocabulary, grouped into those that can be changed and those that cannot.")
        template = "articles/blocks/risk_factor_list.html"
        value_class = RiskFactorListValue

    def get_preview_value(self) -> Any:
        model = self.child_blocks["factors"].child_block.model_class
        return self.normalize({"factors": list(model.objects.filter(live=True)[:6])})

    @property
    def is_previewable(self) -> bool:
        return True
