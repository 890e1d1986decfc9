"""Identifiers of publications: how a DOI and a PubMed identifier are written."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote

# ISO 26324 leaves the suffix almost free; this is Crossref's recommendation for DOIs in use, wide enough for old ones such
# as 10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2, without white space, control characters,
# characters that turn the direction of text, and halves of characters
# (https://www.crossref.org/blog/dois-and-matching-regular-expressions/).
_DOI: Final = re.compile(
    r"10\.[0-9]{4,9}(\.[0-9]+)*/"
    r"(?:[^\s<>\"\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|<[0-9]+::[A-Z0-9-]{1,20}>){1,200}"
)
_DOI_ADDRESS: Final = re.compile(r"^(https?://)?((dx|www)\.)?doi\.org/", re.IGNORECASE)
_DOI_PREFIX: Final = re.compile(r"^doi:\s*", re.IGNORECASE)
# PubMed's own description: one to eight digits, no leading zero.
_PMID: Final = re.compile(r"[1-9][0-9]{0,7}")
_PMID_PREFIX: Final = re.compile(
    r"^((https?://)?(pubmed\.ncbi\.nlm\.nih\.gov/|(www\.)?ncbi\.nlm\.nih\.gov/pubmed/)|pmid:?\s*)", re.IGNORECASE
)
#: A reference's short name: what a passage stores to cite it, for example `ralston-2010`.
REFERENCE_KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def normalise_doi(text: str) -> str:
    """The bare DOI from what people paste: an address at doi.org, `doi:…`, or the DOI itself, with a full stop behind it."""
    text = text.strip()
    if address := _DOI_ADDRESS.match(text):
        text = unquote(text[address.end() :].partition("?")[0])
    return _DOI_PREFIX.sub("", text).rstrip(".,;")


def is_doi(text: str) -> bool:
    return bool(_DOI.fullmatch(text))


def doi_address(doi: str) -> str:
    """Where a DOI resolves. Characters that an address may not carry are escaped (DOI Handbook, section 3.5)."""
    return f"https://doi.org/{quote(doi, safe='/:;()._-')}"


def normalise_pmid(text: str) -> str:
    """The bare PubMed identifier from an address at PubMed, `PMID: …`, or the number itself."""
    return _PMID_PREFIX.sub("", text.strip()).partition("?")[0].rstrip("/.")


def is_pmid(text: str) -> bool:
    return bool(_PMID.fullmatch(text))


def pmid_address(pmid: str) -> str:
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
