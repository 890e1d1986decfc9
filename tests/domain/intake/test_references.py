"""Reading a line of a list of references: all of it or nothing of it."""

from __future__ import annotations

import pytest

from articles.domain.intake.references import Reference, reference_in

LINE = "Ralston SH, Uitterlinden AG. Genetics of osteoporosis. Endocr Rev. 2010;31(5):629-62."


@pytest.mark.parametrize(
    "line",
    [
        f"{LINE} doi:10.1210/er.2009-0044",
        f"[3] {LINE} https://doi.org/10.1210/er.2009-0044",
        f"12. {LINE}  doi: 10.1210/er.2009-0044.",
    ],
)
def test_a_line_in_the_style_of_vancouver__becomes_a_reference(line: str) -> None:
    assert reference_in(line) == Reference(
        key="ralston-2010",
        authors="Ralston SH, Uitterlinden AG",
        title="Genetics of osteoporosis",
        source="Endocr Rev 31(5):629-62",
        year=2010,
        doi="10.1210/er.2009-0044",
    )


def test_a_pubmed_identifier__is_kept() -> None:
    found = reference_in(f"{LINE} PMID: 20431112")
    assert found is not None
    assert (found.doi, found.pmid) == ("", "20431112")


def test_a_short_name_that_is_taken__gets_a_number() -> None:
    found = reference_in(f"{LINE} PMID: 20431112", taken=["ralston-2010"])
    assert found is not None
    assert found.key == "ralston-2010-2"


@pytest.mark.parametrize(
    "line",
    [
        "",
        LINE,  # nothing that identifies it
        "https://doi.org/10.1210/er.2009-0044",  # nothing but the identifier: who wrote it is not known
        f"{LINE} PMID: 0",
        f"{LINE} Quoted on the radio. PMID: 20431112",
        f"{LINE[:-1]}-{'9' * 200}. PMID: 20431112",
        "World Health Organization. Bones. 2010. PMID: 20431112",
        "王某 AB. 骨. 学报. 2010;1:2. PMID: 20431112",
    ],
)
def test_a_line_that_does_not_say_everything__is_not_guessed(line: str) -> None:
    assert reference_in(line) is None
