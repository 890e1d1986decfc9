"""The list of references: identifiers are tidied and checked, and short names cannot be confused."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError

from articles.blocks import ReferencesBlock
from tests.factories import reference

BLOCK = ReferencesBlock(required=False)


def cleaned(*references: dict[str, Any]) -> list[Any]:
    """The references as they are kept after an editor published them."""
    return [child.value for child in BLOCK.clean(BLOCK.to_python(list(references)))]


def refusals(*references: dict[str, Any]) -> dict[tuple[int, str], list[str]]:
    """The messages that an editor sees, by the reference's place in the list and the field."""
    with pytest.raises(StreamBlockValidationError) as refused:
        cleaned(*references)
    return {
        (index, field): messages(error)
        for index, block_error in refused.value.block_errors.items()
        for field, error in block_error.block_errors.items()
    }


def messages(error: ValidationError) -> list[str]:
    return list(error.messages)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("10.9999/knee.7", "10.9999/knee.7"),
        ("  10.9999/knee.7 ", "10.9999/knee.7"),
        ("https://doi.org/10.9999/knee.7", "10.9999/knee.7"),
        ("http://dx.doi.org/10.9999/knee.7", "10.9999/knee.7"),
        ("https://doi.org/10.9999/S0001%287%29", "10.9999/S0001(7)"),
        ("doi:10.9999/knee.7", "10.9999/knee.7"),
        ("DOI: 10.9999/knee.7", "10.9999/knee.7"),
        ("", ""),
    ],
)
def test_doi__is_kept_bare(pasted: str, kept: str) -> None:
    assert cleaned(reference("knee-2001", doi=pasted))[0]["doi"] == kept


@pytest.mark.parametrize("wrong", ["10.9999", "11.9999/knee", "glimmer", "10.9999/kn ee", "https://example.org/10.9999/knee"])
def test_doi__that_is_none_is_refused_at_its_field(wrong: str) -> None:
    found = refusals(reference("knee-2001", doi=wrong))
    assert list(found) == [(0, "doi")]
    assert wrong in found[0, "doi"][0]
    assert "is not a DOI" in found[0, "doi"][0]
    assert "10.1210/er.2009-0044" in found[0, "doi"][0]


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("7654321", "7654321"),
        (" 7654321 ", "7654321"),
        ("PMID: 7654321", "7654321"),
        ("pmid 7654321", "7654321"),
        ("https://pubmed.ncbi.nlm.nih.gov/7654321/", "7654321"),
        ("", ""),
    ],
)
def test_pmid__is_kept_bare(pasted: str, kept: str) -> None:
    assert cleaned(reference("knee-2001", pmid=pasted))[0]["pmid"] == kept


@pytest.mark.parametrize("wrong", ["0123", "123456789", "PMC7654321", "seven"])
def test_pmid__that_is_none_is_refused_at_its_field(wrong: str) -> None:
    found = refusals(reference("knee-2001", pmid=wrong))
    assert list(found) == [(0, "pmid")]
    assert wrong in found[0, "pmid"][0]
    assert "is not a PubMed identifier" in found[0, "pmid"][0]


@pytest.mark.parametrize("key", ["a", "7", "knee-2001", "knee-et-al-2001b"])
def test_short_name__of_small_letters_digits_and_hyphens(key: str) -> None:
    assert cleaned(reference(key))[0]["key"] == key


@pytest.mark.parametrize("key", ["Knee-2001", "knee 2001", "knee_2001", "-knee", "knee-", "knee--2001", "kné", "膝", 'k"><b>'])
def test_short_name__otherwise_written_is_refused_at_its_field(key: str) -> None:
    found = refusals(reference(key))
    assert list(found) == [(0, "key")]
    assert key in found[0, "key"][0]
    assert "cannot be a short name" in found[0, "key"][0]


def test_short_name__used_twice_is_refused_at_every_repeat() -> None:
    found = refusals(reference("knee"), reference("elbow"), reference("knee"), reference("knee"))
    assert list(found) == [(2, "key"), (3, "key")]
    assert "already called “knee”" in found[2, "key"][0]


def test_several_mistakes__are_all_named_at_once() -> None:
    found = refusals(reference("Knee", doi="none", pmid="none"), reference("elbow"), reference("toe", pmid="x"))
    assert set(found) == {(0, "key"), (0, "doi"), (0, "pmid"), (2, "pmid")}


@pytest.mark.parametrize("field", ["key", "authors", "title", "source"])
def test_reference__without_what_names_it_is_refused_on_publication(field: str) -> None:
    assert (0, field) in refusals(reference("knee-2001", **{field: ""}) if field != "key" else reference(""))


def test_year__must_be_one() -> None:
    assert (0, "year") in refusals(reference("knee-2001", year=99))


@pytest.mark.parametrize(
    ("values", "address"),
    [
        ({"doi": "10.9999/knee", "pmid": "77", "url": "https://example.org/"}, "https://doi.org/10.9999/knee"),
        ({"pmid": "77", "url": "https://example.org/"}, "https://pubmed.ncbi.nlm.nih.gov/77/"),
        ({"url": "https://example.org/"}, "https://example.org/"),
        ({}, ""),
    ],
)
def test_address__is_the_most_lasting_there_is(values: dict[str, str], address: str) -> None:
    assert cleaned(reference("knee-2001", **values))[0].address == address


def test_list__may_be_empty() -> None:
    assert cleaned() == []
