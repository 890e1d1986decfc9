"""The list of references: structured citations, named so that passages can cite them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from articles.domain.identifiers import (
    REFERENCE_KEY,
    doi_address,
    is_doi,
    is_pmid,
    normalise_doi,
    normalise_pmid,
    pmid_address,
)


class ReferenceValue(blocks.StructValue):
    @property
    def author_names(self) -> str:
        """The authors without a full stop at the end, which the list of references puts there itself."""
        names: str = self["authors"] or ""
        return names.rstrip(". ")

    @property
    def address(self) -> str:
        """Where the publication can be read: by DOI, else PubMed, else its own address; empty if it has none."""
        if self["doi"]:
            return doi_address(self["doi"])
        if self["pmid"]:
            return pmid_address(self["pmid"])
        url: str = self["url"] or ""
        return url if url.startswith(("https://", "http://")) else ""


class ReferenceBlock(blocks.StructBlock):
    key = blocks.CharBlock(
        max_length=60,
        label=_("Short name"),
        help_text=_(
            "Small letters, digits and hyphens, for example “ralston-2010”. Passages cite the reference by it; readers see a number."
        ),
    )
    authors = blocks.CharBlock(max_length=300, label=_("Authors"), help_text=_("For example “Ralston SH, Uitterlinden AG”."))
    title = blocks.CharBlock(max_length=300, label=_("Title"), help_text=_("In the language it was published in."))
    source = blocks.CharBlock(
        max_length=200,
        label=_("Journal or publisher"),
        help_text=_("With volume and pages, for example “Endocr Rev 31:629–662”."),
    )
    year = blocks.IntegerBlock(min_value=1800, max_value=2200, label=_("Year"))
    doi = blocks.CharBlock(max_length=250, required=False, label="DOI", help_text=_("For example 10.1210/er.2009-0044"))
    pmid = blocks.CharBlock(max_length=60, required=False, label="PMID", help_text=_("PubMed’s number, for example 20431112"))
    url = blocks.URLBlock(max_length=500, required=False, label=_("Web address"), help_text=_("Only where there is no DOI."))

    class Meta:
        icon = "doc-full"
        label = _("Reference")
        label_format = "{key}: {title}"
        description = _("A publication that the article rests on.")
        template = "articles/blocks/reference.html"
        value_class = ReferenceValue
        preview_value = {
            "key": "ralston-2010",
            "authors": "Ralston SH, Uitterlinden AG",
            "title": "Genetics of osteoporosis",
            "source": "Endocr Rev 31:629–662",
            "year": 2010,
            "doi": "10.1210/er.2009-0044",
            "pmid": "",
            "url": "",
        }

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        value["key"] = value["key"].strip() if value["key"] else ""
        value["doi"] = normalise_doi(value["doi"] or "")
        value["pmid"] = normalise_pmid(value["pmid"] or "")
        errors = {}
        if value["key"] and not REFERENCE_KEY.fullmatch(value["key"]):
            errors["key"] = ValidationError(
                _(
                    "“%(key)s” cannot be a short name. Use small letters a to z, digits and single hyphens, for example “ralston-2010”."
                ),
                params={"key": value["key"]},
            )
        if value["doi"] and not is_doi(value["doi"]):
            errors["doi"] = ValidationError(
                _(
                    "“%(doi)s” is not a DOI. A DOI starts with “10.”, then a number and a slash, for example 10.1210/er.2009-0044."
                ),
                params={"doi": value["doi"]},
            )
        if value["pmid"] and not is_pmid(value["pmid"]):
            errors["pmid"] = ValidationError(
                _("“%(pmid)s” is not a PubMed identifier. It is a number of at most eight digits, for example 20431112."),
                params={"pmid": value["pmid"]},
            )
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value


class ReferencesBlock(blocks.StreamBlock):
    reference = ReferenceBlock()

    class Meta:
        max_num = 60
        required = False

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        seen: set[str] = set()
        errors = {}
        for index, child in enumerate(value):
            key = child.value["key"]
            if key and key in seen:
                errors[index] = StructBlockValidationError(
                    block_errors={
                        "key": ValidationError(
                            _("Another reference is already called “%(key)s”. Give each its own short name."), params={"key": key}
                        )
                    }
                )
            seen.add(key)
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return value
