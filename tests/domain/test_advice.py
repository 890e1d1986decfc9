"""Hints that a machine gives a reviewer."""

from __future__ import annotations

import pytest

from articles.domain.advice import numbers_in, paragraphs_in, written_addresses


@pytest.mark.parametrize(
    ("html", "numbers"),
    [
        ("<p>Knees glimmer.</p>", []),
        ("<p>Take 70 mg, then 70 mg, or 5–10%.</p>", ["70 mg", "5–10%"]),
        ("<p>خذ ٧٠ ملغ</p>", ["٧٠"]),
        ('<p title="7">None</p>', []),
    ],
)
def test_numbers_in__are_those_that_a_reader_meets(html: str, numbers: list[str]) -> None:
    assert numbers_in(html) == numbers


@pytest.mark.parametrize(
    ("html", "addresses"),
    [
        ('<a href="/en/knee/">x</a> <a href="/en/knee/">y</a> <a href="#top">z</a>', ["/en/knee/", "#top"]),
        ('<a href="https://example.org/">x</a> <a href="//example.org/">y</a> <a href="mailto:a@b.c">z</a>', []),
        ('<a id="7" linktype="page">x</a>', []),
    ],
)
def test_written_addresses__are_those_within_the_site(html: str, addresses: list[str]) -> None:
    assert written_addresses(html) == addresses


def test_paragraphs_in__leaves_out_the_marks() -> None:
    assert paragraphs_in("<h3>Why?</h3><p>Because <b>moons</b> do.</p><p> </p>") == ["Why?", "Because moons do."]
