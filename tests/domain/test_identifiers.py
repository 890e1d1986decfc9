from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.identifiers import (
    REFERENCE_KEY,
    doi_address,
    is_doi,
    is_pmid,
    normalise_doi,
    normalise_pmid,
    pmid_address,
)

#: The four publications that the first article rests on.
CITED_DOIS = ["10.1001/jama.285.6.785", "10.1210/er.2009-0044", "10.1038/s41588-018-0302-x", "10.1016/S0140-6736(18)32112-3"]
HOSTILE = [
    "javascript:alert(1)",
    "https://evil.example/10.1210/er.2009-0044",
    '10.1210/"onmouseover="alert(1)',
    "10.1210/<script>alert(1)</script>",
    "10.1210/er\n2009",
    "10.1210/er\x00",
    "10.1210/er\x7f",
    "10.1210/er 2009",
    "10.1210/er\u20282009",
    "10.1210/" + "a" * 201,
]


@pytest.mark.parametrize("doi", CITED_DOIS)
def test_is_doi__cited_publications(doi: str) -> None:
    assert is_doi(doi)


@pytest.mark.parametrize("doi", CITED_DOIS)
def test_doi_address__of_cited_publications_needs_no_escape(doi: str) -> None:
    assert doi_address(doi) == f"https://doi.org/{doi}"


@pytest.mark.parametrize("doi", ["10.1000/182", "10.1000.10/123456", "10.123456789/x", "10.1000/a/b", "10.1000/骨"])
def test_is_doi__good(doi: str) -> None:
    assert is_doi(doi)


@pytest.mark.parametrize(
    "doi",
    ["", "10.1210", "10.1210/", "10.121/x", "10.1234567890/x", "11.1210/x", "10.1210er", "doi:10.1210/x", "10.١٢٣٤/x"],
)
def test_is_doi__bad(doi: str) -> None:
    assert not is_doi(doi)


@pytest.mark.parametrize("text", HOSTILE)
def test_is_doi__hostile(text: str) -> None:
    assert not is_doi(normalise_doi(text))


@pytest.mark.parametrize(
    "escaped",
    [
        "https://doi.org/10.1210/%3Cscript%3E",
        "https://doi.org/10.1210/%22x",
        "https://doi.org/10.1210/%00",
        "https://doi.org/10.1210/a%0Ab",
    ],
)
def test_is_doi__hostile_behind_an_escape(escaped: str) -> None:
    assert not is_doi(normalise_doi(escaped))


@pytest.mark.parametrize(
    "pasted",
    [
        "10.1210/er.2009-0044",
        " 10.1210/er.2009-0044\n",
        "doi:10.1210/er.2009-0044",
        "DOI: 10.1210/er.2009-0044",
        "https://doi.org/10.1210/er.2009-0044",
        "http://dx.doi.org/10.1210/er.2009-0044",
        "HTTPS://DOI.ORG/10.1210/er.2009-0044",
        "https://doi.org/10.1210%2Fer.2009-0044",
    ],
)
def test_normalise_doi__bare_from_what_people_paste(pasted: str) -> None:
    assert normalise_doi(pasted) == "10.1210/er.2009-0044"


def test_normalise_doi__keeps_capitals() -> None:
    assert normalise_doi("doi:10.1016/S0140-6736(18)32112-3") == "10.1016/S0140-6736(18)32112-3"


def test_normalise_doi__escapes_mean_themselves_outside_an_address() -> None:
    assert normalise_doi("10.1000/a%2Fb") == "10.1000/a%2Fb"


@given(st.from_regex(r"10\.[0-9]{4,9}/\S{1,200}", fullmatch=True).filter(is_doi))
def test_doi_address__of_any_doi_stays_at_doi_org_and_is_safe_in_an_attribute(doi: str) -> None:
    address = doi_address(doi)
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("https", "doi.org", "", "")
    assert address.isascii()
    assert escape(address) == address


@given(st.from_regex(r"10\.[0-9]{4,9}/\S{1,200}", fullmatch=True).filter(is_doi))
def test_normalise_doi__undoes_the_address(doi: str) -> None:
    assert normalise_doi(doi_address(doi)) == doi


@given(st.text())
def test_normalise_doi__of_anything_is_settled(text: str) -> None:
    once = normalise_doi(text)
    if is_doi(once):
        assert normalise_doi(once) == once


@pytest.mark.parametrize("pmid", ["1", "20431112", "99999999"])
def test_is_pmid__good(pmid: str) -> None:
    assert is_pmid(pmid)


@pytest.mark.parametrize("pmid", ["", "0", "020431112", "123456789", "PMC2904461", "-1", "1.0", "20431112\n", "٢٠٤", "１２"])
def test_is_pmid__bad(pmid: str) -> None:
    assert not is_pmid(pmid)


@pytest.mark.parametrize(
    "pasted",
    [
        "20431112",
        " 20431112 ",
        "PMID: 20431112",
        "pmid 20431112",
        "PMID20431112",
        "https://pubmed.ncbi.nlm.nih.gov/20431112/",
        "http://pubmed.ncbi.nlm.nih.gov/20431112",
    ],
)
def test_normalise_pmid__bare_from_what_people_paste(pasted: str) -> None:
    assert normalise_pmid(pasted) == "20431112"


@pytest.mark.parametrize("text", ["javascript:1", "https://evil.example/20431112/", "20431112/../../x"])
def test_is_pmid__hostile(text: str) -> None:
    assert not is_pmid(normalise_pmid(text))


def test_pmid_address__at_pubmed() -> None:
    assert pmid_address("20431112") == "https://pubmed.ncbi.nlm.nih.gov/20431112/"


@pytest.mark.parametrize("key", ["ralston-2010", "nih-2001", "a", "1", "who-2004-a"])
def test_reference_key__good(key: str) -> None:
    assert REFERENCE_KEY.fullmatch(key)


@pytest.mark.parametrize(
    "key",
    ["", "-", "Ralston-2010", "ralston 2010", "ralston--2010", "-ralston", "ralston-", "ralston_2010", "رالستون", 'a"b', "a\n"],
)
def test_reference_key__bad(key: str) -> None:
    assert not REFERENCE_KEY.fullmatch(key)


OLD_DOI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"


def test_is_doi__old_ones_with_angle_brackets() -> None:
    assert is_doi(OLD_DOI)
    assert "<" not in doi_address(OLD_DOI)


@pytest.mark.parametrize(
    "pasted",
    [
        "doi.org/10.1210/er.2009-0044",
        "https://www.doi.org/10.1210/er.2009-0044?x=1",
        "10.1210/er.2009-0044.",
        "DOI: 10.1210/er.2009-0044;",
    ],
)
def test_normalise_doi__what_people_paste(pasted: str) -> None:
    assert normalise_doi(pasted) == "10.1210/er.2009-0044"


@pytest.mark.parametrize(
    "pasted",
    [
        "https://pubmed.ncbi.nlm.nih.gov/20431112/?term=bone",
        "pubmed.ncbi.nlm.nih.gov/20431112",
        "https://www.ncbi.nlm.nih.gov/pubmed/20431112",
        "PMID: 20431112.",
    ],
)
def test_normalise_pmid__what_people_paste(pasted: str) -> None:
    assert normalise_pmid(pasted) == "20431112"


@pytest.mark.parametrize("text", ["10.1000/\ud800", "10.1000/a\u202eb"])
def test_is_doi__halves_of_characters_and_turned_text(text: str) -> None:
    assert not is_doi(text)
